// What every tier's state store promises.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StateChange, StateStore } from '../../../runtime/ports/index.js';
import { RevisionConflictError } from '../../../runtime/ports/index.js';
import { eventually, type OpenPort, settle } from './support.js';

export function stateStoreSpec(tier: string, openStore: OpenPort<StateStore>): void {
  describe(`state store, ${tier}`, () => {
    let store: StateStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    const watched = async (prefix: string, fromRevision?: number) => {
      const changes: StateChange[] = [];
      const options = fromRevision === undefined ? {} : { fromRevision };
      const watcher = await store.watch(prefix, (change) => changes.push(change), options);
      const seen = () => changes.map(({ kind, key }) => `${kind} ${key}`);
      return { changes, watcher, seen };
    };

    test('what was put is read back, with a revision that only grows', async () => {
      expect(await store.get('k')).toBeUndefined();
      const first = await store.put('k', { a: 1 });
      const second = await store.put('k', { a: 2 });
      expect(second).toBeGreaterThan(first);
      expect(await store.get('k')).toEqual({ key: 'k', value: { a: 2 }, revision: second });
      await store.delete('k');
      await store.delete('k');
      expect(await store.get('k')).toBeUndefined();
      expect(await store.put('k', 3)).toBeGreaterThan(second);
    });

    test('a conditional write happens only on the expected revision; 0 means absent', async () => {
      const first = await store.put('k', 1, { ifRevision: 0 });
      await expect(store.put('k', 2, { ifRevision: 0 })).rejects.toThrow(RevisionConflictError);
      await expect(store.put('k', 2, { ifRevision: first + 7 })).rejects.toThrow(
        RevisionConflictError,
      );
      await expect(store.delete('k', { ifRevision: first + 7 })).rejects.toThrow(
        RevisionConflictError,
      );
      await store.put('k', 2, { ifRevision: first });
      await expect(store.delete('x', { ifRevision: 4 })).rejects.toThrow(RevisionConflictError);
      expect((await store.get('k'))?.value).toBe(2);
    });

    test('of many writers that read, add one and write back, none is lost', async () => {
      await store.put('n', 0);
      const addOne = async (): Promise<void> => {
        for (;;) {
          const entry = await store.get('n');
          try {
            await store.put('n', Number(entry?.value) + 1, { ifRevision: entry?.revision ?? 0 });
            return;
          } catch (error) {
            if (!(error instanceof RevisionConflictError)) throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: 25 }, addOne));
      expect((await store.get('n'))?.value).toBe(25);
    });

    test('the prefix is literal, and entries come by key', async () => {
      for (const key of ['b.2', 'a*x', 'b.1', 'bx1', 'axx']) await store.put(key, key);
      expect((await store.list('b.')).map((entry) => entry.key)).toEqual(['b.1', 'b.2']);
      expect((await store.list('a*')).map((entry) => entry.key)).toEqual(['a*x']);
      expect(await store.list('')).toHaveLength(5);
    });

    test('a key past its time is absent for everybody, and watchers see its end', async () => {
      const { seen } = await watched('');
      await store.put('t', 1, { ttlMs: 300 });
      await store.put('kept', 1, { ttlMs: 300 });
      await store.put('kept', 2);
      expect(await store.get('t')).toBeDefined();
      await eventually(() => expect(seen()).toContain('expire t'));
      expect(await store.get('t')).toBeUndefined();
      expect((await store.list('')).map((entry) => entry.key)).toEqual(['kept']);
      await store.put('t', 2, { ifRevision: 0 });
      expect(seen()).not.toContain('expire kept');
    });

    test('a watcher sees its changes in order of revision', async () => {
      const { changes, seen, watcher } = await watched('a.');
      await store.put('a.1', 1);
      await store.put('b.1', 1);
      await store.delete('a.1');
      await store.put('a.2', { deep: [1] });
      await eventually(() => expect(seen()).toEqual(['put a.1', 'delete a.1', 'put a.2']));
      const revisions = changes.map((change) => change.revision);
      expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
      expect(new Set(revisions).size).toBe(3);
      await watcher.close();
      await store.put('a.3', 1);
      await settle();
      expect(seen()).toHaveLength(3);
    });

    test('a watcher from a revision misses nothing after it', async () => {
      const first = await store.put('a', 1);
      await store.put('b', 1);
      await store.delete('a');
      const { seen } = await watched('', first);
      await store.put('c', 1);
      await eventually(() => expect(seen()).toEqual(['put b', 'delete a', 'put c']));
    });

    test('a signal ends a watch', async () => {
      const stop = new AbortController();
      const seen: string[] = [];
      await store.watch('', ({ key }) => seen.push(key), { signal: stop.signal });
      await store.put('a', 1);
      await eventually(() => expect(seen).toEqual(['a']));
      stop.abort();
      await store.put('b', 1);
      await settle();
      expect(seen).toEqual(['a']);
    });

    test('a watcher that throws does not disturb the writer', async () => {
      await store.watch('', () => {
        throw new Error('bad watcher');
      });
      await store.put('a', 1);
      expect((await store.get('a'))?.value).toBe(1);
    });

    test('nobody can change what is stored from outside', async () => {
      const value = { list: [1] };
      await store.put('k', value);
      value.list.push(2);
      const read = (await store.get('k'))?.value as { list: number[] };
      read.list.push(3);
      expect((await store.get('k'))?.value).toEqual({ list: [1] });
    });
  });
}
