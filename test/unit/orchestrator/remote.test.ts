// Parts of plans on other machines: who holds a task, contents that are sent, which repository it is, whether it is wanted.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TeamSite } from '../../../runtime/agents/index.js';
import {
  Budget,
  type Clock,
  createIds,
  DEFAULT_LIMITS,
  type Json,
  jsonSchema,
  ManualClock,
  type RunEvent,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import {
  Contents,
  createElsewhere,
  type LoopCall,
  type LoopTaskInput,
  loopTask,
  repositoryOf,
  watchSteering,
  watchWanted,
} from '../../../runtime/orchestrator/index.js';
import { Holder } from '../../../runtime/orchestrator/remote/holder.js';
import { keepSteering } from '../../../runtime/orchestrator/remote/steer.js';
import { keepWanted } from '../../../runtime/orchestrator/remote/wanted.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import {
  createInProcessTier,
  type Tier,
  TierUnreachableError,
} from '../../../runtime/tiers/index.js';
import { defineHandler, type TaskEvent, Worker } from '../../../runtime/workers/index.js';
import { beginRepository, gitIn } from '../../support/git.js';
import { eventually, gate } from '../../support/waiting.js';

let tier: Tier;
let folder: string;
let worker: Worker | undefined;
beforeEach(() => {
  tier = createInProcessTier();
  folder = mkdtempSync(path.join(tmpdir(), 'remote-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await worker?.drain(0);
  worker = undefined;
  await tier.close();
  rmSync(folder, { recursive: true, force: true });
});

const DENIED = { commands: ['git push *'], hosts: ['denied.test'] };
const { signal } = new AbortController();

describe('the holder of a task', () => {
  const taken = (name: string, attempt: number): TaskEvent => ({
    type: 'taken',
    taskId: 't',
    workerId: `id of ${name}`,
    workerName: name,
    attempt,
    fencingToken: attempt,
    at: 0,
  });
  const left = (name: string, outcome: 'done' | 'again' | 'lost'): TaskEvent => ({
    type: 'left',
    taskId: 't',
    workerId: `id of ${name}`,
    fencingToken: 1,
    outcome,
    reason: '',
  });

  test('is taken over from when it is lost, gives back, or another one simply has it', () => {
    const clock = new ManualClock();
    const holder = new Holder(clock);
    expect(holder.take(taken('a', 1))).toEqual({ worker: 'a', from: undefined });
    holder.look(new Set(['id of a']));
    expect(holder.idleMs).toBe(0);
    holder.look(new Set(['id of b']));
    clock.advance(700);
    expect(holder.idleMs).toBe(700);
    expect(holder.take(taken('b', 2))).toEqual({ worker: 'b', from: 'a' });
    holder.take(left('a', 'lost')); // a word of one that is past
    expect(holder.idleMs).toBe(0);
    holder.take(left('b', 'again'));
    expect(holder.last).toBe('b');
    expect(holder.take(taken('c', 3))).toEqual({ worker: 'c', from: 'b' });
    holder.take(left('c', 'done'));
    expect(holder.idleMs).toBe(0);
  });
});

describe('the holder of a task, known by what workers say of themselves', () => {
  const working = { id: 'w', name: 'oslo' };
  const alive = new Set(['w']);

  test('has it as long as they say so: the word that it was taken may have been told to another home', () => {
    const clock = new ManualClock();
    const holder = new Holder(clock);
    expect(holder.look(alive, working)).toEqual({ worker: 'oslo', from: undefined });
    expect(holder.look(alive, working)).toBeUndefined();
    clock.advance(60_000);
    expect([holder.idleMs, holder.last]).toEqual([0, 'oslo']);
    holder.look(alive);
    clock.advance(700);
    expect(holder.idleMs).toBe(700);
  });

  test('is not had again by whoever gave it back, though the registry is behind', () => {
    const clock = new ManualClock();
    const holder = new Holder(clock);
    holder.look(alive, working);
    const left = { taskId: 't', workerId: 'w', fencingToken: 1, reason: '' } as const;
    holder.take({ ...left, type: 'left', outcome: 'again' });
    expect(holder.look(alive, working)).toBeUndefined();
    clock.advance(700);
    expect(holder.idleMs).toBe(700);
  });
});

describe('contents', () => {
  test('come back as they were, in pieces when they are large; the same piece is kept once', async () => {
    const contents = new Contents(tier.state);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await contents.get(await contents.put(bytes))).toEqual(bytes);
      }),
    );
    const large = new Uint8Array(1_000_000).fill(7);
    const ref = await contents.put(large);
    expect(ref).toHaveLength(3);
    expect(new Set(ref).size).toBe(2);
    // As bytes: element by element a million of them takes seconds.
    expect(Buffer.compare(await contents.get(ref), large)).toBe(0);
  });

  test('that are gone or changed are refused', async () => {
    const contents = new Contents(tier.state);
    const [handle = ''] = await contents.put(new Uint8Array([1]));
    await tier.state.put(`work-content.${handle}`, 'AA==');
    await expect(contents.get([handle])).rejects.toThrow('no longer kept');
    await expect(contents.get(['0'.repeat(64)])).rejects.toThrow('no longer kept');
  });
});

