// A worker does each task as its lease allows, says how it ended, and leaves nothing behind.
import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createIds, type Json, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { LeaseLostError } from '../../../runtime/ports/index.js';
import { createInProcessTier, type Tier } from '../../../runtime/tiers/index.js';
import {
  type AnyHandler,
  defineHandler,
  overviewOf,
  queueOf,
  type TaskContext,
  type TaskEvent,
  TaskFailedError,
  TaskLaterError,
  TaskRefusedError,
  WorkClient,
  Worker,
  type WorkerOptions,
} from '../../../runtime/workers/index.js';
import { eventually, gate } from '../../support/waiting.js';

const DOUBLE = { kind: 'double', input: z.number(), output: z.number() };
const OTHER = { kind: 'other', input: z.string(), output: z.string() };
const { signal } = new AbortController();
setMaxListeners(0, signal);

let tier: Tier;
let client: WorkClient;
const workers: Worker[] = [];

beforeEach(() => {
  tier = createInProcessTier();
  client = new WorkClient(tier, createIds(), systemClock, silentLogger);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.drain(0)));
  await tier.close();
});

function double(run: (input: number, context: TaskContext) => Promise<number>): AnyHandler {
  return defineHandler({ ...DOUBLE, run });
}

async function startWorker(
  handlers: readonly AnyHandler[],
  more: Partial<WorkerOptions> = {},
): Promise<Worker> {
  const worker = new Worker(tier, {
    id: `w${workers.length}`,
    name: 'a worker',
    version: '1.2.3',
    handlers,
    concurrency: 1,
    retryDelayMs: () => 0,
    clock: systemClock,
    logger: silentLogger,
    ...more,
  });
  workers.push(worker);
  await worker.start();
  return worker;
}

test('a tier that is closed under a worker leaves it without work, and with nothing to do', async () => {
  const worker = await startWorker([double(async (n) => 2 * n)]);
  await tier.close();
  // A worker that asks again and again lets no timer come to its turn.
  await new Promise((resolve) => setTimeout(resolve, 20));
  await worker.drain(0);
});

