// The steps of bus and state as Lua. See task-lua.ts for the queue's, whose functions these use.
//
// log               stream  messages; the id is `<position>-0`
// groups            hash    queue of deliveries to pattern
// rev:<store>       number  newest revision
// keys:<store>      zset    the keys, for listing by prefix
// vals:<store>      hash    key to `<revision>|<end or nothing>||<JSON>`
// ends:<store>      zset    keys that end, by their end
// changes:<store>   stream  changes; the id is `<revision>-0`
// did:<slot>        string  see once.ts
import { once } from './once.js';
import { addingStep } from './task-lua.js';

/** Longer messages are read by those who want them. */
const TOLD_BYTES = 1_024;

/**
 * kept, most attempts; then for each: subject, message as JSON without its opening brace, order key or nothing, new
 * ids of deliveries → positions. A short message that comes alone is told with the bell.
 */
export const PUBLISH = once(
  addingStep(`
local groups = redis.call('HGETALL', P .. 'groups')
local function publish(subject, rest, lane, id)
  local position = num(redis.call('INCR', P .. 'pos'))
  local body = '{"position":' .. position .. ',"publishedAt":' .. num(now) .. ',' .. rest
  redis.call('XADD', P .. 'log', position .. '-0', 's', subject, 'm', body)
  if tonumber(position) % 500 == 0 then redis.call('XTRIM', P .. 'log', 'MAXLEN', ARGV[1]) end
  if lane == '' then lane = nil end
  for i = 1, #groups, 2 do
    local pattern = groups[i + 1]
    local match = pattern == subject
    if string.sub(pattern, -2) == '.>' then
      local start = string.sub(pattern, 1, -2)
      match = #subject >= #pattern and string.sub(subject, 1, #start) == start
    end
    if match then add(id .. i, 'g:' .. groups[i], body, nil, lane, 0, tonumber(ARGV[2]), 0) end
  end
  return tonumber(position), body
end
local positions = {}
local last
for i = 3, #ARGV, 4 do
  local position, body = publish(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3])
  positions[#positions + 1] = position
  last = body
end
if #positions > 1 or #last > ${TOLD_BYTES} then last = '' end
redis.call('PUBLISH', P .. 'bell', 'b' .. last)
return positions
`),
);

/** queue, pattern → 1 when the group is new */
export const OPEN_GROUP = once(`
return redis.call('HSETNX', KEYS[1] .. 'groups', ARGV[1], ARGV[2])
`);

const STATE_HEAD = `
local P = KEYS[1]
local S = ARGV[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function num(n) return string.format('%.0f', n) end
`;

const STATE_FUNCTIONS = `
local function record(kind, key, value)
  local revision = redis.call('INCR', P .. 'rev:' .. S)
  redis.call('XADD', P .. 'changes:' .. S, num(revision) .. '-0', 'k', kind, 'key', key, 'v', value)
  return revision
end
local function found(key)
  local value = redis.call('HGET', P .. 'vals:' .. S, key)
  return value and tonumber(string.match(value, '^%d+')) or 0
end
local function drop(key)
  redis.call('HDEL', P .. 'vals:' .. S, key)
  redis.call('ZREM', P .. 'keys:' .. S, key)
  redis.call('ZREM', P .. 'ends:' .. S, key)
end
local hasEnds = true
local function settle()
  local head = redis.call('ZRANGE', P .. 'ends:' .. S, 0, 0, 'WITHSCORES')
  hasEnds = head[2] ~= nil
  if not hasEnds or tonumber(head[2]) > now then return false end
  local ended = redis.call('ZRANGEBYSCORE', P .. 'ends:' .. S, '-inf', num(now), 'LIMIT', 0, 1000)
  for _, key in ipairs(ended) do
    drop(key)
    record('expire', key, '')
  end
  return #ended > 0
end
local function nextEnd()
  if not hasEnds then return -1 end
  local head = redis.call('ZRANGE', P .. 'ends:' .. S, 0, 0, 'WITHSCORES')
  if not head[2] then return -1 end
  return math.max(1, tonumber(head[2]) - now)
end
local function write(key, json, ttl)
  local revision = record('put', key, json)
  local ends = ''
  if ttl ~= '' then
    ends = num(now + tonumber(ttl))
    redis.call('ZADD', P .. 'ends:' .. S, ends, key)
    hasEnds = true
  elseif hasEnds then
    redis.call('ZREM', P .. 'ends:' .. S, key)
  end
  redis.call('HSET', P .. 'vals:' .. S, key, num(revision) .. '|' .. ends .. '||' .. json)
  redis.call('ZADD', P .. 'keys:' .. S, 0, key)
  if revision % 500 == 0 then redis.call('XTRIM', P .. 'changes:' .. S, 'MAXLEN', ARGV[2]) end
  return revision
end
local function ring() redis.call('PUBLISH', P .. 'bell', 's' .. #S .. ':' .. S .. num(nextEnd())) end
`;
const STATE_PRELUDE = STATE_HEAD + STATE_FUNCTIONS;

