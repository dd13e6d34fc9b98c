// The queue's steps as Lua: Redis runs each as a whole. All keys share one hash tag, so that a Cluster keeps them together.
import { SILENT_WORKER } from '../stored/index.js';
import { once } from './once.js';
import {
  ADD,
  addingStep,
  EXPIRE,
  FINISH,
  frequentStep,
  GIVE,
  HELD,
  seldom,
  stepOf,
  WAIT,
} from './task-lua.js';

/**
 * For each task: id, queue, payload, limit, most, priority, delay, has dedupe, dedupe, has order key, order key
 * → its id, or nothing when the queue is full
 */
export const ENQUEUE = frequentStep(
  seldom(
    'addOther',
    `${WAIT}${ADD}`,
    `function(id, q, payload, limit, most, priority, delay, hasDedupe, dedupe, hasLane, lane)
  if hasDedupe ~= '1' then dedupe = nil end
  if hasLane ~= '1' then lane = nil end
  if dedupe then
    local twin = redis.call('HGET', P .. 'twins:' .. q, dedupe)
    if twin then return twin end
  end
  if tonumber(redis.call('GET', P .. 'n:' .. q) or '0') >= tonumber(limit) then return false end
  add(id, q, payload, dedupe, lane, tonumber(priority), tonumber(most), tonumber(delay))
  return id
end`,
  ),
  `
local made = {}
for i = 1, #ARGV, 11 do
  local id, q = ARGV[i], ARGV[i + 1]
  local key, waiting = P .. 't:' .. id, P .. 'n:' .. q
  local outcome = id
  if redis.call('EXISTS', key) == 1 then -- sent again after a lost answer
  elseif ARGV[i + 6] ~= '0' or ARGV[i + 7] == '1' or ARGV[i + 9] == '1' then
    outcome = addOther(unpack(ARGV, i, i + 10))
  elseif tonumber(redis.call('GET', waiting) or '0') >= tonumber(ARGV[i + 3]) then
    outcome = false
  else
    local seq = redis.call('INCR', P .. 'seq')
    local priority = ARGV[i + 5]
    redis.call('HSET', key, 'q', q, 'p', ARGV[i + 2], 'pr', priority, 'most', ARGV[i + 4], 'a', '0', 'f', '0',
      's', '0', 'due', num(now), 'seq', seq)
    redis.call('INCR', waiting)
    redis.call('ZADD', P .. 'ready:' .. q, -priority, string.format('%020.0f', seq) .. id)
    rungQueues[q] = true
  end
  made[#made + 1] = outcome
end
return made
`,
);

/**
 * queue, lease, most → milliseconds until something may be due (-1 for never, 0 when there may be more now),
 * then of each task id, payload, attempt, fence
 */
export const CLAIM = once(
  frequentStep(
    seldom(
      'comeTrue',
      GIVE,
      `function(q, isLeased, ids)
  for _, id in ipairs(ids) do
    if isLeased then giveBack(load(id), '${SILENT_WORKER}', 0)
    else
      redis.call('ZREM', P .. 'wait:' .. q, id)
      makeReady(load(id))
    end
  end
end`,
    ) + seldom('takeOfLane', '', 'function(q, lane, id) lanes().take(q, lane, id) end'),
    `
local q, lease, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local nowText = num(now)
for at, set in ipairs({ 'leased:', 'wait:' }) do
  local due = redis.call('ZRANGEBYSCORE', P .. set .. q, '-inf', nowText, 'LIMIT', 0, 100)
  if #due > 0 then comeTrue(q, at == 1, due) end
end
local taken = { 0 }
-- Of an order key one task at most is ready, so that all of these may go.
local popped = redis.call('ZPOPMIN', P .. 'ready:' .. q, most)
local untilMs = num(now + lease)
for i = 1, #popped, 2 do
  local id = string.sub(popped[i], 21)
  local key = P .. 't:' .. id
  local v = redis.call('HMGET', key, 'l', 'a', 'f', 'p')
  if v[1] then takeOfLane(q, v[1], id) end
  local a, f = v[2] + 1, v[3] + 1
  redis.call('HSET', key, 's', 1, 'due', untilMs, 'a', a, 'f', f)
  redis.call('ZADD', P .. 'leased:' .. q, untilMs, id)
  local n = #taken
  taken[n + 1], taken[n + 2], taken[n + 3], taken[n + 4] = id, v[4], a, f
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
`,
  ),
  {
    // Without the payloads, which are in the tasks.
    keep: `
if #answer > 1 then
  kept = { answer[1] }
  for i = 2, #answer, 4 do kept[#kept + 1], kept[#kept + 2], kept[#kept + 3] = answer[i], answer[i + 2], answer[i + 3] end
end`,
    again: `
answer = { kept[1] }
for i = 2, #kept, 3 do
  local payload = redis.call('HGET', KEYS[1] .. 't:' .. kept[i], 'p')
  if payload then
    local n = #answer
    answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4] = kept[i], payload, kept[i + 1], kept[i + 2]
  end
end`,
  },
);

/** id, fence → 1 or 0 */
export const UNCLAIM = once(
  stepOf(
    WAIT + HELD,
    `
local t = held(ARGV[1], ARGV[2])
if not t then return 0 end
redis.call('ZREM', P .. 'leased:' .. t.q, t.id)
redis.call('HSET', P .. 't:' .. t.id, 'a', num(t.a - 1))
if t.l then lanes().free(t) end
toWaiting(t, now)
return 1
`,
  ),
);

