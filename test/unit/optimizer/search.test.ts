// The searches do what their papers say: cases small enough to be checked by hand, and whole runs in simulated worlds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  Candidate,
  Component,
  Evaluator,
  Memo,
  TextWriter,
} from '../../../runtime/optimizer/index.js';
import { Account, gepa, mean, mipro, Random } from '../../../runtime/optimizer/index.js';
import { EpochBatches } from '../../../runtime/optimizer/search/batches.js';
import { findMerge, mergeExamples } from '../../../runtime/optimizer/search/merge.js';
import { paretoFront, pickParent } from '../../../runtime/optimizer/search/pareto.js';
import { nextChoice } from '../../../runtime/optimizer/search/tpe.js';
import { randomSearch, World } from '../../support/optimizer-worlds.js';

const text = (id: string, value = 'start'): Component => ({
  id,
  kind: 'instructions',
  about: id,
  value,
  maxChars: 200,
  preserve: [],
});

/** Scores by the texts alone; counts what was run. */
function scripted(score: (candidate: Candidate, example: string) => number): Evaluator & {
  readonly runs: string[];
} {
  const runs: string[] = [];
  return {
    runs,
    evaluate: async (candidate, example) => {
      runs.push(`${JSON.stringify(candidate)} ${example}`);
      const value = score(candidate, example);
      return {
        score: value,
        feedback: `score ${value}`,
        costUsd: 0,
        ms: 0,
        input: example,
        output: '',
      };
    },
  };
}

function accountOf(evaluator: Evaluator, calls = 10_000, memo?: Memo): Account {
  return new Account({
    evaluator,
    budget: { calls, costUsd: 1 },
    signal: new AbortController().signal,
    ...(memo === undefined ? {} : { memo }),
  });
}

/** Writes the given texts in order. */
function writerOf(
  reflected: readonly string[],
  proposed: readonly string[] = [],
): TextWriter & {
  readonly reflections: number;
} {
  let next = 0;
  return {
    get reflections() {
      return next;
    },
    summarize: async () => ({ text: 'summary', costUsd: 0 }),
    propose: async ({ seed }) => ({ text: proposed[seed] ?? 'proposed', costUsd: 0 }),
    reflect: async () => ({ text: reflected[next++] ?? 'nothing new', costUsd: 0 }),
  };
}

