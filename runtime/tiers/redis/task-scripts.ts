// The queue's steps as Lua: Redis runs each as a whole. All keys share one hash tag, so that a Cluster keeps them together.
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

/** Functions that the steps call. `P` is the prefix of all keys, `now` the server's time in milliseconds. */
const PRELUDE = `
local P = KEYS[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function num(n) return string.format('%.0f', n) end
local rungQueues, rungTasks = {}, {}
local function ringQueue(q) rungQueues[q] = true end
-- Once for everything that the script has done.
local function ring()
  for q in pairs(rungQueues) do redis.call('PUBLISH', P .. 'bell', 'q' .. q) end
  if #rungTasks > 0 then redis.call('PUBLISH', P .. 'bell', 't' .. cjson.encode(rungTasks)) end
end
local function laneId(q, lane) return #q .. ':' .. q .. lane end

local function load(id)
  local v = redis.call('HMGET', P .. 't:' .. id, 'q', 'd', 'l', 'pr', 'most', 'a', 'f', 's', 'due', 'seq')
  if not v[1] then return nil end
  return { id = id, q = v[1], d = v[2], l = v[3], pr = tonumber(v[4]), most = tonumber(v[5]), a = tonumber(v[6]),
    f = tonumber(v[7]), s = tonumber(v[8]), due = tonumber(v[9]), seq = tonumber(v[10]) }
end
local function member(t) return string.format('%020.0f', t.seq) .. t.id end

-- Of an order key only the oldest unfinished task may be ready, and none while another one is leased.
local function refreshLane(q, lane)
  local id = laneId(q, lane)
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
local function makeReady(t)
  if t.l then refreshLane(t.q, t.l) else redis.call('ZADD', P .. 'ready:' .. t.q, -t.pr, member(t)) end
end
local function free(t)
  if not t.l then return end
  local info = P .. 'info:' .. laneId(t.q, t.l)
  if redis.call('HGET', info, 'busy') == t.id then redis.call('HDEL', info, 'busy') end
end
local function toWaiting(t, due, isNew)
  if not isNew then redis.call('HSET', P .. 't:' .. t.id, 's', 0, 'due', num(due)) end
  redis.call('INCR', P .. 'n:' .. t.q)
  if due > now then
    redis.call('ZADD', P .. 'wait:' .. t.q, num(due), t.id)
    if t.l then refreshLane(t.q, t.l) end
  else
    t.s = 0
    t.due = due
    makeReady(t)
  end
  ringQueue(t.q)
end
local function finish(t, state, reason, result, isForgotten)
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
  redis.call('HSET', P .. 't:' .. t.id, 's', state, 'due', num(now), 'r', reason, 'res', result)
  if t.l then
    redis.call('ZREM', P .. 'lane:' .. laneId(t.q, t.l), t.id)
    free(t)
    refreshLane(t.q, t.l)
    ringQueue(t.q)
  end
  if state == 3 then
    redis.call('ZADD', P .. 'dead:' .. t.q, t.seq, t.id)
  elseif isForgotten then
    redis.call('DEL', P .. 't:' .. t.id)
    return
  else
    redis.call('ZADD', P .. 'ended', num(now), t.id)
  end
  rungTasks[#rungTasks + 1] = t.id
end
local function forget()
  local many = redis.call('ZCARD', P .. 'ended') - ${KEPT_OUTCOMES}
  if many <= 0 then return end
  local old = redis.call('ZPOPMIN', P .. 'ended', many)
  for i = 1, #old, 2 do redis.call('DEL', P .. 't:' .. old[i]) end
end
local function giveBack(t, reason, delay)
  if t.a >= t.most then return finish(t, 3, reason, '') end
  redis.call('ZREM', P .. 'leased:' .. t.q, t.id)
  free(t)
  redis.call('HSET', P .. 't:' .. t.id, 'r', reason)
  toWaiting(t, now + delay)
end
local function expire(q)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'leased:' .. q, '-inf', num(now), 'LIMIT', 0, 100)) do
    giveBack(load(id), '${SILENT_WORKER}', 0)
  end
end
local function held(id, fence)
  local t = load(id)
  if t and t.s == 1 and t.f == tonumber(fence) and t.due > now then return t end
  return nil
end
local function add(id, q, payload, dedupe, lane, priority, most, delay)
  local seq = redis.call('INCR', P .. 'seq')
  local t = { id = id, q = q, l = lane, pr = priority, seq = seq }
  redis.call('HSET', P .. 't:' .. id, 'q', q, 'p', payload, 'pr', num(priority), 'most', num(most), 'a', 0, 'f', 0,
    's', 0, 'due', num(now + delay), 'seq', num(seq))
  if dedupe then
    redis.call('HSET', P .. 't:' .. id, 'd', dedupe)
    redis.call('HSET', P .. 'twins:' .. q, dedupe, id)
  end
  if lane then
    redis.call('HSET', P .. 't:' .. id, 'l', lane)
    redis.call('ZADD', P .. 'lane:' .. laneId(q, lane), seq, id)
  end
  toWaiting(t, now + delay, true)
end
`;

