// What the queue's steps in Lua are made of: the functions that they share, and their common end.
// A server without room refuses a script whose first write could take more of it, and no later one: what frees
// something or keeps a lease begins with a removal, so that held work can always be ended.
//
// t:<id>          hash   the task: q queue, p payload, d dedupe key, l order key, pr priority, most, a attempts,
//                        f fence, s state (0 waiting, 1 leased, 2 done, 3 failed, 4 cancelled), due, r reason,
//                        res result, seq
// ready:<queue>   zset   what may be leased now: score is minus the priority, members sort by age
// wait:<queue>    zset   what waits for its time, by that time
// leased:<queue>  zset   what is leased, by the end of the lease
// n:<queue>       number of waiting tasks
// twins:<queue>   hash   dedupe key to unfinished task
// dead:<queue>    zset   dead letters, by age
// lane:<len>:<queue><key>  zset  unfinished tasks of an order key, by age
// info:<len>:<queue><key>  hash  of that order key: `busy` the leased task, `ready` its member of `ready`

import { KEPT_OUTCOMES, SILENT_WORKER } from '../stored/index.js';

/** `P` is the prefix of all keys, `now` the server's time in milliseconds. */
const HEAD = `
local P = KEYS[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function num(n) return string.format('%.0f', n) end
local rungQueues, rungTasks = {}, {}
`;

/**
 * Functions that the steps call, in parts: each script makes only those that it may need, and those of order keys when
 * there is one, because making all of them costs as much as several commands.
 */
const CORE = `
local function member(t) return string.format('%020.0f', t.seq) .. t.id end
local function load(id)
  local v = redis.call('HMGET', P .. 't:' .. id, 'q', 'd', 'l', 'pr', 'most', 'a', 'f', 's', 'due', 'seq')
  if not v[1] then return nil end
  return { id = id, q = v[1], d = v[2], l = v[3], pr = tonumber(v[4]), most = tonumber(v[5]), a = tonumber(v[6]),
    f = tonumber(v[7]), s = tonumber(v[8]), due = tonumber(v[9]), seq = tonumber(v[10]) }
end
local madeLanes
-- Of an order key only the oldest unfinished task may be ready, and none while another one is leased.
local function lanes()
  if madeLanes then return madeLanes end
  local function idOf(q, lane) return #q .. ':' .. q .. lane end
  local function refresh(q, lane)
    local id = idOf(q, lane)
    local info, line = P .. 'info:' .. id, P .. 'lane:' .. id
    local known = redis.call('HMGET', info, 'busy', 'ready')
    if known[2] then
      redis.call('ZREM', P .. 'ready:' .. q, known[2])
      redis.call('HDEL', info, 'ready')
    end
    if known[1] then return end
    local head = redis.call('ZRANGE', line, 0, 0)[1]
    if not head then return end
    local t = load(head)
    if t and t.s == 0 and t.due <= now then
      redis.call('ZADD', P .. 'ready:' .. q, -t.pr, member(t))
      redis.call('HSET', info, 'ready', member(t))
    end
  end
  local function free(t)
    local info = P .. 'info:' .. idOf(t.q, t.l)
    if redis.call('HGET', info, 'busy') == t.id then redis.call('HDEL', info, 'busy') end
  end
  local function take(q, lane, id)
    local info = P .. 'info:' .. idOf(q, lane)
    redis.call('HDEL', info, 'ready')
    redis.call('HSET', info, 'busy', id)
  end
  local function join(q, lane, seq, id) redis.call('ZADD', P .. 'lane:' .. idOf(q, lane), seq, id) end
  local function leave(t)
    redis.call('ZREM', P .. 'lane:' .. idOf(t.q, t.l), t.id)
    free(t)
    refresh(t.q, t.l)
  end
  madeLanes = { refresh = refresh, free = free, take = take, join = join, leave = leave }
  return madeLanes
end
`;

/** Tasks come to wait. */
export const WAIT = `
local function makeReady(t)
  if t.l then lanes().refresh(t.q, t.l) else redis.call('ZADD', P .. 'ready:' .. t.q, -t.pr, member(t)) end
end
local function toWaiting(t, due, isNew)
  if not isNew then redis.call('HSET', P .. 't:' .. t.id, 's', 0, 'due', num(due)) end
  redis.call('INCR', P .. 'n:' .. t.q)
  if due > now then
    redis.call('ZADD', P .. 'wait:' .. t.q, num(due), t.id)
    if t.l then lanes().refresh(t.q, t.l) end
  else
    t.s = 0
    t.due = due
    makeReady(t)
  end
  rungQueues[t.q] = true
end
`;

