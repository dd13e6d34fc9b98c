// What is taken from one place of conversations to another: divided as its snapshots are, and never beside its folder.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import {
  copySessions,
  createFileSessionManager,
  createNodeFileStore,
  SessionNameError,
  sessionsInFiles,
  sessionsInTier,
  TierSessionManager,
} from '../../../runtime/storage/index.js';
import { createInProcessTier } from '../../../runtime/tiers/index.js';

const makers = { clock: systemClock, ids: createIds(), logger: silentLogger };

test('much that is added at once is stored in values that every tier can hold', async () => {
  const { state } = createInProcessTier();
  const manager = new TierSessionManager({ open: async () => state, ...makers });
  const { sessionId } = await manager.create('Talk');
  const transact = vi.spyOn(state, 'transact');
  const text = 'x'.repeat(100_000);
  const event = { type: 'notice', at: 1, turnId: 't', level: 'info', text };
  const records = Array.from({ length: 20 }, () => ({ kind: 'event', event }));
  await sessionsInTier(state, makers).add(sessionId, records, 1);
  const sizes = transact.mock.calls.flatMap(([writes]) =>
    writes.map(({ value }) => JSON.stringify(value).length),
  );
  expect(Math.max(...sizes)).toBeLessThan(2 ** 18);
  expect((await manager.load(sessionId)).events).toHaveLength(20);
  await manager.close();
  await state.close();
});

test('a conversation of a tier whose name would lead out of the folder is left there, and nothing is written', async () => {
  const { state } = createInProcessTier();
  const root = mkdtempSync(path.join(os.tmpdir(), 'memfun-place-'));
  const from = sessionsInTier(state, makers);
  const created = { kind: 'created', title: 'Talk', at: 1 };
  const hostile = [
    '../memory/x',
    'ses_1/../../x',
    '/etc/x',
    'ses_1\u0000',
    '..',
    'ses_1.deleted',
    '',
  ];
  for (const sessionId of [...hostile, 'ses_good']) await from.add(sessionId, [created], 0);
  await state.put(
    'memfun.session.head.%zz',
    (await state.list('memfun.session.head.'))[0]?.value ?? 0,
  );
  const to = sessionsInFiles(createNodeFileStore(root), makers);
  const { signal } = new AbortController();
  const { copied, left } = await copySessions({ from, to, signal });
  expect(copied).toBe(1);
  expect(left.map(({ sessionId }) => sessionId).sort()).toEqual([...hostile].sort());
  expect(left[0]?.reason).toContain('cannot have the name');
  expect(readdirSync(root)).toEqual(['sessions']);
  for (const name of readdirSync(path.join(root, 'sessions')))
    expect(name).toMatch(/^ses_good\.seg-/);
  const files = createFileSessionManager({ files: createNodeFileStore(root), ...makers });
  await expect(files.delete('../x')).rejects.toThrow(SessionNameError);
  expect(readdirSync(root)).toEqual(['sessions']);
  rmSync(root, { recursive: true });
  await state.close();
});
