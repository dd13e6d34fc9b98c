// The schedule of a plan: each task ends exactly once, whatever fails, and a run that was cut off ends like one that was not.
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Budget,
  type Json,
  lastPlan,
  ManualClock,
  type PlanTask,
  type RunEvent,
  silentLogger,
  sleep,
  systemClock,
  type TaskRecord,
} from '../../../runtime/core/index.js';
import {
  endsOf,
  Schedule,
  type ScheduleOptions,
  TaskFailedError,
} from '../../../runtime/orchestrator/index.js';
import type { TaskQueue } from '../../../runtime/ports/index.js';
import {
  createInProcessTier,
  openSqliteTier,
  type Tier,
  TierUnreachableError,
} from '../../../runtime/tiers/index.js';
import { planTask } from '../../support/plan-task.js';

const ASSETS = path.resolve('node_modules/sql.js/dist');
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function sqliteTier(): Promise<Tier> {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-plan-'));
  const tier = await openSqliteTier({
    file: path.join(folder, 'tier.db'),
    assetsDir: ASSETS,
    logger: silentLogger,
  });
  open.push(async () => {
    await tier.close();
    await rm(folder, { recursive: true });
  });
  return tier;
}

const task = (id: string, dependsOn: readonly string[] = []): PlanTask =>
  planTask(id, { dependsOn: [...dependsOn] });

interface Story {
  readonly tasks: readonly PlanTask[];
  readonly events: RunEvent[];
  readonly schedule: Schedule;
}

let plans = 0;

function story(
  tier: Tier,
  tasks: readonly PlanTask[],
  run: ScheduleOptions['run'],
  more: Partial<ScheduleOptions> = {},
): Story {
  const planId = more.planId ?? `p${++plans}`;
  const events: RunEvent[] = [];
  const frame = { at: 0, turnId: 't' };
  if (more.ended === undefined)
    events.push({
      ...frame,
      type: 'plan.proposed',
      planId,
      revision: 1,
      by: 'planner',
      tasks: [...tasks],
      waits: false,
      ended: [],
      notes: [],
    });
  const schedule = new Schedule({
    planId,
    tasks,
    ended: [],
    queue: tier.tasks,
    parallel: 3,
    maxAttempts: 3,
    clock: systemClock,
    logger: silentLogger,
    signal: new AbortController().signal,
    tell: (event) => events.push({ ...event, ...frame, planId }),
    run,
    ...more,
  });
  return { tasks, events, schedule };
}

const answered = (answer: string) => ({
  state: 'done' as const,
  stopReason: 'answered',
  reason: '',
  answer,
  citations: [],
  files: [],
});

const summary = (records: readonly TaskRecord[]) =>
  records.map(({ taskId, state, answer }) => `${taskId} ${state} ${answer}`);

/** How each of a random graph's tasks behaves, the same in every run. */
interface Fate {
  readonly deps: readonly number[];
  /** Attempts that fail before one succeeds; more than allowed: it fails. */
  readonly failures: number;
  readonly ms: number;
  readonly fatal: boolean;
}

const fates = fc.array(
  fc.record({
    deps: fc.array(fc.nat(9), { maxLength: 3 }),
    failures: fc.integer({ min: 0, max: 4 }),
    ms: fc.integer({ min: 0, max: 3 }),
    fatal: fc.boolean(),
  }),
  { minLength: 1, maxLength: 10 },
);

const graphOf = (all: readonly Fate[]): readonly PlanTask[] =>
  all.map(({ deps }, index) =>
    task(
      `t${index}`,
      [...new Set(deps.filter((dep) => dep < index))].map((dep) => `t${dep}`),
    ),
  );

const workOf =
  (all: readonly Fate[], budget?: Budget): ScheduleOptions['run'] =>
  async ({ id }, { attempt, inputs, unbegun, signal }) => {
    const fate = all[Number(id.slice(1))];
    const grant = budget?.grant(
      { tokens: Math.floor(100 / unbegun), modelCalls: 1, costUsd: 0 },
      10,
    );
    try {
      const reserved = grant?.budget.reserve({ tokens: 5, modelCalls: 1 });
      await sleep(fate?.ms ?? 0, signal);
      reserved?.commit({ tokens: 3, modelCalls: 1 });
      if (attempt <= (fate?.failures ?? 0))
        throw new TaskFailedError(`no ${attempt}`, 'error', fate?.fatal !== true);
      return answered(`${id}(${inputs.map(({ answer }) => answer).join()})`);
    } finally {
      grant?.close();
    }
  };