/** A script that does a step, then rings for all that it has changed. */
export function step(body: string): string {
  return `${PRELUDE}
local function run()
${body}
end
local reply = run()
if #rungTasks > 0 then forget() end
ring()
return reply
`;
}

/**
 * For each task: id, queue, payload, limit, most, priority, delay, has dedupe, dedupe, has order key, order key
 * → its id, or nothing when the queue is full
 */
export const ENQUEUE = step(`
local function enqueue(id, q, payload, limit, most, priority, delay, hasDedupe, dedupe, hasLane, lane)
  if redis.call('EXISTS', P .. 't:' .. id) == 1 then return id end -- sent again after a lost answer
  if hasDedupe ~= '1' then dedupe = nil end
  if hasLane ~= '1' then lane = nil end
  if dedupe then
    local twin = redis.call('HGET', P .. 'twins:' .. q, dedupe)
    if twin then return twin end
  end
  if tonumber(redis.call('GET', P .. 'n:' .. q) or '0') >= tonumber(limit) then return false end
  add(id, q, payload, dedupe, lane, tonumber(priority), tonumber(most), tonumber(delay))
  return id
end
local made = {}
for i = 1, #ARGV, 11 do made[#made + 1] = enqueue(unpack(ARGV, i, i + 10)) end
return made
`);

/**
 * queue, lease, most → milliseconds until something may be due (-1 for never, 0 when there may be more now),
 * then of each task id, payload, attempt, fence
 */
export const CLAIM = step(`
local q, lease, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
expire(q)
for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'wait:' .. q, '-inf', num(now), 'LIMIT', 0, 100)) do
  redis.call('ZREM', P .. 'wait:' .. q, id)
  makeReady(load(id))
end
local taken = { 0 }
-- Of an order key one task at most is ready, so that all of these may go.
local popped = redis.call('ZPOPMIN', P .. 'ready:' .. q, most)
local untilMs = num(now + lease)
for i = 1, #popped, 2 do
  local id = string.sub(popped[i], 21)
  local key = P .. 't:' .. id
  local v = redis.call('HMGET', key, 'l', 'a', 'f', 'p')
  if v[1] then
    local info = P .. 'info:' .. laneId(q, v[1])
    redis.call('HDEL', info, 'ready')
    redis.call('HSET', info, 'busy', id)
  end
  local a, f = tonumber(v[2]) + 1, tonumber(v[3]) + 1
  redis.call('HSET', key, 's', 1, 'due', untilMs, 'a', num(a), 'f', num(f))
  redis.call('ZADD', P .. 'leased:' .. q, untilMs, id)
  for _, part in ipairs({ id, v[4], a, f }) do taken[#taken + 1] = part end
end
local many = #popped / 2
if many > 0 then redis.call('DECRBY', P .. 'n:' .. q, many) end
if many < most then
  taken[1] = -1
  for _, set in ipairs({ 'wait:', 'leased:' }) do
    local head = redis.call('ZRANGE', P .. set .. q, 0, 0, 'WITHSCORES')
    if head[2] then
      local inMs = math.max(1, tonumber(head[2]) - now)
      if taken[1] < 0 or inMs < taken[1] then taken[1] = inMs end
    end
  end
end
return taken
`);

/** id, fence → 1 or 0 */
export const UNCLAIM = step(`
local t = held(ARGV[1], ARGV[2])
if not t then return 0 end
redis.call('ZREM', P .. 'leased:' .. t.q, t.id)
redis.call('HSET', P .. 't:' .. t.id, 'a', num(t.a - 1))
free(t)
toWaiting(t, now)
return 1
`);

/** id, fence, lease → 1 or 0 */
export const EXTEND = step(`
local t = held(ARGV[1], ARGV[2])
if not t then return 0 end
local til = num(now + tonumber(ARGV[3]))
redis.call('ZREM', P .. 'leased:' .. t.q, t.id)
redis.call('ZADD', P .. 'leased:' .. t.q, til, t.id)
redis.call('HSET', P .. 't:' .. t.id, 'due', til)
return 1
`);

/** For each task: id, fence, state, reason, result, whether it is forgotten at once → 1 or 0 */
export const END = step(`
local function over(id, fence, state, reason, result, isForgotten)
  local t = held(id, fence)
  if t then
    finish(t, tonumber(state), reason, result, isForgotten == '1')
    return 1
  end
  -- The same word sent again after a lost answer is no lost lease.
  local same = redis.call('HMGET', P .. 't:' .. id, 'f', 's', 'r', 'res')
  if same[1] == fence and same[2] == state and same[3] == reason and same[4] == result then return 1 end
  return 0
end
local ended = {}
for i = 1, #ARGV, 6 do ended[#ended + 1] = over(unpack(ARGV, i, i + 5)) end
return ended
`);

