// Plans of any shape, cut off anywhere: no process, checkout or lease is left, and going on ends like a run without interruption.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Memfun, TurnResult } from '../../../runtime/app/index.js';
import { lastPlan, type RunEvent, sleep } from '../../../runtime/core/index.js';
import { bundleProgram } from '../../support/bundle-program.js';
import { type Ended, ended } from '../../support/ended.js';
import {
  checkoutsOf,
  commandsOf,
  type End,
  endOfWhole,
  interruption,
  madeIn,
  openWorld,
  prepare,
  type Strike,
  type World,
} from './world.js';

const project = path.join(import.meta.dirname, '../../..');
let bundle = '';
beforeAll(async () => {
  bundle = await bundleProgram(path.join(import.meta.dirname, 'world.ts'), {
    packages: 'external',
    external: [],
    define: { 'import.meta.dirname': JSON.stringify(path.join(project, 'test/support')) },
  });
});

const made: string[] = [];
const open = new Set<Memfun>();
afterEach(async () => {
  await Promise.all([...open].map((memfun) => memfun.close()));
  open.clear();
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const folder = (): string => {
  const one = mkdtempSync(path.join(tmpdir(), 'memfun-world-'));
  made.push(one);
  return one;
};

/** Nothing of it succeeds: a plan of the rest would be the whole plan. */
const ALL_FAIL: World['fates'] = [
  { deps: [], failures: 3, way: 'plain', hangs: false },
  { deps: [0], failures: 1, way: 'plain', hangs: false },
];
let sleeps = 40_000 + (process.pid % 1_000) * 40;
const worldOf = (tier: World['tier'], fates: World['fates']): World => {
  const world = { root: folder(), storage: folder(), tier, fates, sleep: ++sleeps };
  prepare(world);
  return world;
};
const awake = (world: World): World => ({ ...world, sleep: undefined });

async function say(
  memfun: Memfun,
  sessionId: string,
  text: string,
  emit: (event: RunEvent) => void = () => undefined,
  signal = new AbortController().signal,
): Promise<TurnResult> {
  return memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    signal,
    emit,
  });
}

async function opened(world: World, begun?: (index: number) => void): Promise<Memfun> {
  const memfun = await openWorld(world, begun);
  open.add(memfun);
  return memfun;
}

async function shut(memfun: Memfun): Promise<void> {
  open.delete(memfun);
  await memfun.close();
}

const endOf = (world: World, events: readonly RunEvent[]): End => ({
  ends: (lastPlan(events)?.tasks ?? []).map(
    ({ id, state, end }) => `${id} ${state} ${end?.answer}`,
  ),
  files: madeIn(world),
});

/** Every task that was begun has one end, and the plan one. */
function checkEnds(events: readonly RunEvent[]): void {
  const plan = lastPlan(events);
  if (plan === undefined) return;
  const ends = events.flatMap((event) => (event.type === 'task.ended' ? [event.taskId] : []));
  expect(new Set(ends).size).toBe(ends.length);
  const known = events.find((event) => event.type === 'plan.proposed');
  const standing = known?.type === 'plan.proposed' ? known.ended.map(({ taskId }) => taskId) : [];
  expect([...standing, ...ends].sort()).toEqual(plan.tasks.map(({ id }) => id).sort());
  expect(events.filter(({ type }) => type === 'plan.ended')).toHaveLength(1);
}

/** Looks until there is nothing, for as long as a patient person would. */
async function gone(what: () => readonly unknown[]): Promise<readonly unknown[]> {
  for (let tries = 0; tries < 100 && what().length > 0; tries++) await sleep(50);
  return what();
}

/** In a new window, until all is done. @returns nothing when there was no plan yet to go on with */
async function resumed(
  world: World,
): Promise<(End & { readonly twice: readonly number[] }) | undefined> {
  const begun = new Set<number>();
  const memfun = await opened(awake(world), (index) => begun.add(index));
  const { sessionId = '' } = (await memfun.sessions.list())[0] ?? {};
  const record = (await memfun.sessions.load(sessionId)).events;
  const events: RunEvent[] = [];
  const { error } = await say(memfun, sessionId, '/team resume', (event) => events.push(event));
  await shut(memfun);
  checkEnds(events);
  const isOver = error?.code === 'plan.none';
  if (isOver && lastPlan(record) === undefined) return undefined;
  const done = (lastPlan(record)?.tasks ?? []).filter(({ state }) => state === 'done');
  return {
    ...endOf(world, isOver ? record : events),
    twice: done.map(({ id }) => Number(id.slice(1))).filter((index) => begun.has(index)),
  };
}