describe('a repository', () => {
  test('is the same in a clone and another in a part of it; what is not committed is named', async () => {
    const first = path.join(folder, 'first');
    mkdirSync(path.join(first, 'src'), { recursive: true });
    writeFileSync(path.join(first, 'src/a.js'), 'a');
    writeFileSync(path.join(first, 'b.js'), 'b');
    beginRepository(first);
    gitIn(folder)('clone', '--quiet', first, 'second');
    writeFileSync(path.join(first, 'src/a.js'), 'changed');
    writeFileSync(path.join(first, 'src/ü new.js'), 'new');
    rmSync(path.join(first, 'b.js'));
    const one = await repositoryOf(first, signal);
    const two = await repositoryOf(path.join(folder, 'second'), signal);
    expect(two).toMatchObject({ id: one.id, commit: one.commit, prefix: '', changed: [] });
    expect([...one.changed].sort()).toEqual(['b.js', 'src/a.js', 'src/ü new.js']);
    const part = await repositoryOf(path.join(first, 'src'), signal);
    expect(part.id).not.toBe(one.id);
    expect([...part.changed].sort()).toEqual(['a.js', 'ü new.js']);
    expect(part.prefix).toBe('src/');
  });

  test('without git is the folder', async () => {
    const one = await repositoryOf(folder, signal);
    expect(one).toMatchObject({ prefix: '', changed: [] });
    expect(one).not.toHaveProperty('commit');
    expect((await repositoryOf(tmpdir(), signal)).id).not.toBe(one.id);
  });
});

test('a task is wanted as long as somebody says so, and a worker hears when nobody does', async () => {
  const wanted = await keepWanted(tier.state, 'k');
  vi.useFakeTimers();
  const gone = vi.fn();
  const watch = watchWanted(tier.state, 'k', gone);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(gone).not.toHaveBeenCalled();
  wanted.close();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(gone).toHaveBeenCalledTimes(1);
  watch.close();
});

test('after an outage in which it ran out, a task is wanted again before it is given up', async () => {
  vi.useFakeTimers();
  const wanted = await keepWanted(tier.state, 'k');
  const gone = vi.fn();
  const watches = [watchWanted(tier.state, 'k', gone)];
  await vi.advanceTimersByTimeAsync(10_000);
  const away = new Error('away');
  const asked = [
    vi.spyOn(tier.state, 'put').mockRejectedValue(away),
    vi.spyOn(tier.state, 'get').mockRejectedValue(away),
  ];
  await vi.advanceTimersByTimeAsync(5_000);
  await tier.state.delete('work-wanted.k'); // its time is up
  await vi.advanceTimersByTimeAsync(55_000);
  for (const one of asked) one.mockRestore();
  watches.push(watchWanted(tier.state, 'k', gone)); // of the next attempt
  await vi.advanceTimersByTimeAsync(30_000);
  expect(gone).not.toHaveBeenCalled();
  wanted.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(gone).toHaveBeenCalledTimes(2);
  for (const one of watches) one.close();
});

test('what is said reaches the worker also when the store did not answer at first, and each attempt hears all of it', async () => {
  vi.useFakeTimers();
  const waiting = [{ text: 'Use tabs.' }];
  vi.spyOn(tier.state, 'put').mockRejectedValueOnce(new Error('no answer'));
  const kept = keepSteering(tier.state, 'k', { take: () => waiting.splice(0) });
  const watch = watchSteering(tier.state, 'k');
  await vi.advanceTimersByTimeAsync(4_000);
  expect(watch.steering.take()).toEqual([{ text: 'Use tabs.' }]);
  waiting.push({ text: 'Shorter.' });
  await vi.advanceTimersByTimeAsync(4_000);
  expect(watch.steering.take()).toEqual([{ text: 'Shorter.' }]);
  const again = watchSteering(tier.state, 'k');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(again.steering.take()).toEqual([{ text: 'Use tabs.' }, { text: 'Shorter.' }]);
  for (const one of [kept, watch, again]) one.close();
});