/**
 * store, kept; then for each: key, JSON, expected revision or nothing, time to live or nothing → of each its revision,
 * or { found }. Without conditions, and while nothing ends, the functions for those are not made.
 */
export const PUT = once(`${STATE_HEAD}
local function putPlain(head)
  local made = {}
  for i = 3, #ARGV, 4 do
    local key, json = ARGV[i], ARGV[i + 1]
    local revision = redis.call('INCR', P .. 'rev:' .. S)
    local text = num(revision)
    redis.call('XADD', P .. 'changes:' .. S, text .. '-0', 'k', 'put', 'key', key, 'v', json)
    if head[2] then redis.call('ZREM', P .. 'ends:' .. S, key) end
    redis.call('HSET', P .. 'vals:' .. S, key, text .. '|||' .. json)
    redis.call('ZADD', P .. 'keys:' .. S, '0', key)
    if revision % 500 == 0 then redis.call('XTRIM', P .. 'changes:' .. S, 'MAXLEN', ARGV[2]) end
    made[#made + 1] = revision
  end
  local nextEnd = head[2] and num(math.max(1, tonumber(head[2]) - now)) or '-1'
  redis.call('PUBLISH', P .. 'bell', 's' .. #S .. ':' .. S .. nextEnd)
  return made
end
local head = redis.call('ZRANGE', P .. 'ends:' .. S, 0, 0, 'WITHSCORES')
local isPlain = not head[2] or tonumber(head[2]) > now
for i = 3, #ARGV, 4 do isPlain = isPlain and ARGV[i + 2] == '' and ARGV[i + 3] == '' end
if isPlain then return putPlain(head) end
${STATE_FUNCTIONS}
settle()
local function put(key, json, expected, ttl)
  if expected ~= '' then
    local revision = found(key)
    if revision ~= tonumber(expected) then return { revision } end
  end
  return write(key, json, ttl)
end
local made = {}
for i = 3, #ARGV, 4 do made[#made + 1] = put(unpack(ARGV, i, i + 3)) end
ring()
return made
`);

/**
 * store, kept; then for each: key, JSON or nothing to delete it, expected revision or nothing, time to live or nothing
 * → of each its revision, or { number of the first that is refused, found } as one text
 */
export const TRANSACT = once(`${STATE_PRELUDE}
settle()
for i = 3, #ARGV, 4 do
  if ARGV[i + 2] ~= '' then
    local revision = found(ARGV[i])
    if revision ~= tonumber(ARGV[i + 2]) then
      ring()
      return num((i - 3) / 4) .. ' ' .. num(revision)
    end
  end
end
local made = {}
for i = 3, #ARGV, 4 do
  local key, json = ARGV[i], ARGV[i + 1]
  if json ~= '' then made[#made + 1] = write(key, json, ARGV[i + 3])
  else
    if found(key) > 0 then
      drop(key)
      record('delete', key, '')
    end
    made[#made + 1] = 0
  end
end
ring()
return made
`);

/** store, key, expected revision or nothing → 1, or { found } */
export const DELETE = once(`${STATE_PRELUDE}
settle()
local key = ARGV[2]
local revision = found(key)
if ARGV[3] ~= '' and revision ~= tonumber(ARGV[3]) then
  ring()
  return { revision }
end
if revision > 0 then
  drop(key)
  record('delete', key, '')
end
ring()
return 1
`);

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