/** Every task has exactly one end, after all that it depends on. */
function checkEnds(tasks: readonly PlanTask[], events: readonly RunEvent[]): void {
  const ends = events.flatMap((event) => (event.type === 'task.ended' ? event.taskId : []));
  expect([...ends].sort()).toEqual(tasks.map(({ id }) => id).sort());
  expect(events.filter(({ type }) => type === 'plan.ended')).toHaveLength(1);
  expect(events.at(-1)?.type).toBe('plan.ended');
  for (const { id, dependsOn } of tasks) {
    const start = events.findIndex((e) => e.type === 'task.started' && e.taskId === id);
    if (start < 0) continue;
    for (const dep of dependsOn)
      expect(events.findIndex((e) => e.type === 'task.ended' && e.taskId === dep)).toBeLessThan(
        start,
      );
  }
}

describe.each([
  ['in-process', 60, async () => createInProcessTier()],
  ['sqlite', 12, sqliteTier],
] as const)('a random plan on the tier %s', (_kind, numRuns, openTier) => {
  test('ends every task exactly once, within the budget, also when it is stopped anywhere', async () => {
    const tier = await openTier();
    await fc.assert(
      fc.asyncProperty(fates, fc.option(fc.nat(20), { nil: undefined }), async (all, stopAt) => {
        const stop = new AbortController();
        const tasks = graphOf(all);
        const budget = Budget.open({
          iterations: 100,
          modelCalls: 30,
          tokens: 100,
          costUsd: Infinity,
          wallMs: Infinity,
          depth: 2,
        });
        let highest = 0;
        let seen = 0;
        const { schedule, events } = story(tier, tasks, workOf(all, budget), {
          signal: stop.signal,
        });
        const telling = events.push.bind(events);
        events.push = (...items: RunEvent[]) => {
          const { spent, reserved } = budget.use();
          highest = Math.max(highest, spent.tokens + reserved.tokens);
          if (++seen === stopAt) queueMicrotask(() => stop.abort());
          return telling(...items);
        };
        const records = await schedule.run();
        checkEnds(tasks, events);
        expect(records).toHaveLength(tasks.length);
        expect(highest).toBeLessThanOrEqual(100);
        const { spent, reserved } = budget.use();
        if (!stop.signal.aborted) expect(reserved.tokens).toBe(0);
        expect(spent.tokens).toBeLessThanOrEqual(100);
        if (stop.signal.aborted) return;
        for (const [index, { taskId, state }] of records.entries()) {
          const { dependsOn } = tasks[index] ?? task('');
          const blocked = dependsOn.some((id) => {
            const before = records.find((record) => record.taskId === id);
            return before?.state !== 'done';
          });
          if (blocked) expect(`${taskId} ${state}`).toBe(`${taskId} skipped`);
          else expect(['done', 'failed']).toContain(state);
        }
      }),
      { numRuns },
    );
    await tier.close();
  });

  test('goes on from any prefix of its record to the end that it has without interruption', async () => {
    const tier = await openTier();
    await fc.assert(
      fc.asyncProperty(fates, fc.nat(100), async (all, cut) => {
        const tasks = graphOf(all);
        const whole = story(tier, tasks, workOf(all));
        const expected = summary(await whole.schedule.run());
        const prefix = whole.events.slice(0, 1 + (cut % whole.events.length));
        const known = lastPlan(prefix);
        const ended = known === undefined ? [] : endsOf(known);
        const again: string[] = [];
        const rest = story(
          tier,
          tasks,
          (one, site) => {
            again.push(one.id);
            return workOf(all)(one, site);
          },
          { ended, planId: `r${++plans}` },
        );
        expect(summary(await rest.schedule.run())).toEqual(expected);
        for (const { taskId } of ended) expect(again).not.toContain(taskId);
      }),
      { numRuns },
    );
    await tier.close();
  });
});