describe('a task', () => {
  test('is done, and its result comes back with what happened, in order', async () => {
    await startWorker([
      double(async (n, { emit }) => {
        emit('half way');
        return 2 * n;
      }),
    ]);
    const events: TaskEvent[] = [];
    const task = await client.submit(DOUBLE, 21, { onEvent: (event) => events.push(event) });
    expect(await task.result(signal)).toBe(42);
    await eventually(() =>
      expect(events.map(({ type }) => type)).toEqual(['taken', 'event', 'left']),
    );
    expect(events[0]).toMatchObject({ taskId: task.taskId, workerId: 'w0', attempt: 1 });
    await task.close();
  });

  test('that is given before there is a worker waits for one', async () => {
    const task = await client.submit(DOUBLE, 1);
    await startWorker([double(async (n) => 2 * n)]);
    expect(await task.result(signal)).toBe(2);
  });

  test('is tried again after a failure, and is a dead letter with its cause after the last', async () => {
    let tries = 0;
    await startWorker([
      double(async () => {
        tries++;
        throw new Error('no disk');
      }),
    ]);
    const task = await client.submit(DOUBLE, 1, { maxAttempts: 3 });
    await expect(task.result(signal)).rejects.toThrow(TaskFailedError);
    expect(tries).toBe(3);
    const [letter] = await tier.tasks.deadLetters(queueOf('double'));
    expect(letter).toMatchObject({ attempts: 3, reason: expect.stringContaining('no disk') });
  });

  test('that is refused, or whose input or result is not right, is not tried again', async () => {
    let tries = 0;
    await startWorker([
      double(async (n) => {
        tries++;
        if (n === 1) throw new TaskRefusedError('not this one');
        return Number.NaN;
      }),
      defineHandler({ ...OTHER, run: async (text) => text }),
    ]);
    await expect((await client.submit(DOUBLE, 1)).result(signal)).rejects.toThrow('not this one');
    await expect((await client.submit(DOUBLE, 2)).result(signal)).rejects.toThrow('result is not');
    expect(tries).toBe(2);
    const wrong = { ...DOUBLE, kind: 'other' };
    await expect((await client.submit(wrong, 3)).result(signal)).rejects.toThrow('input is not');
  });

  test('comes back no sooner than its handler says', async () => {
    let tries = 0;
    await startWorker([
      double(async (n) => {
        if (++tries === 1) throw new TaskLaterError('the model is busy', 60_000);
        return n;
      }),
    ]);
    const task = await client.submit(DOUBLE, 1);
    await eventually(() => expect(tries).toBe(1));
    const stop = new AbortController();
    const waiting = task.result(stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow();
    expect(tries).toBe(1);
  });

  test('that is cancelled stops its handler', async () => {
    const begun = gate();
    const stopped = gate();
    await startWorker([
      double(async (n, { signal: lost }) => {
        begun.open();
        await new Promise<void>((resolve) => lost.addEventListener('abort', () => resolve()));
        stopped.open();
        return n;
      }),
    ]);
    const task = await client.submit(DOUBLE, 1);
    await begun.opened;
    await task.cancel();
    await stopped.opened;
    expect(await task.outcome(signal)).toEqual({ state: 'cancelled' });
  });

  test('is kept by heartbeats for longer than its lease', async () => {
    let tries = 0;
    const end = gate();
    await startWorker(
      [
        double(async (n) => {
          tries++;
          await end.opened;
          return n;
        }),
      ],
      { leaseMs: 1_000 },
    );
    const task = await client.submit(DOUBLE, 1);
    setTimeout(end.open, 1_500);
    expect(await task.result(signal)).toBe(1);
    expect(tries).toBe(1);
  });
});

describe('an effect that must be once', () => {
  test('is done by the first attempt, and its result is there for the next', async () => {
    let effects = 0;
    await startWorker([
      double(async (n, { once, attempt }) => {
        const made = await once('pay', async () => ++effects);
        if (attempt === 1) throw new Error('cut off after it');
        return Number(made) + n;
      }),
    ]);
    expect(await (await client.submit(DOUBLE, 10)).result(signal)).toBe(11);
    expect(effects).toBe(1);
  });

  test('that was begun and not ended is not repeated: the task says so', async () => {
    let effects = 0;
    await startWorker([
      double(async (n, { once }) => {
        await once('pay', async () => {
          effects++;
          throw new Error('the line went dead');
        });
        return n;
      }),
    ]);
    await expect((await client.submit(DOUBLE, 1)).result(signal)).rejects.toThrow(
      'it may be done, or not',
    );
    expect(effects).toBe(1);
  });

  test('is refused to a worker whose lease is lost', async () => {
    const begun = gate();
    const goOn = gate();
    const refused: unknown[] = [];
    const slow = double(async (n, { once, attempt }) => {
      if (attempt === 1) {
        begun.open();
        await goOn.opened;
        await once('pay', async () => 'twice').catch((error: unknown) => refused.push(error));
      }
      return n;
    });
    await startWorker([slow]);
    const task = await client.submit(DOUBLE, 1);
    await begun.opened;
    await task.cancel();
    goOn.open();
    await eventually(() => expect(refused[0]).toBeInstanceOf(LeaseLostError));
  });
});

describe('a worker', () => {
  test('does no more at once than it may, over all its kinds, and does them all', async () => {
    let now = 0;
    let most = 0;
    const busy = async <T>(value: T): Promise<T> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now--;
      return value;
    };
    const tasks = await Promise.all([
      ...Array.from({ length: 12 }, (_, n) => client.submit(DOUBLE, n)),
      ...Array.from({ length: 12 }, (_, n) => client.submit(OTHER, `${n}`)),
    ]);
    await startWorker([double(busy), defineHandler({ ...OTHER, run: busy })], { concurrency: 3 });
    const results = await Promise.all(tasks.map((task) => task.result(signal)));
    expect(new Set(results).size).toBe(24);
    expect(most).toBe(3);
  });

  test('is known to the registry with version, kinds and what it is doing, until it leaves', async () => {
    const end = gate();
    const worker = await startWorker(
      [
        double(async (n) => {
          await end.opened;
          return n;
        }),
      ],
      { capabilities: ['gpu'] },
    );
    const task = await client.submit(DOUBLE, 1);
    await eventually(async () => {
      const [record] = await tier.agents.list('gpu');
      expect(record?.capabilities).toContain('task:double');
      expect(record?.metadata).toMatchObject({
        version: '1.2.3',
        protocol: 1,
        running: [{ taskId: task.taskId, kind: 'double', attempt: 1 }],
      });
    });
    expect(await client.workersFor('double')).toEqual({ able: ['w0'], unable: [] });
    end.open();
    await task.result(signal);
    await worker.drain(1000);
    expect(await tier.agents.list()).toEqual([]);
  });

  test('that is drained ends what it began and takes nothing more', async () => {
    const begun = gate();
    const end = gate();
    const worker = await startWorker([
      double(async (n) => {
        begun.open();
        await end.opened;
        return n;
      }),
    ]);
    const first = await client.submit(DOUBLE, 1);
    const second = await client.submit(DOUBLE, 2);
    await begun.opened;
    const drained = worker.drain(60_000);
    end.open();
    await drained;
    expect(await first.result(signal)).toBe(1);
    await startWorker([double(async (n) => 100 * n)]);
    expect(await second.result(signal)).toBe(200);
  });

  test('whose time for draining is up gives its task to another, which is told as a takeover', async () => {
    const begun = gate();
    const events: TaskEvent[] = [];
    const worker = await startWorker([
      double(async (_n, { signal: stop }) => {
        begun.open();
        return new Promise((_resolve, reject) => {
          stop.addEventListener('abort', () => reject(new Error('told to stop')));
        });
      }),
    ]);
    const task = await client.submit(DOUBLE, 4, { onEvent: (event) => events.push(event) });
    await begun.opened;
    await worker.drain(0);
    await startWorker([double(async (n) => 2 * n)]);
    expect(await task.result(signal)).toBe(8);
    const taken = events.filter((event) => event.type === 'taken');
    expect(taken.map(({ workerId, attempt }) => [workerId, attempt])).toEqual([
      ['w0', 1],
      ['w1', 2],
    ]);
  });

  test('refuses a task of another version of the protocol, and says which', async () => {
    await startWorker([double(async (n) => n)]);
    const payload: Json = { protocol: 99, kind: 'double', channel: 'c', input: 1 };
    const id = await tier.tasks.enqueue({ queue: queueOf('double'), payload });
    expect(await tier.tasks.outcome(id, signal)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('version 99 of the protocol'),
    });
  });

  test('of another version is not counted among those that can do a task, with the reason', async () => {
    const metadata = {
      ...(await startWorker([])).metadata,
      protocol: 2,
      version: '9.0.0',
      running: [],
      kinds: ['double'],
    };
    await tier.agents.register(
      { agentId: 'old', name: 'old', capabilities: ['task:double'], metadata },
      { leaseMs: 60_000 },
    );
    const { able, unable } = await client.workersFor('double');
    expect(able).toEqual([]);
    expect(unable.join()).toContain('speaks protocol 2, not 1');
  });
});

