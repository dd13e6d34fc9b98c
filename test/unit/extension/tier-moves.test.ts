// The tier was changed in the settings: what lies in the old one is offered once, with counts, and the answer is remembered.
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TierMoves } from '../../../extension/host/tier-moves.js';
import {
  type MemfunEnvironment,
  type MoveCounts,
  moveTier,
  type TierChange,
} from '../../../runtime/app/index.js';
import {
  AbortedError,
  createIds,
  type Json,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import { createFileSessionManager } from '../../../runtime/storage/index.js';
import { environmentOn } from '../../support/environment.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { eventually, settle } from '../../support/waiting.js';

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

const window = (): TierMoves =>
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
const look = (): Promise<void> => window().look();

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
  const opened = window();
  opened.changed();
  await expect.poll(() => kept.size).toBe(1);
  settings = WHOLE;
  opened.dispose();
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

describe('where the server of the old tier does not answer', () => {
  let asking: net.Socket | undefined;
  let silent: net.Server;
  beforeEach(async () => {
    asking = undefined;
    silent = net.createServer((socket) => {
      asking = socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as net.AddressInfo;
    settings = { 'memfun.tier': 'nats', 'memfun.tierServers': [`nats://127.0.0.1:${port}`] };
  });
  afterEach(() => {
    asking?.destroy();
    silent.close();
  });
  const isAsked = () => eventually(() => expect(asking).toBeDefined());
  /** Whether whoever waits for the server has not given it up. */
  const isWaitedFor = async (): Promise<boolean> => {
    await settle(); // what the other end of a connection does is seen a little later
    return asking?.closed === false;
  };

  test('a window that closes does not wait for it', async () => {
    await look();
    settings = {};
    const closing = window();
    const looking = closing.look();
    await isAsked();
    closing.dispose();
    await looking;
    expect(await isWaitedFor()).toBe(true);
    expect(offers).toEqual([]);
  });

  test('nor does a move that is stopped', async () => {
    const from = await window().now();
    settings = WHOLE;
    const to = await window().now();
    const stop = new AbortController();
    const how = { signal: stop.signal, onProgress: () => undefined };
    const moving = moveTier(env, { from, to }, how);
    moving.catch(() => undefined);
    await isAsked();
    stop.abort();
    await expect(moving).rejects.toThrow(AbortedError);
    expect(await isWaitedFor()).toBe(true);
  });
});
