// Questions of a worker: each is decided at home once, an answer counts once, and nothing is granted to whoever is gone.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AskedElsewhere } from '../../../runtime/agents/index.js';
import { AbortedError, type Json, silentLogger, sleep } from '../../../runtime/core/index.js';
import { HomeQuestions } from '../../../runtime/orchestrator/remote/home-questions.js';
import { answerKey, askingHome } from '../../../runtime/orchestrator/remote/questions.js';
import {
  type ApprovalAnswer,
  type ApprovalRequest,
  LeaseLostError,
} from '../../../runtime/ports/index.js';
import { createInProcessTier, type Tier } from '../../../runtime/tiers/index.js';
import { eventually } from '../../support/waiting.js';

let tier: Tier;
let home: HomeQuestions;
/** What came to the person, with what settles it. */
let decided: {
  readonly asked: AskedElsewhere;
  readonly by: { readonly agent: string; readonly worker: string };
  readonly signal: AbortSignal;
  answer(answer: ApprovalAnswer): void;
}[];
let told: Json[];
let stop: AbortController;

beforeEach(() => {
  tier = createInProcessTier();
  decided = [];
  told = [];
  stop = new AbortController();
  home = new HomeQuestions(homeOptions());
});
afterEach(async () => {
  home.close();
  await tier.close();
});

const homeOptions = (): ConstructorParameters<typeof HomeQuestions>[0] => ({
  decide: (asked, by, signal) =>
    new Promise((resolve, reject) => {
      decided.push({ asked, by, signal, answer: resolve });
      signal.addEventListener('abort', () => reject(new AbortedError()));
    }),
  state: tier.state,
  wanted: 'w',
  agent: 'coder',
  signal: stop.signal,
  logger: silentLogger,
});

const BASE: ApprovalRequest = {
  id: 'apr_1',
  effect: 'Run cp a b',
  reason: 'it writes',
  files: [],
  changes: [],
};
const RUN: ApprovalRequest = { ...BASE, command: 'cp a b' };

let askers = 0;

/** A worker's side whose events come home at once. */
function worker(
  change: Partial<Parameters<typeof askingHome>[0]> = {},
): ReturnType<typeof askingHome> {
  return askingHome({
    state: tier.state,
    wanted: 'w',
    fencingToken: 1,
    worker: 'oslo',
    askerId: `agt_${++askers}`,
    emit: (event) => {
      told.push(event);
      home.take(event, 'oslo');
    },
    confirm: async () => undefined,
    clock: { monotonic: () => performance.now() },
    ...change,
  });
}
const never = new AbortController().signal;
const kept = async (): Promise<number> => (await tier.state.list('work-answer.')).length;

describe('a question', () => {
  test('reaches the person with agent and worker, and its answer comes back and is used up', async () => {
    const asking = worker().ask(RUN, never);
    expect(decided).toMatchObject([
      { asked: { command: 'cp a b' }, by: { agent: 'coder', worker: 'oslo' } },
    ]);
    decided[0]?.answer({ decision: 'allow', always: true });
    // What is allowed for good is allowed at home; the worker hears of this one.
    expect(await asking).toEqual({ decision: 'allow' });
    expect(await kept()).toBe(0);
    expect(told).toHaveLength(1);
  });

  test('that is denied brings the words of the person', async () => {
    const asking = worker().ask({ ...BASE, address: 'https://a.test/' }, never);
    decided[0]?.answer({ decision: 'deny', message: 'not now' });
    expect(await asking).toEqual({ decision: 'deny', message: 'not now' });
    expect(decided[0]?.asked).toEqual({ address: 'https://a.test/' });
  });

  test('that comes home again and again is one question', async () => {
    const asking = worker().ask(RUN, never);
    const again = (): boolean => home.take(told[0] ?? null, 'oslo');
    expect([again(), again()]).toEqual([true, true]);
    decided[0]?.answer({ decision: 'allow' });
    expect(await asking).toEqual({ decision: 'allow' });
    again();
    expect(decided).toHaveLength(1);
  });

  test('about changes, or more than a person reads, is denied without being put', async () => {
    for (const request of [BASE, { ...RUN, command: `echo ${'x'.repeat(20_000)}` }])
      expect(await worker().ask(request, never)).toMatchObject({ decision: 'deny' });
    expect([told, decided]).toEqual([[], []]);
  });

  test('other events are not taken for one', () => {
    expect(home.take({ type: 'step.started' }, 'oslo')).toBe(false);
    expect(home.take({ type: 'question.asked', id: 'x', asked: { command: 5 } }, 'oslo')).toBe(
      false,
    );
    expect(decided).toEqual([]);
  });
});