/** id, fence, reason, delay → 1 or 0 */
export const GIVE_BACK = step(`
local t = held(ARGV[1], ARGV[2])
if not t then return 0 end
giveBack(t, ARGV[3], tonumber(ARGV[4]))
return 1
`);

/** id, fence → 1 or 0 */
export const HOLDS = step(`
if held(ARGV[1], ARGV[2]) then return 1 end
return 0
`);

/** id → { state, reason, result } or nothing */
export const OUTCOME = step(`
local t = load(ARGV[1])
if not t then return {} end
if t.s == 1 and t.due <= now then expire(t.q) end
local v = redis.call('HMGET', P .. 't:' .. t.id, 's', 'r', 'res')
return { v[1], v[2] or '', v[3] or '' }
`);

/** id → 1 or 0 */
export const CANCEL = step(`
local t = load(ARGV[1])
if not t then return 0 end
if t.s < 2 then finish(t, 4, '', '') end
return 1
`);

/** queue → { id, payload, reason, attempts, … } */
export const DEAD_LETTERS = step(`
expire(ARGV[1])
local found = {}
for _, id in ipairs(redis.call('ZRANGE', P .. 'dead:' .. ARGV[1], 0, -1)) do
  local v = redis.call('HMGET', P .. 't:' .. id, 'p', 'r', 'a')
  found[#found + 1] = id
  for i = 1, 3 do found[#found + 1] = v[i] end
end
return found
`);

/** id → 1 or 0 */
export const REQUEUE = step(`
local t = load(ARGV[1])
if not t or t.s ~= 3 then return 0 end
redis.call('ZREM', P .. 'dead:' .. t.q, t.id)
redis.call('HSET', P .. 't:' .. t.id, 'a', 0)
if t.d then redis.call('HSETNX', P .. 'twins:' .. t.q, t.d, t.id) end
if t.l then redis.call('ZADD', P .. 'lane:' .. laneId(t.q, t.l), t.seq, t.id) end
toWaiting(t, now)
return 1
`);

/** id → 1 or 0 */
export const DISCARD = step(`
local t = load(ARGV[1])
if not t or t.s ~= 3 then return 0 end
redis.call('ZREM', P .. 'dead:' .. t.q, t.id)
redis.call('HSET', P .. 't:' .. t.id, 's', 4, 'due', num(now), 'r', '')
redis.call('ZADD', P .. 'ended', num(now), t.id)
forget()
return 1
`);

/** cursor, prefix of queues → { cursor, JSON of a task, … } */
export const DUMP = step(`
local page = redis.call('SCAN', ARGV[1], 'COUNT', 500)
local found = { page[1] }
local head = P .. 't:'
for _, key in ipairs(page[2]) do
  if string.sub(key, 1, #head) == head then
    local v = redis.call('HMGET', key, 'q', 'p', 'd', 'l', 'pr', 'most', 'a', 'f', 's', 'due', 'seq', 'r', 'res')
    if v[1] and string.sub(v[1], 1, #ARGV[2]) == ARGV[2] then
      found[#found + 1] = string.sub(key, #head + 1)
      for i = 1, 13 do found[#found + 1] = v[i] end
      found[#found + 1] = num(math.max(0, tonumber(v[10]) - now))
    end
  end
end
return found
`);

/**
 * id, queue, payload, has dedupe, dedupe, has order key, order key, priority, most, attempts, fence, state, delay,
 * reason, result → 1 or 0
 */
export const ADOPT = step(`
local id, q, state = ARGV[1], ARGV[2], tonumber(ARGV[12])
local key = P .. 't:' .. id
if redis.call('EXISTS', key) == 1 then return 0 end
if state < 2 then
  local dedupe, lane
  if ARGV[4] == '1' then dedupe = ARGV[5] end
  if ARGV[6] == '1' then lane = ARGV[7] end
  add(id, q, ARGV[3], dedupe, lane, tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[13]))
  redis.call('HSET', key, 'a', ARGV[10], 'f', ARGV[11])
  return 1
end
local seq = redis.call('INCR', P .. 'seq')
redis.call('HSET', key, 'q', q, 'p', ARGV[3], 'pr', ARGV[8], 'most', ARGV[9], 'a', ARGV[10], 'f', ARGV[11],
  's', state, 'due', num(now), 'seq', num(seq), 'r', ARGV[14], 'res', ARGV[15])
if ARGV[4] == '1' then redis.call('HSET', key, 'd', ARGV[5]) end
if ARGV[6] == '1' then redis.call('HSET', key, 'l', ARGV[7]) end
if state == 3 then redis.call('ZADD', P .. 'dead:' .. q, seq, id)
else redis.call('ZADD', P .. 'ended', num(now), id) end
return 1
`);