/** A process of its own, until it has ended. */
function struck(world: World, strike: Strike, at: number): Promise<Ended> {
  const child = spawn(process.execPath, [bundle, JSON.stringify(world), String(at), strike], {
    env: { ...process.env, MEMFUN_STRUCK_WORLD: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return ended(child);
}

const fates = fc.array(
  fc.record({
    deps: fc.array(fc.nat(5), { maxLength: 2 }),
    failures: fc.constantFrom(0, 0, 0, 1, 3),
    way: fc.constantFrom('plain', 'command', 'helper', 'reader', 'loop'),
    hangs: fc.boolean(),
  }),
  { minLength: 2, maxLength: 5 },
);

/** Commands of an agent and of one that it has called, with what they have started. */
const COMMANDS: World['fates'] = [
  { deps: [], failures: 1, way: 'command', hangs: true },
  { deps: [], failures: 0, way: 'helper', hangs: true },
  { deps: [], failures: 0, way: 'plain', hangs: true },
  { deps: [0, 1], failures: 0, way: 'plain', hangs: false },
];

/** Events before a plan is there, at most. */
const BEFORE_A_PLAN = 12;

describe.each([
  ['in-process', 2, 2],
  ['sqlite', 1, 1],
] as const)('on the tier %s', (tier, stops, kills) => {
  test('a plan that is let alone ends as its tasks go', async () => {
    const given = [...COMMANDS, { deps: [], failures: 3, way: 'reader' as const, hangs: false }];
    const world = awake(worldOf(tier, given));
    const memfun = await opened(world);
    const { sessionId } = await memfun.sessions.create('whole');
    const events: RunEvent[] = [];
    await say(memfun, sessionId, '/team all', (event) => events.push(event));
    checkEnds(events);
    expect(endOf(world, events)).toEqual(endOfWhole(given));
    expect(checkoutsOf(world)).toEqual([]);
  });

  test('a plan that is stopped anywhere ends at once with all that it has started, and goes on to the same end', async () => {
    await fc.assert(
      fc.asyncProperty(fates, fc.integer({ min: 1, max: 60 }), async (given, at) => {
        const world = worldOf(tier, given);
        const memfun = await opened(world);
        const { sessionId } = await memfun.sessions.create('stopped');
        const stop = new AbortController();
        const events: RunEvent[] = [];
        const told = interruption(at, 700, () => stop.abort());
        await say(
          memfun,
          sessionId,
          '/team all',
          (event) => {
            events.push(event);
            if (!stop.signal.aborted) told();
          },
          stop.signal,
        );
        checkEnds(events);
        const count = events.length;
        expect(events.at(-1)?.type).toBe('turn.ended');
        expect(await gone(() => [...commandsOf(world), ...checkoutsOf(world)])).toEqual([]);
        expect(events).toHaveLength(count);
        await shut(memfun);
        if (lastPlan(events) === undefined) return; // stopped before there was one
        expect(await resumed(world)).toEqual({ ...endOfWhole(given), twice: [] });
      }),
      {
        numRuns: stops + 1,
        examples: [
          [COMMANDS, 999],
          [ALL_FAIL, 24],
        ],
        endOnFailure: true,
      },
    );
  });

  test('a process that is killed anywhere leaves nothing that runs, and the next one clears up and goes on to the same end', async () => {
    await fc.assert(
      fc.asyncProperty(fates, fc.integer({ min: 1, max: 40 }), async (given, at) => {
        const world = worldOf(tier, given);
        expect((await struck(world, 'kill', at)).signal).toBe('SIGKILL');
        expect(await gone(() => commandsOf(world))).toEqual([]);
        const end = await resumed(world);
        if (at > BEFORE_A_PLAN) expect(end).toBeDefined();
        if (end !== undefined) expect(end).toEqual({ ...endOfWhole(given), twice: [] });
        expect(checkoutsOf(world)).toEqual([]);
      }),
      { numRuns: kills, examples: [[COMMANDS, 999]], endOnFailure: true },
    );
  });
});

test('a stop ends endless cells, commands with what they have started, called agents and calls of models: the process comes to its end by itself', async () => {
  const ways = ['loop', 'command', 'helper', 'plain', 'reader'] as const;
  const given = ways.map((way) => ({ deps: [], failures: 0, way, hangs: true }));
  const world = worldOf('in-process', given);
  const { signal, said } = await struck(world, 'stop', 999);
  expect(signal).toBeNull();
  const { late, atEnd, left } = JSON.parse(said) as {
    readonly late: readonly string[];
    readonly atEnd: number;
    readonly left: readonly number[];
  };
  expect(late.filter((type) => type === 'task.ended')).toHaveLength(given.length);
  expect(late.slice(0, atEnd).at(-1)).toBe('turn.ended');
  expect(late).toHaveLength(atEnd);
  for (const begins of ['task.started', 'step.started', 'step.code', 'changes.applied'])
    expect(late).not.toContain(begins);
  expect(left).toEqual([]);
  expect(await gone(() => checkoutsOf(world))).toEqual([]);
});
