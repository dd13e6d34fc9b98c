// Comparisons: a task keeps its arm, looking often does not make chance into a finding, and harm ends it by itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Compare } from '../../../runtime/app/compare.js';
import {
  createIds,
  type RunEvent,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import {
  armOf,
  compareArms,
  DEFAULT_RULE,
  type Decision,
  decide,
  Experiments,
  isExposed,
  Random,
} from '../../../runtime/optimizer/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { reportOf } from '../../support/optimize-report.js';

describe('assignment', () => {
  it('is the same for a task at all times, and gives the new arm its share', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (task, share) => {
        expect(armOf('x', task, share)).toBe(armOf('x', task, share));
        // A larger share never takes a task away from the new arm.
        if (armOf('x', task, share / 2) === 'b') expect(armOf('x', task, share)).toBe('b');
      }),
    );
    const arms = Array.from({ length: 4_000 }, (_, n) => armOf('x', `task ${n}`, 0.25));
    const share = arms.filter((arm) => arm === 'b').length / arms.length;
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.28);
  });

  it('of two experiments do not go together', () => {
    const both = Array.from({ length: 4_000 }, (_, n) => [
      armOf('x', `${n}`, 0.5),
      armOf('y', `${n}`, 0.5),
    ]);
    const same = both.filter(([x, y]) => x === y).length / both.length;
    expect(Math.abs(same - 0.5)).toBeLessThan(0.04);
  });
});

/** One experiment that is looked at after every task. */
function simulate(
  random: Random,
  rates: { a: number; b: number },
  tasks: number,
): { decision: Decision; n: number } {
  const scores = { a: [] as number[], b: [] as number[] };
  for (let n = 1; n <= tasks; n++) {
    const arm = random.next() < 0.5 ? 'a' : 'b';
    scores[arm].push(random.next() < rates[arm] ? 1 : 0);
    const decision = decide(compareArms(scores.a, scores.b), { ...DEFAULT_RULE, maximum: tasks });
    if (decision !== 'running') return { decision, n };
  }
  return { decision: 'running', n: tasks };
}

describe('the sequential test', () => {
  it.each([0.1, 0.5, 0.9])(
    'names a difference in at most one of twenty experiments without one, looked at after every task (rate %d)',
    (rate) => {
      const random = new Random(Math.round(100 * rate));
      const rounds = 200;
      const found = Array.from({ length: rounds }, () =>
        simulate(random, { a: rate, b: rate }, 300),
      );
      const wrong = found.filter(({ decision }) => decision === 'better' || decision === 'harm');
      expect(wrong.length / rounds).toBeLessThanOrEqual(0.05);
    },
  );

  it('finds a large improvement and a large harm, and ends early', () => {
    const random = new Random(3);
    for (const [rates, expected] of [
      [{ a: 0.5, b: 0.8 }, 'better'],
      [{ a: 0.8, b: 0.5 }, 'harm'],
    ] as const) {
      const found = Array.from({ length: 60 }, () => simulate(random, rates, 600));
      expect(found.filter(({ decision }) => decision === expected).length).toBeGreaterThan(57);
      const lengths = found.map(({ n }) => n).sort((x, y) => x - y);
      expect(lengths[30]).toBeLessThan(300);
    }
  });

  it('decides nothing before the minimum, and ends at the maximum', () => {
    const few = compareArms(Array(19).fill(0), Array(19).fill(1));
    expect(decide(few, DEFAULT_RULE)).toBe('running');
    const equal = Array.from({ length: 1_000 }, (_, n) => n % 2);
    expect(decide(compareArms(equal, equal), DEFAULT_RULE)).toBe('no-difference');
    expect(compareArms([], [1]).difference).toEqual({ mean: 1, low: -1, high: 1 });
  });
});