describe('the overview', () => {
  test('says who works, and what waits, runs, is done and failed', async () => {
    const begun = gate();
    const end = gate();
    await startWorker([
      double(async (n) => {
        if (n === 1) return n;
        if (n === 2) throw new TaskRefusedError('not this one');
        begun.open();
        await end.opened;
        return n;
      }),
    ]);
    for (const n of [1, 2, 3, 4]) await client.submit(DOUBLE, n, { title: `task ${n}` });
    await begun.opened;
    await client.submit(OTHER, 'x');
    // One of another version does not count among those who take it.
    const metadata = { ...workers[0]?.metadata, protocol: 99, running: [] };
    const other = { agentId: 'w9', name: 'old', capabilities: [], metadata };
    await tier.agents.register(JSON.parse(JSON.stringify(other)), { leaseMs: 60_000 });
    await eventually(async () => {
      const { kinds, workers: all, tasks } = await overviewOf(client, tier, systemClock);
      expect(all.find(({ agentId }) => agentId === 'w0')).toMatchObject({ done: 1, failed: 1 });
      expect(kinds).toEqual([
        { kind: 'double', workers: 1, waiting: 1, running: 1, dead: 1, done: 1 },
        { kind: 'other', workers: 0, waiting: 1, running: 0, dead: 0, done: 0 },
      ]);
      expect(tasks.find(({ state }) => state === 'dead')).toMatchObject({
        title: 'task 2',
        reason: expect.stringContaining('not this one'),
      });
      expect(tasks.find(({ state }) => state === 'running')).toMatchObject({ worker: 'w0' });
    });
    end.open();
  });
});
