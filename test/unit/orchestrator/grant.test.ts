// A part of a budget that is set aside: nobody else can take it, and all that is spent of it counts above as well.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Budget,
  BudgetExceededError,
  type BudgetLimits,
  ManualClock,
} from '../../../runtime/core/index.js';

const LIMITS: BudgetLimits = {
  iterations: 5,
  modelCalls: 10,
  tokens: 100,
  costUsd: Infinity,
  wallMs: Infinity,
  depth: 2,
};
const open = (): Budget => Budget.open(LIMITS, new ManualClock());

describe('a grant', () => {
  test('is there for its child although siblings want it, and the rest comes back', () => {
    const root = open();
    const grant = root.grant({ tokens: 60, modelCalls: 5, costUsd: 1 }, 20);
    expect(() => root.reserve({ tokens: 41 })).toThrow(BudgetExceededError);
    grant.budget.reserve({ tokens: 50 }).commit({ tokens: 30 });
    expect(root.use().spent.tokens).toBe(30);
    expect(root.use().reserved.tokens).toBe(30);
    expect(() => grant.budget.reserve({ tokens: 31 })).toThrow(BudgetExceededError);
    grant.close();
    expect(root.use().reserved.tokens).toBe(0);
    root.reserve({ tokens: 70 }).release();
    expect(() => grant.budget.reserve({ tokens: 1 })).toThrow(BudgetExceededError);
  });

  test('has steps of its own, is one level deeper, and is refused where there is no deeper level', () => {
    const root = open();
    const { budget } = root.grant({ tokens: 10, modelCalls: 1, costUsd: 0 }, 20);
    budget.reserve({ iterations: 20 }).commit({ iterations: 20 });
    expect(root.use().spent.iterations).toBe(0);
    expect(budget.depth).toBe(1);
    expect(() => budget.child().child()).toThrow(BudgetExceededError);
  });

  test('for work on the same level bounds it alike, and leaves it every level that there is', () => {
    const root = open();
    const portion = root.portion({ tokens: 60, modelCalls: 5, costUsd: 1 }, 20);
    const { budget } = portion;
    expect(() => root.reserve({ tokens: 41 })).toThrow(BudgetExceededError);
    expect(() => budget.reserve({ tokens: 61 })).toThrow(BudgetExceededError);
    expect(budget.depth).toBe(0);
    expect(budget.child().child().depth).toBe(2);
    portion.close();
    root.reserve({ tokens: 100 }).release();
  });

  test('of any kind and order never lets the account go over its limits, nor leaves anything reserved', () => {
    const amount = fc.nat(60);
    const move = fc.record({
      grant: fc.boolean(),
      of: fc.nat(5),
      amount,
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const root = open();
        const grants: ReturnType<Budget['grant']>[] = [];
        const underWay: (() => void)[] = [];
        for (const { grant, of, amount: tokens, part } of moves) {
          try {
            if (grant)
              grants.push(
                root[part < 0.5 ? 'grant' : 'portion']({ tokens, modelCalls: 0, costUsd: 0 }, 3),
              );
            else if (part > 0.8) grants[of]?.close();
            else {
              const held = (grants[of]?.budget ?? root).reserve({ tokens });
              underWay.push(() => held.commit({ tokens: Math.floor(tokens * part) }));
              if (part < 0.6) for (const commit of underWay.splice(0)) commit();
            }
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(BudgetExceededError);
          }
          const { spent, reserved } = root.use();
          expect(spent.tokens + reserved.tokens).toBeLessThanOrEqual(100);
        }
        for (const grant of grants) grant.close();
        for (const commit of underWay) commit();
        expect(root.use().reserved.tokens).toBe(0);
      }),
    );
  });
});
