// Redis by hand, for the measurement of tiers: as little as does the work at all, and as little as keeps our promises.

const LEASE_MS = 60_000;
const MOST_WAITING = 10_000;
const KEPT = 10_000;

/** @param {number} port of a server */
export async function rawRedis(port) {
  const { Redis } = await import('ioredis');
  const client = new Redis(port);
  const readers = [new Redis(port), new Redis(port), new Redis(port)];
  let closed = false;
  /** Hands over what is added to a stream, as it is added. */
  const follow = (reader, stream, take) => {
    void (async () => {
      let last = '$';
      while (!closed) {
        const found = await reader.xread('BLOCK', 0, 'STREAMS', stream, last).catch(() => null);
        for (const [id, [, text]] of found?.[0][1] ?? []) {
          last = id;
          take(text);
        }
      }
    })();
  };
  await client.xgroup('CREATE', 's', 'g', '$', 'MKSTREAM');
  return {
    bare: bare(client, (take) => follow(readers[0], 'log', take)),
    same: await same(client, readers[2], (take) =>
      follow(readers[1], 'same:log', (text) => take(JSON.parse(text))),
    ),
    close: async () => {
      closed = true;
      for (const one of [client, ...readers]) one.disconnect();
    },
  };
}

/** No revisions, no fence, no result, no bound, no order but that of arrival. */
function bare(client, follow) {
  return {
    put: (key, text) => client.set(key, text),
    get: (key) => client.get(key),
    task: async (text) => {
      await client.xadd('s', '*', 'b', text);
      const [[, [[id]]]] = await client.xreadgroup(
        'GROUP',
        'g',
        'c',
        'COUNT',
        1,
        'STREAMS',
        's',
        '>',
      );
      await client.xack('s', 'g', id);
    },
    publish: (text) => client.xadd('log', '*', 'm', text),
    subscribe: async (take) => follow(take),
  };
}

const NOW = `local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
`;

/** The last two arguments: a slot of the client, and a number. What was said under the same number is said again. */
const SAID = `
local did, mark = 'same:did:' .. ARGV[#ARGV - 1], ARGV[#ARGV] .. ' '
local said = redis.call('GET', did)
if said and string.sub(said, 1, #mark) == mark then return string.sub(said, #mark + 1) end
`;
const say = (what) => `redis.call('SET', did, mark .. ${what}, 'PX', 600000)`;

const PUT = `${NOW}${SAID}
if #redis.call('ZRANGEBYSCORE', 'same:ends', '-inf', now, 'LIMIT', 0, 1) > 0 then return -1 end
if ARGV[3] ~= '' then
  local old = redis.call('HGET', 'same:kv', ARGV[1])
  if (old and string.match(old, '^%d+') or '0') ~= ARGV[3] then return -1 end
end
local revision = redis.call('INCR', 'same:revision')
redis.call('XADD', 'same:changes', revision .. '-0', 'k', 'put', 'key', ARGV[1], 'v', ARGV[2])
redis.call('HSET', 'same:kv', ARGV[1], revision .. '|' .. ARGV[2])
redis.call('ZADD', 'same:keys', 0, ARGV[1])
redis.call('PUBLISH', 'same:bell', 's' .. revision)
${say('revision')}
return revision`;

const ENQUEUE = `${NOW}
local key = 'same:t:' .. ARGV[1]
if redis.call('EXISTS', key) == 1 then return ARGV[1] end
if ARGV[4] ~= '' and redis.call('HSETNX', 'same:twins', ARGV[4], ARGV[1]) == 0 then return redis.call('HGET', 'same:twins', ARGV[4]) end
if tonumber(redis.call('GET', 'same:waiting') or 0) >= tonumber(ARGV[3]) then return false end
local seq = redis.call('INCR', 'same:seq')
redis.call('INCR', 'same:waiting')
redis.call('HSET', key, 'p', ARGV[2], 'd', ARGV[4], 'most', 5, 'a', 0, 'f', 0, 's', 0, 'seq', seq, 'pr', 0)
redis.call('ZADD', 'same:ready', 0, string.format('%020.0f', seq) .. ARGV[1])
redis.call('PUBLISH', 'same:bell', 'q')
return ARGV[1]`;

