// Several keys written as one, where a tier can do that, and a clear word where it cannot.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  NoTransactionsError,
  RevisionConflictError,
  type StateStore,
} from '../../../runtime/ports/index.js';
import { eventually } from '../../support/waiting.js';
import { type Harness, useNamespace } from './support.js';

export function transactionsSpec(harness: Harness): void {
  describe(`transactions, ${harness.name}`, () => {
    const { tier } = useNamespace(harness);
    let store: StateStore;
    beforeEach(() => {
      store = tier().state;
    });
    const contents = async () => (await store.list('')).map(({ key, value }) => [key, value]);

    if (!harness.capabilities.transactions) {
      test('where there are none, that is said, and nothing is written', async () => {
        const writing = store.transact([{ key: 'a', value: 1 }]);
        await expect(writing).rejects.toThrow(NoTransactionsError);
        expect(await contents()).toEqual([]);
      });
      return;
    }

    test('all of it is written, and watchers see it in order', async () => {
      const seen: string[] = [];
      const first = await store.put('gone', 0);
      await store.watch('', ({ kind, key, revision }) =>
        seen.push(`${kind} ${key} ${revision > first}`),
      );
      const writes = [
        { key: 'b', value: 1, ifRevision: 0 },
        { key: 'gone', ifRevision: first },
        { key: 'a', value: { deep: [null] }, ttlMs: 60_000 },
        { key: 'never was' },
      ];
      const revisions = await store.transact(writes);
      expect(await contents()).toEqual([
        ['a', { deep: [null] }],
        ['b', 1],
      ]);
      const entries = await store.list('');
      expect(revisions).toEqual([entries[1]?.revision, 0, entries[0]?.revision, 0]);
      expect(entries.map(({ endsAt }) => endsAt !== undefined)).toEqual([true, false]);
      await eventually(() =>
        expect(seen).toEqual(['put b true', 'delete gone true', 'put a true']),
      );
    });

    test('a transaction of nothing writes nothing', async () => {
      const seen: string[] = [];
      await store.watch('', ({ key }) => seen.push(key));
      expect(await store.transact([])).toEqual([]);
      await store.put('after', 1);
      await eventually(() => expect(seen).toEqual(['after']));
    });

    test('one condition that does not hold undoes all, and says which', async () => {
      await store.put('b', 'old');
      const seen: string[] = [];
      await store.watch('', ({ key }) => seen.push(key));
      const writes = [
        { key: 'a', value: 1 },
        { key: 'b', ifRevision: 0 },
        { key: 'c', value: 2 },
      ];
      const error: unknown = await store.transact(writes).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RevisionConflictError);
      expect(error).toMatchObject({
        key: 'b',
        expected: 0,
        actual: (await store.get('b'))?.revision,
      });
      expect(await contents()).toEqual([['b', 'old']]);
      await store.put('end', true);
      await eventually(() => expect(seen).toEqual(['end']));
    });

    test('of many that move something between two keys, none is lost or doubled', async () => {
      await store.put('from', 20);
      await store.put('to', 0);
      const move = async (): Promise<void> => {
        for (;;) {
          const [from, to] = [await store.get('from'), await store.get('to')];
          const writes = [
            { key: 'from', value: Number(from?.value) - 1, ifRevision: from?.revision ?? 0 },
            { key: 'to', value: Number(to?.value) + 1, ifRevision: to?.revision ?? 0 },
          ];
          try {
            await store.transact(writes);
            return;
          } catch (error) {
            if (!(error instanceof RevisionConflictError)) throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: 5 }, move));
      expect(await contents()).toEqual([
        ['from', 15],
        ['to', 5],
      ]);
    });
  });
}