/** id, fence, lease → 1 or 0 */
export const EXTEND = stepOf(
  HELD,
  `
local t = held(ARGV[1], ARGV[2])
if not t then return 0 end
local til = num(now + tonumber(ARGV[3]))
redis.call('ZREM', P .. 'leased:' .. t.q, t.id)
redis.call('ZADD', P .. 'leased:' .. t.q, til, t.id)
redis.call('HSET', P .. 't:' .. t.id, 'due', til)
return 1
`,
);

/** For each task: id, fence, state, reason, result, whether it is forgotten at once → 1 or 0 */
export const END = frequentStep(
  seldom(
    'finishOther',
    FINISH,
    `function(id, state, reason, result, isForgotten)
  finish(load(id), state, reason, result, isForgotten)
end`,
  ),
  `
local function over(id, fence, state, reason, result, isForgotten)
  local key = P .. 't:' .. id
  local v = redis.call('HMGET', key, 's', 'f', 'due', 'q', 'd', 'l')
  if v[2] ~= fence then return 0 end
  if v[1] == '1' and tonumber(v[3]) > now then
    if v[5] or v[6] or state ~= '2' then
      finishOther(id, tonumber(state), reason, result, isForgotten == '1')
      return 1
    end
    redis.call('ZREM', P .. 'leased:' .. v[4], id)
    if isForgotten == '1' then
      redis.call('DEL', key)
      return 1
    end
    local nowText = num(now)
    redis.call('HSET', key, 's', '2', 'due', nowText, 'res', result)
    redis.call('ZADD', P .. 'ended', nowText, id)
    rungTasks[#rungTasks + 1] = id
    return 1
  end
  -- The same word sent again after a lost answer is no lost lease.
  if v[1] ~= state then return 0 end
  local same = redis.call('HMGET', key, 'r', 'res')
  if (state == '3' and same[1] == reason) or (state == '2' and same[2] == result) then return 1 end
  return 0
end
local ended = {}
for i = 1, #ARGV, 6 do ended[#ended + 1] = over(unpack(ARGV, i, i + 5)) end
return ended
`,
);

/** id, fence, reason, delay → 1 or 0 */
export const GIVE_BACK = once(
  stepOf(
    GIVE + HELD,
    `
local t = held(ARGV[1], ARGV[2])
if not t then return 0 end
giveBack(t, ARGV[3], tonumber(ARGV[4]))
return 1
`,
  ),
);

/** id, fence → 1 or 0 */
export const HOLDS = stepOf(
  HELD,
  `
if held(ARGV[1], ARGV[2]) then return 1 end
return 0
`,
);

/** id → { state, reason, result } or nothing */
export const OUTCOME = stepOf(
  GIVE + EXPIRE,
  `
local t = load(ARGV[1])
if not t then return {} end
if t.s == 1 and t.due <= now then expire(t.q) end
local v = redis.call('HMGET', P .. 't:' .. t.id, 's', 'r', 'res')
return { v[1], v[2] or '', v[3] or '' }
`,
);

/** id → 1 or 0 */
export const CANCEL = stepOf(
  FINISH,
  `
local t = load(ARGV[1])
if not t then return 0 end
if t.s < 2 then finish(t, 4, '', '') end
return 1
`,
);

/** queue → { id, payload, reason, attempts, … } */
export const DEAD_LETTERS = stepOf(
  GIVE + EXPIRE,
  `
expire(ARGV[1])
local found = {}
for _, id in ipairs(redis.call('ZRANGE', P .. 'dead:' .. ARGV[1], 0, -1)) do
  local v = redis.call('HMGET', P .. 't:' .. id, 'p', 'r', 'a')
  found[#found + 1] = id
  for i = 1, 3 do found[#found + 1] = v[i] end
end
return found
`,
);

/** id → 1 or 0 */
export const REQUEUE = once(
  stepOf(
    WAIT,
    `
local t = load(ARGV[1])
if not t or t.s ~= 3 then return 0 end
redis.call('ZREM', P .. 'dead:' .. t.q, t.id)
redis.call('HSET', P .. 't:' .. t.id, 'a', 0)
if t.d then redis.call('HSETNX', P .. 'twins:' .. t.q, t.d, t.id) end
if t.l then lanes().join(t.q, t.l, t.seq, t.id) end
toWaiting(t, now)
return 1
`,
  ),
);

/** id → 1 or 0 */
export const DISCARD = once(
  stepOf(
    '',
    `
local t = load(ARGV[1])
if not t or t.s ~= 3 then return 0 end
redis.call('ZREM', P .. 'dead:' .. t.q, t.id)
redis.call('HSET', P .. 't:' .. t.id, 's', 4, 'due', num(now), 'r', '')
redis.call('ZADD', P .. 'ended', num(now), t.id)
return 1
`,
  ),
);

/** cursor, prefix of queues → { cursor, JSON of a task, … } */
export const DUMP = stepOf(
  '',
  `
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
`,
);

/**
 * id, queue, payload, has dedupe, dedupe, has order key, order key, priority, most, attempts, fence, state, delay,
 * reason, result → 1 or 0
 */
export const ADOPT = once(
  addingStep(`
local id, q, state = ARGV[1], ARGV[2], tonumber(ARGV[12])
local key = P .. 't:' .. id
if redis.call('EXISTS', key) == 1 then return 0 end
if state < 2 then
  local dedupe, lane
  -- Among unfinished ones of its key it has none any more.
  if ARGV[4] == '1' and redis.call('HEXISTS', P .. 'twins:' .. q, ARGV[5]) == 0 then dedupe = ARGV[5] end
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
`),
);