describe('a schedule', () => {
  test('winds down anywhere: what was begun has its end, nothing else has, and a later one does the rest', async () => {
    const tier = createInProcessTier();
    await fc.assert(
      fc.asyncProperty(fates, fc.nat(20), async (all, after) => {
        const tasks = graphOf(all);
        const expected = summary(await story(tier, tasks, workOf(all)).schedule.run());
        let seen = 0;
        const begun = new Set<string>();
        const first = story(tier, tasks, async (one, site) => {
          begun.add(one.id);
          if (seen++ === after) first.schedule.windDown();
          return workOf(all)(one, site);
        });
        const ended = await first.schedule.run();
        const over = ended.filter(({ stopReason }) => stopReason !== 'dependency');
        for (const { taskId } of over) expect([...begun]).toContain(taskId);
        const whole = ended.length === tasks.length;
        expect(first.events.some(({ type }) => type === 'plan.ended')).toBe(whole);
        const rest = story(tier, tasks, workOf(all), { ended, planId: `w${++plans}` });
        expect(summary(await rest.schedule.run())).toEqual(expected);
      }),
      { numRuns: 60 },
    );
    await tier.close();
  });

  test('that winds down is not paused any more, and cannot be', async () => {
    const tier = createInProcessTier();
    const attempts: string[] = [];
    const first: Story = story(tier, [task('a'), task('b')], async ({ id }, { signal }) => {
      attempts.push(id);
      if (id === 'a') throw new TaskFailedError('not yet', 'error', true);
      first.schedule.pause(true);
      first.schedule.windDown();
      first.schedule.pause(true);
      await sleep(20, signal);
      return answered('b');
    });
    const ended = await first.schedule.run();
    expect(ended.map(({ taskId }) => taskId)).toEqual(['b']);
    expect(lastPlan(first.events)?.paused).toBe(false);
    expect(attempts).toEqual(['a', 'b']);
    await tier.close();
  });

  test('runs no more tasks at once than it may, and what is independent at once', async () => {
    let running = 0;
    let most = 0;
    const { schedule } = story(
      createInProcessTier(),
      Array.from({ length: 20 }, (_, index) => task(`t${index}`)),
      async ({ id }) => {
        most = Math.max(most, ++running);
        await sleep(1);
        running--;
        return answered(id);
      },
      { parallel: 4 },
    );
    await schedule.run();
    expect(most).toBe(4);
  });

  test('tries again with the cause, and not over and over for the same one', async () => {
    const causes: (string | undefined)[] = [];
    const { schedule } = story(
      createInProcessTier(),
      [task('a')],
      async (_task, { cause }) => {
        causes.push(cause);
        throw new TaskFailedError('the same', 'error', true);
      },
      { maxAttempts: 5 },
    );
    const [record] = await schedule.run();
    expect(causes).toEqual([undefined, 'the same']);
    expect(record).toMatchObject({ state: 'failed', reason: 'the same', attempts: 2 });
  });

  test('keeps the results of siblings when one fails, and says why others were not begun', async () => {
    const { schedule } = story(
      createInProcessTier(),
      [task('a'), task('b'), task('c', ['b']), task('d', ['c'])],
      async ({ id }) => {
        if (id === 'b') throw new TaskFailedError('broken', 'stuck', false);
        return answered(id);
      },
    );
    expect(await schedule.run()).toMatchObject([
      { taskId: 'a', state: 'done', answer: 'a' },
      { taskId: 'b', state: 'failed', stopReason: 'stuck' },
      {
        taskId: 'c',
        state: 'skipped',
        stopReason: 'dependency',
        reason: expect.stringContaining('broken'),
      },
      { taskId: 'd', state: 'skipped', stopReason: 'dependency' },
    ]);
  });

  test('ends at a stop although nothing of its work listens', async () => {
    const stop = new AbortController();
    const { schedule, events } = story(
      createInProcessTier(),
      [task('a'), task('b'), task('c', ['a'])],
      () => new Promise(() => undefined),
      { signal: stop.signal },
    );
    const running = schedule.run();
    await sleep(5);
    stop.abort();
    expect((await running).map(({ state }) => state)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'plan.ended', complete: false });
  });

  test('obeys a person: pause, skip, take over, retry with what was skipped because of it', async () => {
    const tier = createInProcessTier();
    const said: string[] = [];
    let fail = true;
    const { schedule, events } = story(
      tier,
      [task('a'), task('b', ['a']), task('c'), task('d', ['c']), task('e', ['d', 'b'])],
      async ({ id }, { inputs, signal }) => {
        said.push(id);
        if (id === 'a' && fail) throw new TaskFailedError('not yet', 'error', false);
        if (id === 'c') await sleep(60_000, signal);
        return answered(`${id}<${inputs.map(({ answer }) => answer).join('+')}>`);
      },
    );
    const running = schedule.run();
    await sleep(5);
    schedule.pause(true);
    fail = false;
    schedule.retry('a');
    await sleep(10);
    expect(said.filter((id) => id === 'a')).toHaveLength(1); // nothing begins in a pause
    schedule.takeOver('c', 'done by hand');
    schedule.pause(false);
    const records = await running;
    expect(summary(records)).toEqual([
      'a done a<>',
      'b done b<a<>>',
      'c done done by hand',
      'd done d<done by hand>',
      'e done e<d<done by hand>+b<a<>>>',
    ]);
    expect(records[2]).toMatchObject({ stopReason: 'person' });
    expect(events.filter(({ type }) => type === 'plan.paused')).toHaveLength(2);
  });

  test('runs a task again whose worker lost its lease', async () => {
    let calls = 0;
    const { schedule } = story(
      createInProcessTier(),
      [task('a')],
      async ({ id }, { signal }) => {
        if (++calls > 1) return answered(id);
        // The process is held up for longer than the lease.
        const until = performance.now() + 60;
        while (performance.now() < until);
        await sleep(60_000, signal);
        return answered('never');
      },
      { leaseMs: 30 },
    );
    expect(summary(await schedule.run())).toEqual(['a done a']);
    // The second one may be held up by a busy machine, too.
    expect(calls).toBeGreaterThan(1);
  });
});

