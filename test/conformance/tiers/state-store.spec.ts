// What every tier's state store promises.
import { beforeEach, describe, expect, test } from 'vitest';
import type { StateChange, StateStore } from '../../../runtime/ports/index.js';
import { RevisionConflictError } from '../../../runtime/ports/index.js';
import { eventually, settle } from '../../support/waiting.js';
import { type Harness, HOSTILE_NAMES, useNamespace } from './support.js';

export function stateStoreSpec(harness: Harness): void {
  const { durable, reach } = harness.capabilities;
  describe(`state store, ${harness.name}`, () => {
    const { tier, another, apart } = useNamespace(harness);
    let store: StateStore;
    beforeEach(() => {
      store = tier().state;
    });

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

    test('every name is a key: it is read, listed and watched under itself only', async () => {
      const { changes } = await watched('');
      for (const name of HOSTILE_NAMES) await store.put(name, name);
      for (const name of HOSTILE_NAMES) {
        expect((await store.get(name))?.value).toBe(name);
        const listed = (await store.list(name)).map(({ key }) => key);
        expect(listed).toEqual(HOSTILE_NAMES.filter((other) => other.startsWith(name)).sort());
      }
      expect(await store.list('')).toHaveLength(HOSTILE_NAMES.length);
      await eventually(() => expect(changes.map(({ key }) => key)).toEqual([...HOSTILE_NAMES]));
    });

    test('a prefix is watched by its letters, also in the middle of a word', async () => {
      const { seen } = await watched('run.ab');
      for (const key of ['run.a', 'run.ab', 'run.abc', 'run.ab.c', 'runs.ab']) {
        await store.put(key, 1);
      }
      await eventually(() => expect(seen()).toEqual(['put run.ab', 'put run.abc', 'put run.ab.c']));
    });

    test('every kind of value comes back as it was', async () => {
      const values = [null, true, 0, -1.5, 1e300, '', 'ä😀\u0000"', [], {}, [[1], { a: [null] }]];
      for (const [i, value] of values.entries()) await store.put(`v${i}`, value);
      for (const [i, value] of values.entries()) {
        expect((await store.get(`v${i}`))?.value).toEqual(value);
      }
    });

    test('a value of a megabyte is kept and seen by watchers', async () => {
      const large = 'x'.repeat(2 ** 20);
      const { changes } = await watched('');
      await store.put('large', large);
      expect((await store.get('large'))?.value).toBe(large);
      await eventually(() => expect(changes.map(({ value }) => value)).toEqual([large]));
    });

    test('whoever watches the past right behind a refused write is told all of it', async () => {
      await watched('');
      const from = await store.put('start', 0);
      await store.put('k', 1);
      for (let round = 0; round < 60; round++) {
        await expect(store.put('k', 2, { ifRevision: 99_999 })).rejects.toThrow();
        const seen: unknown[] = [];
        const watch = await store.watch('', ({ value }) => seen.push(value), {
          fromRevision: from,
        });
        await eventually(() => expect(seen).toEqual([1]));
        await watch.close();
      }
    });

    test('of many that create a key at once exactly one does', async () => {
      const tries = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) => store.put('lock', i, { ifRevision: 0 })),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const attempt of tries) {
        if (attempt.status === 'rejected') {
          expect(attempt.reason).toBeInstanceOf(RevisionConflictError);
        }
      }
    });

    test('of writes at the same time one that is refused undoes no other', async () => {
      const tries = await Promise.allSettled([
        store.put('a', 1),
        store.put('b', 2, { ifRevision: 99 }),
        store.put('c', 3),
        store.delete('a', { ifRevision: 99 }),
        store.put('d', 4),
      ]);
      const fates = tries.map(({ status }) => status === 'fulfilled');
      expect(fates).toEqual([true, false, true, false, true]);
      expect((await store.list('')).map(({ key, value }) => [key, value])).toEqual([
        ['a', 1],
        ['c', 3],
        ['d', 4],
      ]);
    });

    test('a conflict says what was expected and what was found', async () => {
      const revision = await store.put('k', 1);
      await expect(store.put('k', 2, { ifRevision: 0 })).rejects.toMatchObject({
        key: 'k',
        expected: 0,
        actual: revision,
      });
      await expect(store.put('none', 2, { ifRevision: revision })).rejects.toMatchObject({
        actual: undefined,
      });
    });

    test('a deleted key can be created again, and its old revision is worth nothing', async () => {
      const old = await store.put('k', 1);
      await store.delete('k', { ifRevision: old });
      await expect(store.put('k', 2, { ifRevision: old })).rejects.toThrow(RevisionConflictError);
      const created = await store.put('k', 3, { ifRevision: 0 });
      expect(created).toBeGreaterThan(old);
      await expect(store.delete('k', { ifRevision: old })).rejects.toThrow(RevisionConflictError);
      expect((await store.get('k'))?.value).toBe(3);
    });

    test('an expired key is like one that never was', async () => {
      const revision = await store.put('t', 1, { ttlMs: 30 });
      await eventually(async () => expect(await store.get('t')).toBeUndefined());
      await expect(store.put('t', 2, { ifRevision: revision })).rejects.toThrow(
        RevisionConflictError,
      );
      await store.delete('t');
      await store.put('t', 3, { ifRevision: 0 });
      expect((await store.get('t'))?.value).toBe(3);
    });

    test('an entry says when it ends, alone and in a list, until a write takes that away', async () => {
      const before = Date.now();
      await store.put('ends', 1, { ttlMs: 3_600_000 });
      await store.put('stays', 2);
      const ends = (await store.get('ends'))?.endsAt;
      // By the clock of whoever keeps it.
      expect(Math.abs((ends ?? 0) - before - 3_600_000)).toBeLessThan(60_000);
      expect((await store.list('')).map(({ endsAt }) => endsAt)).toEqual([ends, undefined]);
      expect(await store.get('stays')).not.toHaveProperty('endsAt');
      await store.put('ends', 3);
      expect((await store.get('ends'))?.endsAt).toBeUndefined();
    });

    test('each write sets the time to live anew', async () => {
      await store.put('t', 1, { ttlMs: 60 });
      await store.put('t', 2, { ttlMs: 60_000 });
      await settle(120);
      expect((await store.get('t'))?.value).toBe(2);
    });

    test('the end of a key is seen once, after its last change', async () => {
      const { seen } = await watched('t');
      await store.put('t', 1, { ttlMs: 40 });
      await eventually(() => expect(seen()).toEqual(['put t', 'expire t']));
      await store.put('t', 2);
      await eventually(() => expect(seen()).toEqual(['put t', 'expire t', 'put t']));
      await settle(60);
      expect(seen()).toHaveLength(3);
    });

    test('a watch that opens among writes misses none of them and sees none twice', async () => {
      const first = await store.put('w.0', 0);
      const writing = (async () => {
        for (let i = 1; i <= 60; i++) await store.put(`w.${i}`, i);
      })();
      const { changes } = await watched('w.', first);
      await writing;
      const all = Array.from({ length: 60 }, (_, i) => i + 1);
      await eventually(() => expect(changes.map(({ value }) => value)).toEqual(all));
    });

    test('every change is seen, also when one key changes fast', async () => {
      const { changes } = await watched('k');
      await Promise.all(Array.from({ length: 40 }, (_, i) => store.put('k', i)));
      await eventually(() => expect(changes).toHaveLength(40));
      const revisions = changes.map(({ revision }) => revision);
      expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    });

    test('entries carry the revision a conditional write needs', async () => {
      await store.put('p.a', 1);
      await store.put('p.b', 1);
      for (const { key, revision } of await store.list('p.')) {
        await store.put(key, 2, { ifRevision: revision });
      }
      expect((await store.list('p.')).map(({ value }) => value)).toEqual([2, 2]);
    });

    test('keys that look alike are different keys', async () => {
      const alike = ['k', 'K', 'k ', 'k\u200b', '\u00e9', 'e\u0301', 'a/b', 'a\\b'];
      for (const [i, key] of alike.entries()) await store.put(key, i);
      for (const [i, key] of alike.entries()) expect((await store.get(key))?.value).toBe(i);
      expect(await store.list('')).toHaveLength(alike.length);
    });

    test('a list of many entries is whole and in order', async () => {
      const keys = Array.from({ length: 300 }, (_, i) => `n.${String(i).padStart(3, '0')}`);
      await Promise.all([...keys].reverse().map((key) => store.put(key, key)));
      expect((await store.list('n.')).map(({ key }) => key)).toEqual(keys);
    });

    test('every watcher sees every change, and one that goes takes nothing from the others', async () => {
      const [stays, goes] = [await watched(''), await watched('')];
      await store.put('a', 1);
      await eventually(() => expect([stays.seen(), goes.seen()]).toEqual([['put a'], ['put a']]));
      await goes.watcher.close();
      await store.put('b', 1);
      await eventually(() => expect(stays.seen()).toEqual(['put a', 'put b']));
      expect(goes.seen()).toEqual(['put a']);
    });

    test('a watcher is told each value as it was written, and none of what is gone', async () => {
      const { changes } = await watched('');
      await store.put('k', { n: 1 });
      await store.put('k', { n: 2 });
      await store.delete('k');
      const values = () => changes.map(({ value }) => value);
      await eventually(() => expect(values()).toEqual([{ n: 1 }, { n: 2 }, undefined]));
    });

    test('a conditional write may have a time to live, and the key is free after it', async () => {
      await store.put('lock', 'first', { ifRevision: 0, ttlMs: 500 });
      await expect(store.put('lock', 'second', { ifRevision: 0 })).rejects.toThrow(
        RevisionConflictError,
      );
      await eventually(async () => {
        await store.put('lock', 'second', { ifRevision: 0 });
      });
      expect((await store.get('lock'))?.value).toBe('second');
    });

    test('namespaces know nothing of each other', async () => {
      const other = (await apart()).state;
      await store.put('k', 'mine');
      expect(await other.get('k')).toBeUndefined();
      expect(await other.list('')).toEqual([]);
    });

    test('after close nothing is read or written', async () => {
      await store.close();
      await expect(store.get('k')).rejects.toThrow('closed');
      await expect(store.put('k', 1)).rejects.toThrow('closed');
      await expect(store.list('')).rejects.toThrow('closed');
      await expect(store.watch('', () => undefined)).rejects.toThrow('closed');
    });

    if (durable) {
      test('what was put is there after closing and opening again, and revisions go on', async () => {
        const revision = await store.put('k', { a: ['ä'] });
        await store.put('t', 1, { ttlMs: 50 });
        await tier().close();
        const again = (await another()).state;
        expect(await again.get('k')).toEqual({ key: 'k', value: { a: ['ä'] }, revision });
        expect(await again.put('k', 2, { ifRevision: revision })).toBeGreaterThan(revision);
        await eventually(async () => expect(await again.get('t')).toBeUndefined());
      });

      test('a watch from a revision also brings what happened before a restart', async () => {
        const first = await store.put('a', 1);
        await store.put('b', 1);
        await tier().close();
        store = (await another()).state;
        const { seen } = await watched('', first);
        await store.delete('a');
        await eventually(() => expect(seen()).toEqual(['put b', 'delete a']));
      });
    }

    if (reach !== 'process') {
      test('others see a write at once, and its change in order', async () => {
        const other = (await another()).state;
        const { changes } = await watched('');
        for (let i = 0; i < 20; i++) {
          await other.put(`k${i % 3}`, i);
          expect((await store.get(`k${i % 3}`))?.value).toBe(i);
        }
        await eventually(() =>
          expect(changes.map(({ value }) => value)).toEqual(
            Array.from({ length: 20 }, (_, i) => i),
          ),
        );
      });

      test('of writers in several places that add one, none is lost', async () => {
        const stores = [store, (await another()).state, (await another()).state];
        await store.put('n', 0);
        const addOne = async (at: StateStore): Promise<void> => {
          for (;;) {
            const entry = await at.get('n');
            try {
              await at.put('n', Number(entry?.value) + 1, { ifRevision: entry?.revision ?? 0 });
              return;
            } catch (error) {
              if (!(error instanceof RevisionConflictError)) throw error;
            }
          }
        };
        await Promise.all(stores.flatMap((at) => Array.from({ length: 5 }, () => addOne(at))));
        expect((await store.get('n'))?.value).toBe(15);
      });

      test('the end of a key is seen by watchers elsewhere, also when its writer is gone', async () => {
        const writer = await another();
        const { seen } = await watched('');
        await writer.state.put('t', 1, { ttlMs: 100 });
        await writer.close();
        await eventually(() => expect(seen()).toEqual(['put t', 'expire t']));
      });
    }
  });
}
