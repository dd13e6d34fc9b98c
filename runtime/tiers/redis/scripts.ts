// The steps of bus and state as Lua. See task-scripts.ts for the queue's, whose functions these use.
//
// log               stream  messages; the id is `<position>-0`
// groups            hash    queue of deliveries to pattern
// rev:<store>       number  newest revision
// keys:<store>      zset    the keys, for listing by prefix
// vals:<store>      hash    key to `<revision>|<end or nothing>|<token>|<JSON>`
// ends:<store>      zset    keys that end, by their end
// changes:<store>   stream  changes; the id is `<revision>-0`
import { step } from './task-scripts.js';

/**
 * subject, message as JSON without its opening brace, order key or nothing, new ids of deliveries, kept, most
 * attempts → position
 */
export const PUBLISH = step(`
local position = num(redis.call('INCR', P .. 'pos'))
local body = '{"position":' .. position .. ',"publishedAt":' .. num(now) .. ',' .. ARGV[2]
redis.call('XADD', P .. 'log', position .. '-0', 's', ARGV[1], 'm', body)
if tonumber(position) % 500 == 0 then redis.call('XTRIM', P .. 'log', 'MAXLEN', ARGV[5]) end
local groups = redis.call('HGETALL', P .. 'groups')
local lane
if ARGV[3] ~= '' then lane = ARGV[3] end
for i = 1, #groups, 2 do
  local pattern = groups[i + 1]
  local match = pattern == ARGV[1]
  if string.sub(pattern, -2) == '.>' then
    local start = string.sub(pattern, 1, -2)
    match = #ARGV[1] >= #pattern and string.sub(ARGV[1], 1, #start) == start
  end
  if match then add(ARGV[4] .. i, 'g:' .. groups[i], body, nil, lane, 0, tonumber(ARGV[6]), 0) end
end
redis.call('PUBLISH', P .. 'bell', 'b')
return tonumber(position)
`);

/** queue, pattern → 1 when the group is new */
export const OPEN_GROUP = `
return redis.call('HSETNX', KEYS[1] .. 'groups', ARGV[1], ARGV[2])
`;

const STATE_PRELUDE = `
local P = KEYS[1]
local S = ARGV[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function num(n) return string.format('%.0f', n) end
local function record(kind, key, value)
  local revision = redis.call('INCR', P .. 'rev:' .. S)
  redis.call('XADD', P .. 'changes:' .. S, num(revision) .. '-0', 'k', kind, 'key', key, 'v', value)
  return revision
end
local function parse(value)
  if not value then return nil end
  local revision, token = string.match(value, '^(%d+)|%d*|(%w*)|')
  return { revision = tonumber(revision), token = token }
end
local function drop(key)
  redis.call('HDEL', P .. 'vals:' .. S, key)
  redis.call('ZREM', P .. 'keys:' .. S, key)
  redis.call('ZREM', P .. 'ends:' .. S, key)
end
local function settle()
  local ended = redis.call('ZRANGEBYSCORE', P .. 'ends:' .. S, '-inf', num(now), 'LIMIT', 0, 1000)
  for _, key in ipairs(ended) do
    drop(key)
    record('expire', key, '')
  end
  return #ended > 0
end
local function nextEnd()
  local head = redis.call('ZRANGE', P .. 'ends:' .. S, 0, 0, 'WITHSCORES')
  if not head[2] then return -1 end
  return math.max(1, tonumber(head[2]) - now)
end
local function ring() redis.call('PUBLISH', P .. 'bell', 's' .. #S .. ':' .. S .. num(nextEnd())) end
`;

/** store, key, JSON, expected revision or nothing, time to live or nothing, token → revision, or { found } */
export const PUT = `${STATE_PRELUDE}
settle()
local key = ARGV[2]
local old = parse(redis.call('HGET', P .. 'vals:' .. S, key))
if ARGV[4] ~= '' and (old and old.revision or 0) ~= tonumber(ARGV[4]) then
  if old and old.token == ARGV[6] then return old.revision end -- sent again after a lost answer
  ring()
  return { old and old.revision or 0 }
end
local revision = record('put', key, ARGV[3])
local ends = ''
if ARGV[5] ~= '' then
  ends = num(now + tonumber(ARGV[5]))
  redis.call('ZADD', P .. 'ends:' .. S, ends, key)
else
  redis.call('ZREM', P .. 'ends:' .. S, key)
end
redis.call('HSET', P .. 'vals:' .. S, key, num(revision) .. '|' .. ends .. '|' .. ARGV[6] .. '|' .. ARGV[3])
redis.call('ZADD', P .. 'keys:' .. S, 0, key)
if revision % 500 == 0 then redis.call('XTRIM', P .. 'changes:' .. S, 'MAXLEN', ARGV[7]) end
ring()
return revision
`;

/** store, key, expected revision or nothing → 1, or { found } */
export const DELETE = `${STATE_PRELUDE}
settle()
local key = ARGV[2]
local old = parse(redis.call('HGET', P .. 'vals:' .. S, key))
if ARGV[3] ~= '' and (old and old.revision or 0) ~= tonumber(ARGV[3]) then
  ring()
  return { old and old.revision or 0 }
end
if old then
  drop(key)
  record('delete', key, '')
end
ring()
return 1
`;

/** store → milliseconds until the next key ends, -1 for never */
export const SETTLE = `${STATE_PRELUDE}
if settle() then ring() end
return nextEnd()
`;

/** store, first key, key behind the last → { key, value, … } */
export const LIST = `${STATE_PRELUDE}
if settle() then ring() end
local found = {}
for _, key in ipairs(redis.call('ZRANGEBYLEX', P .. 'keys:' .. S, ARGV[2], ARGV[3])) do
  found[#found + 1] = key
  found[#found + 1] = redis.call('HGET', P .. 'vals:' .. S, key)
end
return found
`;

/** store, key → value or nothing */
export const GET = `${STATE_PRELUDE}
if settle() then ring() end
return redis.call('HGET', P .. 'vals:' .. S, ARGV[2])
`;