export const ADD = `
local function add(id, q, payload, dedupe, lane, priority, most, delay)
  local seq = redis.call('INCR', P .. 'seq')
  local key = P .. 't:' .. id
  redis.call('HSET', key, 'q', q, 'p', payload, 'pr', priority, 'most', most, 'a', 0, 'f', 0, 's', 0,
    'due', num(now + delay), 'seq', seq)
  if dedupe then
    redis.call('HSET', key, 'd', dedupe)
    redis.call('HSET', P .. 'twins:' .. q, dedupe, id)
  end
  if lane then
    redis.call('HSET', key, 'l', lane)
    lanes().join(q, lane, seq, id)
  end
  toWaiting({ id = id, q = q, l = lane, pr = priority, seq = seq }, now + delay, true)
end
`;

/** Tasks end. */
export const FINISH = `
local function finish(t, state, reason, result, isForgotten)
  local key = P .. 't:' .. t.id
  if t.s == 0 then
    redis.call('ZREM', P .. 'wait:' .. t.q, t.id)
    redis.call('ZREM', P .. 'ready:' .. t.q, member(t))
    redis.call('DECR', P .. 'n:' .. t.q)
  else
    redis.call('ZREM', P .. 'leased:' .. t.q, t.id)
  end
  if t.d and redis.call('HGET', P .. 'twins:' .. t.q, t.d) == t.id then
    redis.call('HDEL', P .. 'twins:' .. t.q, t.d)
  end
  if state == 2 then redis.call('HSET', key, 's', 2, 'due', num(now), 'res', result)
  else redis.call('HSET', key, 's', state, 'due', num(now), 'r', reason) end
  if t.l then
    lanes().leave(t)
    rungQueues[t.q] = true
  end
  if state == 3 then
    redis.call('ZADD', P .. 'dead:' .. t.q, t.seq, t.id)
  elseif isForgotten then
    redis.call('DEL', key)
    return
  else
    redis.call('ZADD', P .. 'ended', num(now), t.id)
  end
  rungTasks[#rungTasks + 1] = t.id
end
`;

export const GIVE = `${WAIT}${FINISH}
local function giveBack(t, reason, delay)
  if t.a >= t.most then return finish(t, 3, reason, '') end
  redis.call('ZREM', P .. 'leased:' .. t.q, t.id)
  if t.l then lanes().free(t) end
  redis.call('HSET', P .. 't:' .. t.id, 'r', reason)
  toWaiting(t, now + delay)
end
`;

export const EXPIRE = `
local function expire(q)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'leased:' .. q, '-inf', num(now), 'LIMIT', 0, 100)) do
    giveBack(load(id), '${SILENT_WORKER}', 0)
  end
end
`;

export const HELD = `
local function held(id, fence)
  local t = load(id)
  if t and t.s == 1 and t.f == tonumber(fence) and t.due > now then return t end
  return nil
end
`;

/** Once for everything that the script has done. */
const RING = `
for q in pairs(rungQueues) do redis.call('PUBLISH', P .. 'bell', 'q' .. q) end
if #rungTasks > 0 then
  local many = redis.call('ZCARD', P .. 'ended') - ${KEPT_OUTCOMES}
  if many > 0 then
    local old = redis.call('ZPOPMIN', P .. 'ended', many)
    for i = 1, #old, 2 do redis.call('DEL', P .. 't:' .. old[i]) end
  end
  redis.call('PUBLISH', P .. 'bell', 't' .. cjson.encode(rungTasks))
end
`;

/** What seldom happens: a function that is made when it is called for the first time, of these parts. */
export function seldom(name: string, parts: string, body: string): string {
  return `
local made_${name}
local function ${name}(...)
  if not made_${name} then
${CORE}${parts}
    made_${name} = ${body}
  end
  return made_${name}(...)
end
`;
}

/** A script that does a step, then rings for all that it has changed. */
export function stepOf(parts: string, body: string): string {
  return frequentStep(CORE + parts, body);
}

/** One that needs none of the functions in most cases. */
export function frequentStep(parts: string, body: string): string {
  return `${HEAD}${parts}
local function run()
${body}
end
local reply = run()
${RING}
return reply
`;
}

/** A step that may add tasks. */
export function addingStep(body: string): string {
  return stepOf(`${WAIT}${ADD}`, body);
}
