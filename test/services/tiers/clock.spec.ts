// What a tier keeps when somebody sets the clock of this machine back or forward by an hour.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LeaseLostError } from '../../../runtime/ports/index.js';
import type { Tier } from '../../../runtime/tiers/index.js';
import { onceOnly } from '../../../runtime/workers/effects.js';
import { eventually } from '../../support/waiting.js';

const HOUR_MS = 3_600_000;
const SHORT_MS = 300;
const { signal } = new AbortController();

/**
 * @param open the same namespace each time within a test
 * @param ownTime whether the time is a server's, which this machine cannot set
 */
export function clockSpec(name: string, fresh: () => () => Promise<Tier>, ownTime: boolean): void {
  describe(`the clock is set, ${name}`, () => {
    let tier: Tier;
    let other: Tier;
    let offset = 0;
    beforeEach(async () => {
      offset = 0;
      const real = Date.now.bind(Date);
      vi.spyOn(Date, 'now').mockImplementation(() => real() + offset);
      const open = fresh();
      tier = await open();
      other = await open();
    });
    afterEach(async () => {
      await Promise.all([tier.close(), other.close()]);
      vi.restoreAllMocks();
    });
    const set = (hours: number): void => {
      offset += hours * HOUR_MS;
    };
    const take = async (from: Tier, leaseMs = 60_000) => {
      const lease = await from.tasks.lease('q', { leaseMs, signal });
      if (lease === undefined) throw new Error('no lease');
      return lease;
    };

    test('back: the task of a silent worker is taken over when its lease is over, not an hour later', async () => {
      const id = await tier.tasks.enqueue({ queue: 'q', payload: 'x' });
      await take(tier, SHORT_MS);
      set(-1);
      const next = await take(other);
      expect(next).toMatchObject({ taskId: id, attempt: 2 });
      await next.complete(null);
    });

    test('back: a delayed task comes when it is due, and a key ends when its time is over', async () => {
      const ended: string[] = [];
      await other.state.watch('', ({ kind, key }) => ended.push(`${kind} ${key}`));
      await tier.tasks.enqueue({ queue: 'q', payload: 'later', delayMs: SHORT_MS });
      await tier.state.put('k', 1, { ttlMs: SHORT_MS });
      set(-1);
      expect((await take(other)).payload).toBe('later');
      await eventually(async () => expect(await tier.state.get('k')).toBeUndefined());
      await eventually(() => expect(ended).toContain('expire k'));
    });

    test.each([-1, 1])('by %i h: a held task is done once, and its effect too', async (hours) => {
      const id = await tier.tasks.enqueue({ queue: 'q', payload: 'x' });
      let effects = 0;
      const first = await take(tier);
      await onceOnly(tier.state, first, 'mail', async () => ++effects);
      set(hours);
      const word: unknown = await first.complete('first').catch((error: unknown) => error);
      if (word !== undefined) {
        // A clock that was set forward looks like a machine that slept: the lease is over.
        expect(word).toBeInstanceOf(LeaseLostError);
        expect([ownTime, hours]).toEqual([false, 1]);
        const second = await take(other);
        expect(await onceOnly(other.state, second, 'mail', async () => ++effects)).toBe(1);
        await second.complete('second');
      }
      expect((await tier.tasks.outcome(id, signal)).state).toBe('done');
      expect(effects).toBe(1);
      expect(await tier.tasks.deadLetters('q')).toEqual([]);
    });

    test('back and forth: twins are still one task, messages keep their order, and an agent stays', async () => {
      const heard: unknown[] = [];
      await other.bus.subscribe('a', ({ payload }) => Promise.resolve(void heard.push(payload)));
      const agent = { agentId: 'a1', name: 'a', capabilities: [], metadata: null };
      const registered = await tier.agents.register(agent, { leaseMs: 60_000 });
      const twin = { queue: 'q', payload: 'x', dedupeKey: 'd' };
      const id = await tier.tasks.enqueue(twin);
      for (const [n, hours] of [-1, 1, -1, 1].entries()) {
        set(hours);
        expect(await other.tasks.enqueue(twin)).toBe(id);
        await tier.bus.publish('a', n);
        await registered.heartbeat();
        expect((await other.agents.list()).map(({ agentId }) => agentId)).toEqual(['a1']);
      }
      await eventually(() => expect(heard).toEqual([0, 1, 2, 3]));
    });
  });
}
