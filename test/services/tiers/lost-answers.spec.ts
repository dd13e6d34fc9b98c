// The answer of the server is lost with the connection, and what was asked for is sent again: it still has its effect once.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StateChange } from '../../../runtime/ports/index.js';
import type { Tier } from '../../../runtime/tiers/index.js';
import { eventually } from '../../support/waiting.js';
import { isLong } from './faults-run.js';
import { startProxy, type TestProxy } from './proxy.js';

const { signal } = new AbortController();
const LONG = { leaseMs: 60_000, signal };

/**
 * @param open a tier of one namespace over a server at a port of this machine
 * @param asks what is in the bytes of a step, and not in those of a connection that is made
 */
export function lostAnswersSpec(
  name: string,
  serverPort: () => number,
  open: (port: number, namespace: string) => Promise<Tier>,
  { asks, isSlow }: { readonly asks: RegExp; readonly isSlow: boolean },
): void {
  describe(`an answer is lost with the connection, ${name}`, () => {
    let proxy: TestProxy;
    /** Behind the proxy, and beside it. */
    let far: Tier;
    let near: Tier;
    let count = 0;
    beforeEach(async () => {
      const namespace = `lost ${++count}`;
      proxy = await startProxy(serverPort());
      far = await open(proxy.port, namespace);
      near = await open(serverPort(), namespace);
      await warmUp(near);
    });
    afterEach(async () => {
      await Promise.all([far.close(), near.close()]);
    });

    /** Whatever is asked for the first time may need more than one answer. */
    async function warmUp({ state, tasks, bus, capabilities }: Tier): Promise<void> {
      const revision = await state.put('warm', 1, { ifRevision: 0 });
      await state.put('warm', 1);
      if (capabilities.transactions)
        await state.transact([{ key: 'warm', ifRevision: revision + 1 }]);
      await state.delete('warm');
      await bus.publish('warm', 1);
      const id = await tasks.enqueue({ queue: 'q', payload: 0 });
      await (await tasks.lease('q', LONG))?.retry('warm');
      await (await tasks.lease('q', LONG))?.fail('warm');
      await tasks.requeue(id);
      await (await tasks.lease('q', LONG))?.fail('warm');
      await tasks.discard(id);
    }

    /** Asks, loses the answer, lets others do something, and gives the answer to the second asking. */
    async function asked<T>(ask: () => Promise<T>, meanwhile?: () => Promise<unknown>): Promise<T> {
      const before = proxy.lost;
      proxy.loseNextAnswer(asks);
      const asking = ask();
      asking.catch(() => undefined);
      await eventually(() => expect(proxy.lost).toBe(before + 1));
      await meanwhile?.();
      proxy.open();
      return asking;
    }
    /** Where finding the connection again takes seconds, only when there is time. */
    const sometimes: typeof asked = (ask) => (isSlow && !isLong ? ask() : asked(ask));
    async function watched(): Promise<readonly string[]> {
      const seen: string[] = [];
      const note = ({ kind, key, value }: StateChange): void =>
        void seen.push(`${kind} ${key} ${JSON.stringify(value)}`);
      await near.state.watch('', note);
      return seen;
    }
    async function seenAll(seen: readonly string[]): Promise<readonly string[]> {
      await near.state.put('end', 0);
      await eventually(() => expect(seen.at(-1)).toBe('put end 0'));
      return seen.slice(0, -1);
    }

    test('writes with and without a condition are made once, and not over what came after them', async () => {
      const seen = await watched();
      const { state } = far;
      await asked(
        () => state.put('free', 1),
        () => near.state.put('free', 2),
      );
      expect((await near.state.get('free'))?.value).toBe(2);
      const made = await asked(
        () => state.put('new', 1, { ifRevision: 0 }),
        () => near.state.put('new', 2),
      );
      expect(made).toBeGreaterThan(0);
      await sometimes(() => state.put('new', 3, { ifRevision: 0 }).catch(() => 'refused'));
      const { revision = 0 } = (await near.state.get('new')) ?? {};
      await asked(() => state.delete('new', { ifRevision: revision }));
      expect(await near.state.get('new')).toBeUndefined();
      expect(await seenAll(seen)).toEqual([
        'put free 1',
        'put free 2',
        'put new 1',
        'put new 2',
        'delete new undefined',
      ]);
    });

    test('a publication is one message', async () => {
      const got: unknown[] = [];
      await near.bus.subscribe('s', async ({ payload }) => void got.push(payload));
      await asked(() => far.bus.publish('s', 1));
      await near.bus.publish('s', 'end');
      await eventually(() => expect(got.at(-1)).toBe('end'));
      expect(got).toEqual([1, 'end']);
    });

    test('every word about a task counts once: offered, given back, failed, put back, done', async () => {
      const { tasks } = far;
      const id = await sometimes(() => tasks.enqueue({ queue: 'q', payload: 1 }));
      const first = await asked(() => tasks.lease('q', LONG));
      expect(first).toMatchObject({ taskId: id, attempt: 1, payload: 1 });
      await asked(async () => first?.retry('again'));
      const second = await near.tasks.lease('q', LONG);
      expect(second?.attempt).toBe(2);
      await second?.retry('once more');
      const lease = await tasks.lease('q', LONG);
      expect(lease?.attempt).toBe(3);
      await sometimes(async () => lease?.fail('no'));
      await sometimes(() => tasks.requeue(id));
      expect(await near.tasks.deadLetters('q')).toEqual([]);
      const last = await tasks.lease('q', LONG);
      await sometimes(async () => last?.complete('r'));
      expect(await near.tasks.look(id)).toEqual({ state: 'done', result: 'r' });
      const other = await tasks.enqueue({ queue: 'q', payload: 2 });
      await (await tasks.lease('q', LONG))?.fail('no');
      await sometimes(() => tasks.discard(other));
      expect(await near.tasks.look(other)).toEqual({ state: 'cancelled' });
      expect(await near.tasks.dump()).toHaveLength(3);
    });

    test('a transaction is made once, also one that only deletes', async () => {
      const { state } = far;
      if (!far.capabilities.transactions) {
        await expect(state.transact([{ key: 'a' }])).rejects.toThrow();
        return;
      }
      await near.state.put('a', 0);
      const a = await state.put('a', 1);
      const b = await state.put('b', 1);
      const seen = await watched();
      await asked(() =>
        state.transact([
          { key: 'a', ifRevision: a },
          { key: 'b', ifRevision: b },
        ]),
      );
      expect(await near.state.list('')).toEqual([]);
      const [, revision] = await asked(
        () =>
          state.transact([
            { key: 'a', ifRevision: 0 },
            { key: 'c', value: 1, ifRevision: 0 },
          ]),
        () => near.state.put('c', 2),
      );
      expect(revision).toBeGreaterThan(b);
      expect((await near.state.get('c'))?.value).toBe(2);
      expect(await seenAll(seen)).toEqual([
        'delete a undefined',
        'delete b undefined',
        'put c 1',
        'put c 2',
      ]);
    });
  });
}
