// The money of a plan: each task's share is there when it begins, whatever others spend, and nothing is spent that is not there.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget, BudgetExceededError, ManualClock } from '../../../runtime/core/index.js';
import { Purse } from '../../../runtime/orchestrator/purse.js';

const TOKENS = 1_000;
const open = (): Budget =>
  Budget.open(
    {
      iterations: 10,
      modelCalls: Infinity,
      tokens: TOKENS,
      costUsd: Infinity,
      wallMs: Infinity,
      depth: 2,
    },
    new ManualClock(),
  );
const tokensOf = (budget: Budget): number => budget.use().limits.tokens;

test('sets the shares of all tasks aside before one begins; a little is left for what belongs to none', () => {
  const budget = open();
  const purse = new Purse(budget, ['a', 'b', 'c', 'd']);
  expect(budget.use().reserved.tokens).toBe(4 * 237);
  expect(() => budget.reserve({ tokens: 60 })).toThrow(BudgetExceededError);
  budget.reserve({ tokens: 40 }).release();
  purse.close();
  expect(budget.use().reserved.tokens).toBe(0);
});

test('what a task leaves over is there for those after it, and for another attempt at it until it has its end', () => {
  const budget = open();
  const purse = new Purse(budget, ['a', 'b']);
  const first = purse.take('a', 2);
  first.budget.reserve({ tokens: 75 }).commit({ tokens: 75 });
  first.close();
  expect(budget.use().reserved.tokens).toBe(475 + 400);
  const again = purse.take('a', 2);
  expect(tokensOf(again.budget)).toBe(400);
  again.close();
  purse.end('a');
  expect(tokensOf(purse.take('b', 1).budget)).toBe(875);
});

test('in any order of beginnings, spending, failures and ends each gets its share and the whole is never overrun', () => {
  const move = fc.record({
    task: fc.nat(5),
    what: fc.constantFrom('begin', 'spend', 'fail', 'end', 'other'),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.array(move, { maxLength: 60 }),
      (count, moves) => {
        const budget = open();
        const ids = Array.from({ length: count }, (_, index) => `t${index}`);
        const purse = new Purse(budget, ids);
        const share = Math.floor((TOKENS * 0.95) / count);
        const fresh = new Set(ids);
        const running = new Map<string, ReturnType<Purse['take']>>();
        for (const { task, what, part } of moves) {
          const id = `t${task % count}`;
          const grant = running.get(id);
          if (what === 'begin' && grant === undefined) {
            const taken = purse.take(id, Math.max(1, fresh.size));
            // Its own share, or more: nobody else has had of it.
            if (fresh.delete(id)) expect(tokensOf(taken.budget)).toBeGreaterThanOrEqual(share);
            running.set(id, taken);
          } else if (what === 'spend' && grant !== undefined) {
            const { limits, spent } = grant.budget.use();
            const wanted = Math.floor((limits.tokens - spent.tokens) * part);
            grant.budget.reserve({ tokens: wanted }).commit({ tokens: wanted });
          } else if (what === 'fail' || what === 'end') {
            grant?.close();
            running.delete(id);
            if (what === 'end') {
              purse.end(id);
              fresh.delete(id);
            }
          } else if (what === 'other') {
            try {
              const tokens = Math.floor(TOKENS * part);
              budget.reserve({ tokens }).commit({ tokens });
            } catch (thrown) {
              expect(thrown).toBeInstanceOf(BudgetExceededError);
            }
          }
          const { spent, reserved } = budget.use();
          expect(spent.tokens + reserved.tokens).toBeLessThanOrEqual(TOKENS);
        }
        for (const grant of running.values()) grant.close();
        purse.close();
        expect(budget.use().reserved.tokens).toBe(0);
      },
    ),
  );
});
