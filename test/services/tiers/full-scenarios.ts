// What must hold when there is no room left, in memory or on the disk, and when there is room again. Plain functions:
// they also run in a process that alone sees a small disk.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Tier, TierFullError } from '../../../runtime/tiers/index.js';
import { onceOnly } from '../../../runtime/workers/effects.js';
import { EffectUnknownError } from '../../../runtime/workers/index.js';

/** A place where room can be taken away and given back. */
export interface Room {
  open(): Promise<Tier>;
  fill(): void | Promise<void>;
  free(): void | Promise<void>;
}

interface Scene {
  readonly tier: Tier;
  readonly room: Room;
}

const { signal } = new AbortController();
const PAYLOAD = 'x'.repeat(2_000);
/** More than fit in any room of these tests. */
const MANY = 10_000;
const TRIES = 400;

export const SCENARIOS: readonly (readonly [promise: string, (scene: Scene) => Promise<void>])[] = [
  [
    'accepted tasks are all done, each once; the refusal says what to do',
    async ({ tier, room }) => {
      const accepted: string[] = [];
      const offer = async (payload: unknown): Promise<void> => {
        accepted.push(await tier.tasks.enqueue({ queue: 'q', payload: String(payload) }));
      };
      for (let n = 0; n < 20; n++) await offer(n);
      await room.fill();
      // One by one and many at once: of these some may be accepted.
      const refusal = await refused(() => offer(PAYLOAD));
      await refused(() => allOf(Array.from({ length: 8 }, (_, n) => offer(n))));
      assert.match(refusal.remedy ?? '', /room|Raise/);
      assert.deepEqual(await tier.tasks.look(accepted[0] ?? ''), { state: 'open' });
      await room.free();
      await eventually(() => offer('room again'));
      const done: string[] = [];
      while (done.length < accepted.length) {
        const lease = await take(tier);
        await lease.complete(null);
        done.push(lease.taskId);
      }
      assert.deepEqual(done.sort(), accepted.sort());
    },
  ],
  [
    'a lease that was taken before ends its task once, now or when there is room',
    async ({ tier, room }) => {
      const id = await tier.tasks.enqueue({ queue: 'q', payload: 'x' });
      const lease = await take(tier);
      await fill({ tier, room });
      const answer: unknown = await lease.complete('kept').catch((error: unknown) => error);
      if (answer !== undefined) {
        assert.ok(answer instanceof TierFullError);
        await room.free();
        await eventually(() => lease.complete('kept'));
      }
      const outcome = await tier.tasks.outcome(id, signal);
      assert.deepEqual(outcome, { state: 'done', result: 'kept' });
    },
  ],
  [
    'an effect whose note cannot be written is not begun, and is done once later',
    async ({ tier, room }) => {
      await tier.tasks.enqueue({ queue: 'q', payload: 'x' });
      const lease = await take(tier);
      let done = 0;
      const effect = () => onceOnly(tier.state, lease, 'mail', async () => ++done);
      await fill({ tier, room });
      await assert.rejects(effect(), TierFullError);
      assert.equal(done, 0);
      await room.free();
      await eventually(effect);
      assert.equal(await effect(), 1);
      assert.equal(done, 1);
    },
  ],
  [
    'an effect that was done when the room ended is never done again',
    async ({ tier, room }) => {
      await tier.tasks.enqueue({ queue: 'q', payload: 'x' });
      const lease = await take(tier);
      let done = 0;
      const effect = () =>
        onceOnly(tier.state, lease, 'mail', async () => {
          done++;
          await fill({ tier, room });
          return PAYLOAD;
        });
      await assert.rejects(effect(), TierFullError);
      await room.free();
      await eventually(() => assert.rejects(effect(), EffectUnknownError));
      assert.equal(done, 1);
    },
  ],
];

/** Opens a fresh place, lets the scenario happen, and leaves room behind. */
export async function play(scenario: (scene: Scene) => Promise<void>, room: Room): Promise<void> {
  await room.free();
  const tier = await room.open();
  try {
    await scenario({ tier, room });
  } finally {
    await room.free();
    await eventually(() => tier.close());
  }
}

/** Fills the place: what needs room is refused, be it little or much, and nothing else is wrong. */
async function fill({ tier, room }: Scene): Promise<void> {
  await room.fill();
  let n = 0;
  await refused(() => tier.state.put(`filler.${++n}`, PAYLOAD));
  await refused(() => tier.state.put(`filler.${++n}`, ''));
}

async function refused(work: () => Promise<unknown>): Promise<TierFullError> {
  for (let n = 0; n < MANY; n++) {
    try {
      await work();
    } catch (error) {
      if (error instanceof TierFullError) return error;
      throw error;
    }
  }
  throw new Error('there is room without end');
}

/** Waits for all of them. @throws what the first that was refused says */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  for (const end of await Promise.allSettled(work)) if (end.status === 'rejected') throw end.reason;
}

async function take(tier: Tier) {
  const lease = await tier.tasks.lease('q', { leaseMs: 60_000, signal });
  assert.ok(lease !== undefined);
  return lease;
}

/** A server may need a moment to see that there is room again. */
async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES) throw error;
      await sleep(25);
    }
  }
}