describe('while the server of the tier is away', () => {
  const away = (): Promise<never> =>
    Promise.reject(new TierUnreachableError('The server cannot be reached', 'Start it.'));

  /** A tier whose queue says nothing for so many questions, at every step of a plan. @param clock goes on meanwhile */
  function awayNowAndThen(times: number, clock: ManualClock, stepMs: number): Tier {
    const tier = createInProcessTier();
    open.push(() => tier.close());
    const asked = new Map<string, number>();
    const isAway = (what: string): boolean => {
      const count = (asked.get(what) ?? 0) + 1;
      asked.set(what, count);
      if (count <= times) clock.advance(stepMs);
      return count <= times;
    };
    const { tasks } = tier;
    const queue: TaskQueue = {
      ...tasks,
      enqueue: (draft) => (isAway('enqueue') ? away() : tasks.enqueue(draft)),
      outcome: (...args) => (isAway('outcome') ? away() : tasks.outcome(...args)),
      lease: async (...args) => {
        const lease = await tasks.lease(...args);
        const complete = lease?.complete.bind(lease);
        if (lease !== undefined && complete !== undefined)
          Object.assign(lease, {
            complete: (result: Json) => (isAway('complete') ? away() : complete(result)),
          });
        return lease;
      },
      cancel: (id) => tasks.cancel(id),
    };
    return { ...tier, tasks: queue };
  }

  test('a plan goes on when it is back, and no task fails for it', async () => {
    const clock = new ManualClock();
    const tasks = [task('one'), task('two', ['one'])];
    const run: ScheduleOptions['run'] = async ({ id }) => answered(id);
    const tier = awayNowAndThen(2, clock, 15_000);
    const { schedule, events } = story(tier, tasks, run, { clock });
    expect(summary(await schedule.run())).toEqual(['one done one', 'two done two']);
    checkEnds(tasks, events);
  });

  test('for good, what has not begun fails with the reason', async () => {
    const clock = new ManualClock();
    const tasks = [task('one')];
    const tier = awayNowAndThen(Number.POSITIVE_INFINITY, clock, 30_000);
    const { schedule } = story(tier, tasks, async ({ id }) => answered(id), { clock });
    const [record] = await schedule.run();
    expect(record).toMatchObject({ state: 'failed', attempts: 0 });
    expect(record?.reason).toContain('cannot be reached');
  });
});