describe('nothing is granted', () => {
  test('when the worker no longer waits: the card goes, and a late answer is kept nowhere', async () => {
    const leave = new AbortController();
    const asking = worker().ask(RUN, leave.signal);
    leave.abort();
    await expect(asking).rejects.toThrow(AbortedError);
    expect(decided[0]?.signal.aborted).toBe(true);
    decided[0]?.answer({ decision: 'allow' });
    await sleep(1);
    expect(await kept()).toBe(0);
    // And it is not asked again, should an old word of it come late.
    home.take(told[0] ?? null, 'oslo');
    expect(decided).toHaveLength(1);
  });

  test('to a worker that was lost; one that was only silent asks again', async () => {
    const asking = worker().ask(RUN, never);
    home.withdraw();
    expect(decided[0]?.signal.aborted).toBe(true);
    home.take(told[0] ?? null, 'oslo');
    decided[0]?.answer({ decision: 'allow' });
    decided[1]?.answer({ decision: 'deny' });
    expect(await asking).toEqual({ decision: 'deny' });
  });

  test('when another worker has taken the task over before the answer is read', async () => {
    const confirm = (): Promise<void> => Promise.reject(new LeaseLostError('t'));
    const asking = worker({ confirm }).ask(RUN, never);
    decided[0]?.answer({ decision: 'allow' });
    await expect(asking).rejects.toThrow(LeaseLostError);
    expect(await kept()).toBe(0);
  });

  test('twice: an answer to one attempt is none to the next, nor to another process with the same task', async () => {
    const first = worker().ask(RUN, never);
    decided[0]?.answer({ decision: 'allow' });
    const second = worker({ fencingToken: 2 }).ask(RUN, never);
    expect(await first).toEqual({ decision: 'allow' });
    expect(decided).toHaveLength(2);
    decided[1]?.answer({ decision: 'deny' });
    expect(await second).toEqual({ decision: 'deny' });

    const both = [worker({ fencingToken: 3 }), worker({ fencingToken: 3 })];
    const asking = Promise.allSettled(both.map((one) => one.ask(RUN, never)));
    decided[2]?.answer({ decision: 'allow' });
    const stopLater = setTimeout(() => stop.abort(), 5_000);
    await eventually(async () => expect(await kept()).toBe(0));
    const outcomes = await Promise.race([asking, sleep(700).then(() => 'one still waits')]);
    clearTimeout(stopLater);
    if (typeof outcomes === 'string') return; // it found nothing
    const granted = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(granted).toHaveLength(1);
  });

  test('by nobody within an hour', async () => {
    let now = 0;
    const clock = {
      monotonic: () => {
        now += 60 * 60 * 1000;
        return now;
      },
    };
    expect(await worker({ clock }).ask(RUN, never)).toEqual({
      decision: 'deny',
      message: 'nobody has answered for an hour.',
    });
    expect(decided[0]?.signal.aborted).toBe(true);
  });

  test('after the plan was stopped, nor to a question that comes after its end', async () => {
    const leave = new AbortController();
    const asking = worker().ask(RUN, leave.signal);
    stop.abort();
    expect(decided[0]?.signal.aborted).toBe(true);
    home.close();
    home.take({ type: 'question.asked', id: 'late', asked: { command: 'ls' } }, 'oslo');
    expect(decided).toHaveLength(1);
    leave.abort();
    await expect(asking).rejects.toThrow(AbortedError);
  });

  test('what stands where an answer should be is no grant', async () => {
    const asking = worker().ask(RUN, never);
    await tier.state.put(answerKey('w', '1.apr_1'), { decision: 'sure' });
    expect(await asking).toMatchObject({ decision: 'deny' });
  });
});

test('an answer that the store does not take at once is given again', async () => {
  const put = vi.spyOn(tier.state, 'put').mockRejectedValueOnce(new Error('the server is away'));
  const asking = worker().ask(RUN, never);
  decided[0]?.answer({ decision: 'allow' });
  expect(await asking).toEqual({ decision: 'allow' });
  const given = put.mock.calls.filter(([, , options]) => options?.ifRevision === 0);
  expect(given).toHaveLength(2);
});

test('an answer that has not got through before the worker seemed lost is none: it is asked about again', async () => {
  const put = vi.spyOn(tier.state, 'put').mockRejectedValue(new Error('the server is away'));
  const asking = worker().ask(RUN, never);
  decided[0]?.answer({ decision: 'allow' });
  await eventually(() => expect(put).toHaveBeenCalled());
  home.withdraw();
  put.mockRestore();
  await sleep(1);
  home.take(told[0] ?? null, 'oslo');
  expect(decided).toHaveLength(2);
  decided[1]?.answer({ decision: 'deny' });
  expect(await asking).toEqual({ decision: 'deny' });
});

test.each(['get', 'put', 'delete'] as const)(
  'an answer is not lost by a store whose %s fails, whether it was done or not',
  async (method) => {
    for (const isDone of [false, true]) {
      const asking = worker().ask(RUN, never);
      const real = tier.state[method].bind(tier.state) as (...args: unknown[]) => Promise<never>;
      decided.at(-1)?.answer({ decision: 'allow' });
      await eventually(async () => expect(await kept()).toBe(1));
      const fails = async (...args: unknown[]): Promise<never> => {
        if (isDone) await real(...args);
        throw new Error('the server is away');
      };
      const failing = vi.spyOn(tier.state, method).mockImplementationOnce(fails);
      expect(await asking).toEqual({ decision: 'allow' });
      expect(failing).toHaveBeenCalled();
      failing.mockRestore();
      await tier.state.delete(answerKey('w', '1.apr_1'));
      home.close();
      home = new HomeQuestions(homeOptions());
    }
  },
);

test('an answer is not lost by a queue that for a moment does not say whose the task is', async () => {
  let asked = 0;
  const confirm = async (): Promise<void> => {
    if (++asked === 1) throw new Error('the server is away');
  };
  const asking = worker({ confirm }).ask(RUN, never);
  decided[0]?.answer({ decision: 'allow' });
  expect(await asking).toEqual({ decision: 'allow' });
  expect(asked).toBe(2);
});

test('a question names its worker also when it comes before the word that the worker has the task', async () => {
  const leave = new AbortController();
  const asking = worker({ emit: (event) => void home.take(event, undefined) }).ask(
    RUN,
    leave.signal,
  );
  expect(decided).toMatchObject([{ by: { worker: 'oslo' } }]);
  leave.abort();
  await expect(asking).rejects.toThrow(AbortedError);
});