describe('the per-instance Pareto front', () => {
  it('keeps who leads on some example, not who is best on the mean', () => {
    const front = paretoFront([
      [0.9, 0.1],
      [0.1, 0.9],
      [0.6, 0.6],
    ]);
    expect([...front]).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it('drops a program where others lead as well wherever it leads', () => {
    const front = paretoFront([
      [1, 0, 0],
      [0, 1, 0],
      [1, 1, 0],
    ]);
    expect([...front]).toEqual([[2, 3]]);
  });

  it('keeps one of programs that are alike', () => {
    expect([...paretoFront([[1], [1], [1]]).keys()]).toHaveLength(1);
  });

  it('picks parents in proportion to the examples that they lead on', () => {
    const random = new Random(1);
    const front = paretoFront([
      [1, 1, 1, 0],
      [0, 0, 0, 1],
    ]);
    const picks = Array.from({ length: 4_000 }, () => pickParent(front, random));
    expect(mean(picks)).toBeGreaterThan(0.22);
    expect(mean(picks)).toBeLessThan(0.28);
  });

  it('has on every example a leader in the front, and nobody dominates another inside it', () => {
    const scores = fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
      .chain(([programs, examples]) =>
        fc.array(
          fc.array(fc.constantFrom(0, 0.5, 1), { minLength: examples, maxLength: examples }),
          { minLength: programs, maxLength: programs },
        ),
      );
    fc.assert(
      fc.property(scores, (rows) => {
        const front = [...paretoFront(rows).keys()];
        for (const example of rows[0]?.keys() ?? []) {
          const best = Math.max(...rows.map((row) => row[example] ?? 0));
          expect(front.some((program) => rows[program]?.[example] === best)).toBe(true);
        }
      }),
    );
  });
});

describe('minibatches', () => {
  it('show every example once before any comes again, and fill the last batch with the least used', () => {
    const batches = new EpochBatches(['a', 'b', 'c', 'd'], 3, new Random(3));
    const [first, second] = [batches.next(), batches.next()];
    expect(new Set([...first, ...second])).toEqual(new Set(['a', 'b', 'c', 'd']));
    expect(second).toHaveLength(3);
    expect(new Set(second).size).toBe(3);
  });
});

describe('the account', () => {
  it('fails only when nothing is under way any more, and has counted what that has cost', async () => {
    let goOn = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const account = new Account({
      evaluator: {
        evaluate: async (_candidate, id) => {
          if (id === 'broken') throw new Error('no network');
          await slow;
          return { score: 1, feedback: '', costUsd: 0.5, ms: 1, input: '', output: '' };
        },
      },
      budget: { calls: 10, costUsd: 1 },
      signal: new AbortController().signal,
    });
    let failed = false;
    const evaluated = account.evaluate({}, ['slow', 'broken']).catch((error: unknown) => {
      failed = true;
      return error;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(failed).toBe(false);
    goOn();
    expect(await evaluated).toMatchObject({ message: 'no network' });
    expect([account.calls, account.costUsd]).toEqual([1, 0.5]);
  });
});

describe('merging', () => {
  const start = { a: 'a0', b: 'b0' };
  const programs = [
    { candidate: start, parents: [], scores: [0, 0, 0] },
    { candidate: { ...start, a: 'a1' }, parents: [0], scores: [1, 0, 0] },
    { candidate: { ...start, b: 'b2' }, parents: [0], scores: [0, 1, 0] },
  ];

  it('takes of each component the version that was changed', () => {
    const merge = findMerge(programs, [1, 2], new Set(), new Random(1));
    expect(merge).toEqual({ candidate: { a: 'a1', b: 'b2' }, parents: [1, 2] });
  });

  it('does not try the same merge twice', () => {
    const done = new Set<string>();
    expect(findMerge(programs, [1, 2], done, new Random(1))).toBeDefined();
    expect(findMerge(programs, [1, 2], done, new Random(1))).toBeUndefined();
  });

  it('merges neither a program with its own ancestor nor two that changed the same component', () => {
    const child = { candidate: { a: 'a1', b: 'b3' }, parents: [1], scores: [1, 1, 0] };
    expect(findMerge([...programs, child], [1, 3], new Set(), new Random(1))).toBeUndefined();
    const rival = { candidate: { ...start, a: 'a9' }, parents: [0], scores: [0, 1, 1] };
    const two = [...programs.slice(0, 2), rival];
    expect(findMerge(two, [1, 2], new Set(), new Random(1))).toBeUndefined();
  });

  it('does not merge what became worse than the common ancestor', () => {
    const good = programs.map((program, index) =>
      index === 0 ? { ...program, scores: [1, 1, 0] } : program,
    );
    expect(findMerge(good, [1, 2], new Set(), new Random(1))).toBeUndefined();
  });

  it('is tried on examples where each parent is better and where they are equal', () => {
    const left = [1, 1, 1, 0, 0, 0, 1, 1, 1];
    const right = [0, 0, 0, 1, 1, 1, 1, 1, 1];
    const chosen = mergeExamples(left, right, new Random(2));
    expect(chosen).toHaveLength(5);
    expect(chosen.filter((index) => index < 3)).toHaveLength(2);
    expect(chosen.filter((index) => index >= 3 && index < 6)).toHaveLength(2);
    expect(chosen.filter((index) => index >= 6)).toHaveLength(1);
  });
});

describe('the Parzen estimate', () => {
  it('chooses evenly until ten trials were seen', () => {
    const seen = Array.from({ length: 9 }, () => ({ choice: [0], score: 1 }));
    const random = new Random(5);
    const picks = Array.from({ length: 1_000 }, () => nextChoice([4], seen, random)[0]);
    for (const choice of [0, 1, 2, 3]) {
      const count = picks.filter((pick) => pick === choice).length;
      expect(count).toBeGreaterThan(200);
      expect(count).toBeLessThan(300);
    }
  });

  it('finds choices that are good only together', () => {
    // Equal choices score 1: each variable on its own says nothing.
    const seen = [0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3].flatMap((b) =>
        [0, 1, 2].map(() => ({ choice: [a, b], score: a === b ? 1 : 0 })),
      ),
    );
    const random = new Random(6);
    const picks = Array.from({ length: 200 }, () => nextChoice([4, 4], seen, random));
    const together = picks.filter(([a, b]) => a === b).length;
    expect(together).toBeGreaterThan(150); // even choice: about 50
  });
});

describe('GEPA', () => {
  const ids = ['1', '2', '3'];

  it('accepts a child only when it is strictly better on the minibatch', async () => {
    const evaluator = scripted((candidate, example) =>
      candidate.a === 'better' ? 1 : example === '1' ? 0.5 : 0.5,
    );
    const writer = writerOf(['equal', 'better']);
    const { tried, best } = await gepa({
      components: [text('a')],
      train: ids,
      val: ['v1', 'v2'],
      account: accountOf(evaluator),
      writer,
    });
    expect(tried.map(({ candidate }) => candidate.a)).toEqual(['start', 'better']);
    expect(best).toEqual({ a: 'better' });
    // The equal one was never evaluated in full.
    expect(evaluator.runs.filter((run) => run.includes('equal') && run.includes(' v'))).toEqual([]);
  });

  it('does not reflect on a minibatch without a fault', async () => {
    const writer = writerOf(['never']);
    await gepa({
      components: [text('a')],
      train: ids,
      val: ['v1'],
      account: accountOf(scripted(() => 1)),
      writer,
    });
    expect(writer.reflections).toBe(0);
  });

  it('rewrites components in turn and merges what was changed apart', async () => {
    // Each component matters on examples of its own; a child of one alone does not see the other.
    const evaluator = scripted((candidate, example) => {
      const fits = (id: string): number => (candidate[id] === `${id}!` ? 0.5 : 0);
      return example.endsWith('a') ? fits('a') : fits('b');
    });
    const asked: string[] = [];
    const writer: TextWriter = {
      ...writerOf([]),
      reflect: async ({ component }) => {
        asked.push(component.id);
        return { text: `${component.id}!`, costUsd: 0 };
      },
    };
    const { best, tried } = await gepa({
      components: [text('a'), text('b')],
      train: ['1a', '2b'],
      val: ['va', 'vb'],
      minibatch: 2,
      account: accountOf(evaluator),
      writer,
    });
    expect(asked.slice(0, 2)).toEqual(['a', 'b']);
    expect(best).toEqual({ a: 'a!', b: 'b!' });
    expect(tried[0]?.mean).toBe(0);
  });

  it('never passes its budget, and ends in an orderly way', async () => {
    const world = new World({ seed: 4, val: 30 });
    const account = accountOf(world.evaluator, 137);
    const { ended } = await gepa({ ...parts(world), account });
    expect(ended).toBe('budget');
    expect(account.calls).toBeLessThanOrEqual(137);
  });

  it('goes on after a stop as if it had not been stopped, and pays for nothing twice', async () => {
    const world = new World({ seed: 8, val: 20 });
    const counted = (limit: number): Evaluator & { count: number } => ({
      count: 0,
      async evaluate(...args) {
        if (this.count >= limit) throw new Error('stopped');
        this.count += 1;
        return world.evaluator.evaluate(...args);
      },
    });
    const whole = counted(Number.POSITIVE_INFINITY);
    const expected = await gepa({ ...parts(world), account: accountOf(whole, 300) });

    const known = new Map<string, Parameters<Memo['set']>[1]>();
    const memo: Memo = {
      get: (key) => known.get(key),
      set: async (key, value) => void known.set(key, value),
    };
    const stopped = counted(100);
    await expect(gepa({ ...parts(world), account: accountOf(stopped, 300, memo) })).rejects.toThrow(
      'stopped',
    );
    const resumed = counted(Number.POSITIVE_INFINITY);
    const result = await gepa({ ...parts(world), account: accountOf(resumed, 300, memo) });
    expect(result).toEqual(expected);
    expect(stopped.count + resumed.count).toBe(whole.count);
  });
});

describe('MIPROv2', () => {
  it('evaluates the present state first, tries on minibatches, and every fifth trial in full', async () => {
    const val = Array.from({ length: 60 }, (_, index) => `v${index}`);
    const evaluator = scripted((candidate) => (candidate.a === 'good' ? 1 : 0.2));
    const account = accountOf(evaluator);
    const { best, tried, ended } = await mipro({
      components: [text('a')],
      train: ['t1', 't2'],
      val,
      account,
      writer: writerOf([], ['bad', 'good', 'poor']),
      candidates: 4,
      trials: 10,
    });
    expect(ended).toBe('done');
    expect(best).toEqual({ a: 'good' });
    expect(tried[0]?.candidate).toEqual({ a: 'start' });
    // The first, and one after each five trials.
    expect(tried.length).toBeLessThanOrEqual(3);
    expect(evaluator.runs.slice(0, 60).every((run) => run.startsWith('{"a":"start"} v'))).toBe(
      true,
    );
  });

  it('asks again for a text that may not be taken, and leaves it out when it is no better', async () => {
    const asked: (string | undefined)[] = [];
    const writer: TextWriter = {
      ...writerOf([]),
      propose: async ({ problem, seed }) => {
        asked.push(problem);
        return { text: seed === 0 || problem === undefined ? 'x'.repeat(201) : 'good', costUsd: 0 };
      },
    };
    const { best } = await mipro({
      components: [text('a')],
      train: ['t1'],
      val: ['v1', 'v2'],
      account: accountOf(scripted((candidate) => (candidate.a === 'good' ? 1 : 0))),
      writer,
      candidates: 3,
    });
    expect(asked).toHaveLength(4);
    expect(asked[1]).toContain('at most 200');
    expect(best).toEqual({ a: 'good' });
  });

  it('gives the present state back when the budget allows nothing else', async () => {
    const account = accountOf(
      scripted(() => 0.5),
      3,
    );
    const { best, ended } = await mipro({
      components: [text('a')],
      train: ['t1', 't2', 't3'],
      val: ['v1', 'v2'],
      account,
      writer: writerOf([], ['other']),
    });
    expect(best).toEqual({ a: 'start' });
    expect(ended).toBe('budget');
  });

  it('stops at once when it is told to', async () => {
    const stop = new AbortController();
    const evaluator: Evaluator = {
      evaluate: async () => {
        stop.abort();
        return { score: 0, feedback: '', costUsd: 0, ms: 0, input: '', output: '' };
      },
    };
    const account = new Account({
      evaluator,
      budget: { calls: 100, costUsd: 1 },
      signal: stop.signal,
      parallel: 1,
    });
    const run = mipro({
      components: [text('a')],
      train: ['t'],
      val: ['v1', 'v2'],
      account,
      writer: writerOf([]),
    });
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
    expect(account.calls).toBe(1);
  });
});

describe('in simulated worlds, at the same budget', () => {
  /** Means of differences and the half of their 95 % interval. */
  async function compared(
    worlds: number,
    calls: number,
    val: number,
    search: (world: World, account: Account, seed: number) => Promise<Candidate>,
    demos: boolean,
  ): Promise<{ readonly mean: number; readonly half: number }> {
    const differences: number[] = [];
    for (let seed = 1; seed <= worlds; seed++) {
      const world = new World({ seed, stages: 2, val });
      const ours = await search(world, accountOf(world.evaluator, calls), seed);
      const account = accountOf(world.evaluator, calls);
      const theirs = await randomSearch(world, account, seed, { demos });
      expect(account.calls).toBeLessThanOrEqual(calls);
      differences.push(world.quality(ours) - world.quality(theirs));
    }
    const center = mean(differences);
    const variance = mean(differences.map((d) => (d - center) ** 2)) * (worlds / (worlds - 1));
    return { mean: center, half: 2.05 * Math.sqrt(variance / worlds) };
  }

  it('GEPA beats random search', async () => {
    const { mean, half } = await compared(
      30,
      400,
      20,
      async (world, account, seed) => (await gepa({ ...parts(world), account, seed })).best,
      false,
    );
    expect(mean - half).toBeGreaterThan(0);
  });

  it('MIPROv2 beats random search', async () => {
    const { mean, half } = await compared(
      30,
      1_500,
      100,
      async (world, account, seed) =>
        (await mipro({ ...parts(world), account, seed, candidates: 12 })).best,
      true,
    );
    expect(mean - half).toBeGreaterThan(0);
  });
});

function parts(world: World) {
  const { components, train, val, writer } = world;
  return { components, train, val, writer };
}
