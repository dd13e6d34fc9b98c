// The tier was changed in the settings: what lies in the old one is offered once, with counts, and the answer is remembered.
import { beforeEach, expect, test } from 'vitest';
import { TierMoves } from '../../../extension/host/tier-moves.js';
import type { MemfunEnvironment, MoveCounts, TierChange } from '../../../runtime/app/index.js';
import { createIds, type Json, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { createFileSessionManager } from '../../../runtime/storage/index.js';
import { environmentOn } from '../../support/environment.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

let env: MemfunEnvironment;
let settings: Record<string, Json>;
let kept: Map<string, unknown>;
let offers: { readonly change: TierChange; readonly counts: MoveCounts }[];
let moved: TierChange[];
let answer: boolean;

beforeEach(async () => {
  settings = {};
  kept = new Map();
  [offers, moved] = [[], []];
  answer = true;
  env = environmentOn('/', { workspace: createMemoryFileStore() });
});

const moves = (): TierMoves =>
  new TierMoves({
    kept: {
      get: (key) => kept.get(key),
      // As the editor keeps it.
      update: async (key, value) => void kept.set(key, JSON.parse(JSON.stringify(value))),
    },
    environment: async () => env,
    settings: () => settings,
    offer: async (change, counts) => {
      offers.push({ change, counts });
      return answer;
    },
    move: async (change) => void moved.push(change),
    logger: silentLogger,
  });

/** As a window that is opened, or whose settings have come to rest. */
const look = (): Promise<void> => moves().look();

async function talked(): Promise<void> {
  const makers = { clock: systemClock, ids: createIds(), logger: silentLogger };
  const sessions = createFileSessionManager({ files: env.projectStorage, ...makers });
  await sessions.create('one');
  await sessions.close();
}

const WHOLE = { 'memfun.tier': 'sqlite', 'memfun.tierSessions': true };

test('is offered once, with counts, and brought when it is wanted', async () => {
  await talked();
  await look();
  settings = WHOLE;
  await look();
  await look();
  expect(offers).toMatchObject([{ counts: { conversations: 1, state: 0, tasks: 0 } }]);
  expect(moved).toMatchObject([{ from: { kind: 'in-process' }, to: { kind: 'sqlite' } }]);
});

test('is offered also when the tier is changed right after the window was opened for the first time', async () => {
  await talked();
  const window = moves();
  window.changed();
  await expect.poll(() => kept.size).toBe(1);
  settings = WHOLE;
  window.dispose();
  await look();
  expect(moved).toMatchObject([{ from: { kind: 'in-process' }, to: { kind: 'sqlite' } }]);
});

test('is not offered again after it was not wanted', async () => {
  await talked();
  await look();
  answer = false;
  settings = WHOLE;
  await look();
  await look();
  expect(offers).toHaveLength(1);
  expect(moved).toEqual([]);
});

test('is not offered when nothing lies there, nor for another user name', async () => {
  await look();
  settings = WHOLE;
  await look();
  settings = { ...WHOLE, 'memfun.tierUser': 'ann' };
  await look();
  expect(offers).toEqual([]);
});

test('an old tier that does not answer is left alone', async () => {
  settings = { 'memfun.tier': 'redis', 'memfun.tierServers': ['redis://127.0.0.1:1'] };
  await look();
  settings = WHOLE;
  await look();
  expect(offers).toEqual([]);
});