test('what is said after another home has taken over comes behind what was said before', async () => {
  vi.useFakeTimers();
  const watch = watchSteering(tier.state, 'k');
  const heard: string[] = [];
  for (const word of ['Use tabs.', 'Shorter.']) {
    const waiting = [{ text: word }];
    const home = keepSteering(tier.state, 'k', { take: () => waiting.splice(0) });
    await vi.advanceTimersByTimeAsync(4_000);
    heard.push(...watch.steering.take().map(({ text }) => text));
    home.close();
  }
  expect(heard).toEqual(['Use tabs.', 'Shorter.']);
  const again = watchSteering(tier.state, 'k');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(again.steering.take()).toHaveLength(2);
  for (const one of [watch, again]) one.close();
});

describe('a loop that is put to a worker', () => {
  const AGENT = { name: 'coder', maxTurns: 5 };
  /** Of a file that has become another one here. */
  const OTHERS: Json[] = [{ path: 'a.js', before: 'another', after: null }];
  interface At {
    /** When the worker is done with it. */
    readonly until: Promise<void>;
    /** What it wrote. */
    readonly files: Json[];
    /** Of home. */
    readonly clock: Clock;
  }

  /** Puts one loop after another to a worker that says what it was given, and refuses or answers. */
  async function put(
    answer: 'refused' | 'ended',
    { until = Promise.resolve(), files = OTHERS, clock = systemClock }: Partial<At> = {},
  ) {
    writeFileSync(path.join(folder, 'a.js'), 'a');
    beginRepository(folder);
    const given: LoopTaskInput[] = [];
    const told: object[] = [];
    const { id } = await repositoryOf(folder, signal);
    const kind = loopTask(id, AGENT.name);
    const run = async (input: LoopTaskInput): Promise<Json> => {
      given.push(input);
      await until;
      return answer === 'refused'
        ? { state: 'refused', reason: 'no' }
        : {
            state: 'ended',
            stopReason: 'answered',
            reason: '',
            steps: 1,
            files,
          };
    };
    worker = new Worker(tier, {
      id: 'w',
      name: 'w',
      version: '1.0.0',
      handlers: [defineHandler<LoopTaskInput, Json>({ ...kind, output: jsonSchema, run })],
      concurrency: 1,
      retryDelayMs: () => 0,
      clock: systemClock,
      logger: silentLogger,
    });
    await worker.start();
    const workspace = createNodeFileStore(folder);
    const site = {
      ids: createIds(),
      turnId: 't',
      members: [],
      workspace,
      overlay: undefined,
      emit: (_event: RunEvent) => undefined,
    } as unknown as TeamSite;
    const elsewhere = await createElsewhere(
      {
        ports: tier,
        folder,
        mode: 'auto',
        denied: () => DENIED,
        clock,
        logger: silentLogger,
      },
      site,
      signal,
    );
    const { written, ...store } = {
      written: async () => [],
      exclusive: (work: () => Promise<void>) => work(),
      writeAll: async () => undefined,
    };
    const loop = () =>
      elsewhere({
        planId: 'p',
        task: { id: 'one', title: 'One', outputs: [] },
        agent: AGENT,
        options: {
          task: 'x',
          variables: {},
          memories: [],
          intent: 'ask',
          budget: Budget.open(DEFAULT_LIMITS),
          signal,
          emit: () => undefined,
        },
        writer: { written, overlay: Object.assign(workspace, store) },
        tell: (event: object) => told.push(event),
        steering: undefined,
      } as unknown as LoopCall);
    return { given, told, loop };
  }

  test('starts from the commit that is there now, also when a task before it has made one', async () => {
    const { given, loop } = await put('refused');
    expect(await loop()).toBeUndefined();
    writeFileSync(path.join(folder, 'a.js'), 'committed meanwhile');
    gitIn(folder)('commit', '--quiet', '-am', 'second');
    const { commit } = await repositoryOf(folder, signal);
    await loop();
    expect(given[1]).toMatchObject({ commit, base: [], answers: true, denied: DENIED });
  });

  test('that another home has begun is not given again: its result is taken, once', async () => {
    const { given, told, loop } = await put('ended');
    const kept = vi.spyOn(tier.state, 'delete').mockResolvedValue(); // as if that home had died before it took the result
    await loop();
    expect(await tier.state.list('work-begun.p.one')).toHaveLength(1);
    kept.mockRestore();
    told.length = 0;
    await loop();
    expect(given).toHaveLength(1);
    expect(told).toEqual([]); // nobody has it any more: what came of it does not fit here either
    await loop();
    expect(given).toHaveLength(2);
  });

  test('that another home has begun is shown with its worker at once, also when it ends right away', async () => {
    const work = gate();
    const { told, loop } = await put('ended', { until: work.opened, files: [] });
    const first = loop();
    await eventually(() => expect(told).toHaveLength(1));
    told.length = 0;
    const outcome = vi.spyOn(tier.tasks, 'outcome');
    const second = loop();
    await eventually(() => expect(outcome).toHaveBeenCalled());
    work.open();
    await Promise.all([first, second]);
    expect(told).toEqual([{ type: 'task.placed', taskId: 'one', worker: 'w' }]);
    outcome.mockRestore();
  });

  test('that was given up while nobody waited for it is given again', async () => {
    const { given, loop } = await put('refused');
    const kept = vi.spyOn(tier.state, 'delete').mockResolvedValue();
    await loop();
    kept.mockRestore();
    await loop();
    expect(given).toHaveLength(2);
  });

  describe('while the server is away', () => {
    const away = (): Promise<never> =>
      Promise.reject(new TierUnreachableError('The server cannot be reached', 'Start it.'));

    /** @param awayMs until the server is back */
    async function duringOutage(awayMs: number) {
      const clock = new ManualClock();
      const work = gate();
      const { told, loop } = await put('ended', { until: work.opened, files: [], clock });
      const outcome = tier.tasks.outcome.bind(tier.tasks);
      const asked = vi.spyOn(tier.tasks, 'outcome').mockImplementation(() => {
        clock.advance(15_000);
        return away();
      });
      const list = vi.spyOn(tier.agents, 'list');
      const result = loop();
      await eventually(() => expect(told).toHaveLength(1));
      const since = clock.monotonic();
      list.mockImplementation(away);
      asked.mockImplementation(async (...args) => {
        clock.advance(15_000);
        if (clock.monotonic() - since < awayMs) return away();
        list.mockRestore();
        work.open();
        return outcome(...args);
      });
      return { told, result };
    }

    test('for a minute, what a worker has begun is waited for', async () => {
      const { told, result } = await duringOutage(60_000);
      expect(await result).toMatchObject({ stopReason: 'answered' });
      expect(told).toEqual([{ type: 'task.placed', taskId: 'one', worker: 'w' }]);
    });

    test('for longer, it is done here', async () => {
      const { result } = await duringOutage(Number.POSITIVE_INFINITY);
      expect(await result).toBeUndefined();
    });
  });

  describe('after an outage, in which the entry of the worker has ended', () => {
    const OUTAGE_MS = 60_000;
    /** Less than a heartbeat. */
    const LOOK_MS = 5_000;

    /** @param quietMs for which the registry then knows no worker */
    async function afterOutage(quietMs: number) {
      const clock = new ManualClock();
      const work = gate();
      const { told, loop } = await put('ended', { until: work.opened, files: [], clock });
      const result = loop();
      await eventually(() => expect(told).toHaveLength(1));
      const known = tier.agents.list.bind(tier.agents);
      const list = vi.spyOn(tier.agents, 'list');
      list.mockImplementationOnce(() => {
        clock.advance(OUTAGE_MS);
        return Promise.reject(new Error('away'));
      });
      let passed = 0;
      list.mockImplementation(async (capability) => {
        clock.advance(LOOK_MS);
        passed += LOOK_MS;
        if (passed < quietMs) return [];
        work.open();
        return known(capability);
      });
      return { told, result, stop: () => list.mockRestore() };
    }

    test('it stays with the worker, whose heartbeat had no time yet to come back', async () => {
      const { told, result, stop } = await afterOutage(2 * LOOK_MS + 1);
      expect(await result).toMatchObject({ stopReason: 'answered' });
      expect(told).toEqual([{ type: 'task.placed', taskId: 'one', worker: 'w' }]);
      stop();
    });

    test('it is taken back when the heartbeat does not come either', async () => {
      const { told, result, stop } = await afterOutage(Number.POSITIVE_INFINITY);
      expect(await result).toBeUndefined();
      expect(told).toContainEqual({ type: 'task.placed', taskId: 'one', from: 'w' });
      stop();
    });
  });

  test('is told to have come back when what the worker wrote does not fit', async () => {
    const { told, loop } = await put('ended');
    expect(await loop()).toBeUndefined();
    expect(told).toEqual([
      { type: 'task.placed', taskId: 'one', worker: 'w' },
      { type: 'task.placed', taskId: 'one', from: 'w' },
    ]);
  });
});
