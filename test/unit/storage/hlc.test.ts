// The clock behind merging: stamps grow, also against a clock that goes back, and no two are equal.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import { HybridClock, stampMs } from '../../../runtime/storage/index.js';

test('stamps sort as text in the order of their making, also within one millisecond', () => {
  const clock = new ManualClock();
  const hlc = new HybridClock(clock, 'win_a');
  const stamps = Array.from({ length: 50 }, (_, i) => {
    if (i % 10 === 0) clock.advance(1);
    return hlc.next();
  });
  expect([...stamps].sort()).toEqual(stamps);
  expect(new Set(stamps).size).toBe(50);
  expect(stampMs(stamps[0] ?? '')).toBe(clock.now() - 4);
});

test('a clock that is set back does not set the stamps back', () => {
  const clock = new ManualClock();
  const hlc = new HybridClock(clock, 'win_a');
  const before = hlc.next();
  clock.advance(-60_000);
  expect(hlc.next() > before).toBe(true);
});

test('what is done after seeing a change of a fast window comes after that change', () => {
  const fast = new ManualClock();
  fast.advance(3_600_000);
  const theirs = new HybridClock(fast, 'win_fast').next();
  const mine = new HybridClock(new ManualClock(), 'win_slow');
  expect(mine.next() < theirs).toBe(true);
  mine.observe(theirs);
  expect(mine.next() > theirs).toBe(true);
});

test('what is no stamp is not observed', () => {
  const hlc = new HybridClock(new ManualClock(), 'win_a');
  const before = hlc.next();
  hlc.observe('9'.repeat(40));
  hlc.observe('');
  expect(stampMs(hlc.next())).toBe(stampMs(before));
});

test('property: any interleaving of ticks, jumps and observations only goes forward', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('jump' as const),
      ms: fc.integer({ min: -10_000, max: 10_000 }),
    }),
    fc.record({ kind: fc.constant('see' as const), ms: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({ kind: fc.constant('tick' as const), ms: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const clock = new ManualClock();
      const hlc = new HybridClock(clock, 'win_a');
      let last = '';
      for (const { kind, ms } of steps) {
        if (kind === 'jump') clock.advance(ms);
        if (kind === 'see') {
          const foreign = new ManualClock(clock.now() + ms);
          const stamp = new HybridClock(foreign, 'win_b').next();
          hlc.observe(stamp);
          if (stamp > last) last = stamp;
        }
        if (kind === 'tick') {
          const next = hlc.next();
          expect(next > last).toBe(true);
          last = next;
        }
      }
    }),
  );
});