const CLAIM = `${NOW}${SAID}
if #redis.call('ZRANGEBYSCORE', 'same:leased', '-inf', now, 'LIMIT', 0, 1) > 0 then return {} end
if #redis.call('ZRANGEBYSCORE', 'same:later', '-inf', now, 'LIMIT', 0, 1) > 0 then return {} end
local first = redis.call('ZPOPMIN', 'same:ready')[1]
if not first then return {} end
local id = string.sub(first, 21)
local key = 'same:t:' .. id
local v = redis.call('HMGET', key, 'p', 'a', 'f', 'l')
local a, f = v[2] + 1, v[3] + 1
redis.call('DECR', 'same:waiting')
redis.call('HSET', key, 's', 1, 'a', a, 'f', f, 'due', now + ARGV[1])
redis.call('ZADD', 'same:leased', now + ARGV[1], id)
${say("id .. ' ' .. a .. ' ' .. f")}
return { id, v[1], a, f }`;

const END = `${NOW}
local key = 'same:t:' .. ARGV[1]
local v = redis.call('HMGET', key, 's', 'f', 'due', 'd', 'l')
if v[1] ~= '1' or v[2] ~= ARGV[2] or tonumber(v[3]) <= now then return 0 end
if v[4] ~= '' then redis.call('HDEL', 'same:twins', v[4]) end
redis.call('ZREM', 'same:leased', ARGV[1])
redis.call('HSET', key, 's', 2, 'res', ARGV[3])
redis.call('ZADD', 'same:ended', now, ARGV[1])
if redis.call('ZCARD', 'same:ended') > tonumber(ARGV[4]) then
  redis.call('DEL', 'same:t:' .. redis.call('ZPOPMIN', 'same:ended')[1])
end
redis.call('PUBLISH', 'same:bell', 't' .. ARGV[1])
return 1`;

const PUBLISH = `${NOW}${SAID}
local position = redis.call('INCR', 'same:pos')
redis.call('XADD', 'same:log', position .. '-0', 'm', ARGV[1], 's', ARGV[2], 'at', now)
for _, pattern in ipairs(redis.call('HVALS', 'same:groups')) do
  if pattern == ARGV[2] then return -1 end
end
${say('position')}
return position`;

/**
 * Revisions, conditions, ends of keys and a record of changes for those who watch; tasks with a bound, no second one of
 * a key, order by key, priority, delay, a lease that runs out, a fence, attempts, a result that is stored before
 * anybody is told; messages that reach groups with the same script; what is sent again after a lost answer has its effect
 * once. Branches that this work never takes stop short.
 */
async function same(client, ears, follow) {
  const scripts = { PUT, ENQUEUE, CLAIM, END, PUBLISH };
  const digests = {};
  for (const [name, text] of Object.entries(scripts))
    digests[name] = await client.script('LOAD', text);
  const run = (name, ...args) => client.evalsha(digests[name], 0, ...args);
  ears.on('message', () => undefined);
  await ears.subscribe('same:bell');
  let made = 0;
  const free = [];
  let slots = 0;
  let sent = 0;
  const runOnce = async (name, ...args) => {
    const slot = free.pop() ?? slots++;
    try {
      return await run(name, ...args, `client.${slot}`, ++sent);
    } finally {
      free.push(slot);
    }
  };
  return {
    put: (key, text) => runOnce('PUT', key, text, ''),
    get: async (key) => {
      const value = await client.hget('same:kv', key);
      return JSON.parse(value.slice(value.indexOf('|') + 1));
    },
    task: async (text) => {
      await run('ENQUEUE', `task-${Date.now()}-${++made}`, text, MOST_WAITING, '');
      const [id, payload, , fence] = await runOnce('CLAIM', LEASE_MS);
      JSON.parse(payload);
      if ((await run('END', id, fence, 'null', KEPT)) !== 1) throw new Error('lost');
    },
    publish: (text) => runOnce('PUBLISH', text, 'bench'),
    subscribe: async (take) => follow(take),
  };
}