describe('experiments', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'memfun-ab-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const open = (): Experiments =>
    new Experiments({ files: createNodeFileStore(folder), clock: systemClock, ids: createIds() });
  const start = { proposal: 'p1', values: { 'x/instructions': 'new' }, originals: {} };

  it('run one at a time, are seen by other windows, and end by hand', async () => {
    const [here, there] = [open(), open()];
    await here.start(start);
    expect((await there.running())?.proposal).toBe('p1');
    await expect(there.start(start)).rejects.toThrow('already');
    await there.stop();
    expect(await here.running()).toBeUndefined();
    expect((await here.list())[0]?.state).toBe('by-hand');
    await expect(here.stop()).rejects.toThrow('Nothing is being compared');
    await Promise.all([here.close(), there.close()]);
  });

  it('end by themselves when the new arm does harm', async () => {
    const experiments = open();
    const { id, share } = await experiments.start({ ...start, minimum: 5 });
    let n = 0;
    while ((await experiments.running()) !== undefined && n < 200) {
      const taskId = `ses_${n++}`;
      const score = armOf(id, taskId, share) === 'a' ? 1 : 0;
      await experiments.note(id, { taskId, turnId: `trn_${n}`, score, costUsd: 0.01, ms: 1 });
    }
    const [ended] = await experiments.list();
    expect(ended?.state).toBe('harm');
    expect(n).toBeLessThan(60);
    expect(ended?.comparison.difference.high).toBeLessThan(0);
    await experiments.close();
  });

  it('take the last word about a turn, and a task as the mean of its turns', async () => {
    const experiments = open();
    const { id } = await experiments.start({ ...start, share: 1 });
    const seen = { taskId: 'ses_1', costUsd: 0.1, ms: 1 };
    await experiments.note(id, { ...seen, turnId: 'trn_1', score: 1 });
    await experiments.note(id, { ...seen, turnId: 'trn_2', score: 1 });
    const after = await experiments.note(id, { ...seen, turnId: 'trn_2', score: 0 });
    expect(after.comparison.b).toEqual({ n: 1, mean: 0.5 });
    expect(after.cost.b).toBeCloseTo(0.2);
    await experiments.close();
    const again = open();
    expect((await again.list())[0]?.comparison.b.n).toBe(1);
    await again.close();
  });

  it('count a task from its first turn on that met what is compared, and no task that never did', async () => {
    const experiments = open();
    const { id } = await experiments.start({ ...start, share: 1 });
    const note = (taskId: string, turnId: string, exposed: boolean, score: number) =>
      experiments.note(id, { taskId, turnId, exposed, score, costUsd: 1, ms: 1 });
    await note('ses_1', 'trn_1', false, 0);
    await note('ses_1', 'trn_2', true, 1);
    await note('ses_1', 'trn_3', false, 0);
    const after = await note('ses_2', 'trn_4', false, 0);
    expect(after.comparison.b).toEqual({ n: 1, mean: 0.5 });
    expect(after.cost.b).toBe(2);
    expect(after.notExposed).toBe(1);
    await experiments.close();
  });

  it('are blurred by tasks that never met what is compared: without those they end sooner', async () => {
    const random = new Random(5);
    const scores = (met: boolean, arm: 'a' | 'b') =>
      random.next() < (met && arm === 'b' ? 0.9 : 0.5) ? 1 : 0;
    const all = { a: [] as number[], b: [] as number[] };
    const exposed = { a: [] as number[], b: [] as number[] };
    for (let n = 0; n < 600; n++) {
      const met = n % 4 === 0;
      const arm = random.next() < 0.5 ? 'a' : 'b';
      const score = scores(met, arm);
      all[arm].push(score);
      if (met) exposed[arm].push(score);
    }
    expect(decide(compareArms(exposed.a, exposed.b), DEFAULT_RULE)).toBe('better');
    expect(decide(compareArms(all.a, all.b), DEFAULT_RULE)).toBe('running');
  });

  it.each([
    ['a skill', ['skill:a'], { 'skill/a/body': 'new' }, { 'skill/a/body': 'old' }, true],
    ['another skill', ['skill:b'], { 'skill/a/body': 'new' }, { 'skill/a/body': 'old' }, false],
    ['a new skill, by being told of it', ['tools'], { 'skill/a': 'file' }, { 'skill/a': '' }, true],
    ['tools', ['tools'], { 'tool/grep/description': 'new' }, {}, true],
    ['a threshold', ['router'], { 'router/directChars': 1 }, {}, false],
    ['the model', ['model'], { 'model/root': 'p/m' }, {}, true],
    ['one of two', ['rlm.step'], { 'a.b/demos': [], 'rlm.step/demos': [] }, {}, true],
  ] as const)('%s is met or not', (_name, uses, values, originals, met) => {
    expect(isExposed(new Set(uses), { values, originals })).toBe(met);
  });

  it('say nothing of turns that began before them, also when those are taken back later', async () => {
    const report = reportOf({ id: 'p1' });
    const files = createNodeFileStore(folder);
    const compare = new Compare(
      files,
      {
        proposal: async () => ({ report, state: 'open' }),
        sources: { agents: async () => [], skills: async () => [] },
        modelName: () => undefined,
        openModel: async () => undefined,
      },
      silentLogger,
    );
    const tell = (...events: readonly RunEvent[]) => {
      for (const event of events) compare.take(event, 'ses_1');
    };
    const before = systemClock.now() - 1;
    const usage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, modelCalls: 0 };
    const call: RunEvent = {
      type: 'model.called',
      at: before,
      turnId: 'trn_4',
      role: 'root',
      signature: 'direct.answer',
      model: 'm',
      usage: { ...usage, costUsd: 0 },
      ms: 1,
      ok: true,
    };
    const turn = (turnId: string, at: number): readonly [RunEvent, RunEvent] => [
      {
        type: 'turn.started',
        at,
        turnId,
        request: { intent: 'ask', text: '', attachments: [], effort: 'auto' },
        model: { id: 'm', label: 'M', offline: false },
      },
      {
        type: 'turn.ended',
        at: systemClock.now() + 10,
        turnId,
        stopReason: 'answered',
        usage: { ...usage, costUsd: 0 },
        ms: 1,
      },
    ];
    tell(...turn('trn_1', before));
    const [began, ended] = turn('trn_2', before);
    tell(began);
    await compare.settled();
    await compare.start('p1', { share: 0.5 });
    const at = systemClock.now() + 20;
    tell(ended, {
      type: 'turns.withdrawn',
      at,
      turnId: 'trn_3',
      turnIds: ['trn_1'],
      withdrawn: true,
      files: [],
    });
    await compare.settled();
    const seen = async () => {
      const [running] = await compare.list();
      return (running?.comparison.a.n ?? 0) + (running?.comparison.b.n ?? 0);
    };
    expect(await seen()).toBe(0);
    // Nor of conversations that never came to what is compared, until one does.
    tell(...turn('trn_3', at));
    await compare.settled();
    expect(await seen()).toBe(0);
    expect((await compare.list())[0]?.notExposed).toBe(1);
    const [first, last] = turn('trn_4', at);
    tell(first, call, last);
    await compare.settled();
    expect(await seen()).toBe(1);
    expect((await compare.list())[0]?.notExposed).toBe(0);
  });
});
