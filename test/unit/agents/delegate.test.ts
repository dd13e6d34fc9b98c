// A cell may give parts to any number of specialists: a few work at a time, and a stop drops those that wait.
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { delegateTool } from '../../../runtime/agents/delegation/delegate.js';
import type { AgentDefinition } from '../../../runtime/agents/index.js';
import { Budget, DEFAULT_LIMITS, silentLogger } from '../../../runtime/core/index.js';
import type { LoopResult } from '../../../runtime/rlm/index.js';

const REVIEWER: AgentDefinition = {
  name: 'reviewer',
  description: 'Reviews a file.',
  instructions: 'Review it.',
  source: 'built-in',
  path: 'AGENT.md',
  tools: undefined,
  maxTurns: 4,
};

function site(work: () => Promise<void>) {
  const result: LoopResult = {
    answer: { text: 'fine', citations: [], data: undefined, notes: [] },
    stopReason: 'answered',
    reason: '',
    steps: 1,
    inputTokens: [],
  };
  const [tool] = delegateTool({
    agents: [REVIEWER],
    budget: Budget.open(DEFAULT_LIMITS),
    emit: () => undefined,
    runAs: () => work().then(() => result),
  });
  const stop = new AbortController();
  const delegate = (task: string): Promise<unknown> =>
    Promise.resolve(
      tool?.run(
        { agent: 'reviewer', task },
        {
          signal: stop.signal,
          logger: silentLogger,
          caller: 'root',
          turnId: 'trn_1',
          stepId: undefined,
        },
      ),
    );
  return { delegate, stop };
}

test('of twenty parts eight are worked on at a time', async () => {
  let running = 0;
  let most = 0;
  const { delegate } = site(async () => {
    most = Math.max(most, ++running);
    await after(5);
    running--;
  });
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => delegate(`part ${n}`)));
  expect(all).toHaveLength(20);
  expect(most).toBe(8);
});

test('a stop drops the parts that wait', async () => {
  let begun = 0;
  const { delegate, stop } = site(async () => {
    begun++;
    await after(5);
  });
  const all = Array.from({ length: 20 }, (_, n) => delegate(`part ${n}`));
  stop.abort();
  const ends = await Promise.allSettled(all);
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(12);
  expect(begun).toBe(8);
});
