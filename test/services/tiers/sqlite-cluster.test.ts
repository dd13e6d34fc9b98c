// What the view of workers is told over a real tier: who is there, what waits, runs and failed, and what becomes of it.
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { SharedCluster } from '../../../extension/bridge/index.js';
import { clusterHandlers } from '../../../extension/chat/cluster-handlers.js';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { openSqliteTier, type Tier } from '../../../runtime/tiers/index.js';
import {
  defineHandler,
  type TaskKind,
  TaskRefusedError,
  WorkClient,
  Worker,
} from '../../../runtime/workers/index.js';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { eventually } from '../../support/waiting.js';

const SAY: TaskKind<string, string> = { kind: 'turn', input: z.string(), output: z.string() };
const folder = testFolder();
let count = 0;
let tier: Tier;
let client: WorkClient;
let worker: Worker;
let release: () => void = () => undefined;
const { signal } = new AbortController();

beforeEach(async () => {
  const file = path.join(folder, `cluster-${++count}`, 'tier.db');
  tier = await openSqliteTier({ file, assetsDir: ASSETS });
  client = new WorkClient(tier, createIds(), systemClock, silentLogger);
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  worker = new Worker(tier, {
    id: 'agt_1',
    name: 'kiel',
    version: '1.0.0',
    concurrency: 1,
    clock: systemClock,
    logger: silentLogger,
    handlers: [
      defineHandler({
        ...SAY,
        run: async (text) => {
          if (text === 'bad') throw new TaskRefusedError('It cannot be said.');
          if (text === 'held') await held;
          return text;
        },
      }),
    ],
  });
});
afterEach(async () => {
  release();
  await worker.drain(0);
  await tier.close();
});

const desk = () =>
  clusterHandlers({
    memfun: async () => ({ tier: async () => tier }),
    clock: systemClock,
    logger: () => silentLogger,
    configured: async () => ({
      kind: 'nats',
      servers: ['nats://a:4222', 'nats://b:4222'],
      username: undefined,
      space: 'two words',
      sessions: false,
    }),
    choose: async () => undefined,
  });

test('workers, queues and tasks are told as they are; a dead letter is discarded or put back', async () => {
  const handlers = desk();
  const now = async (): Promise<SharedCluster> => {
    const state = await handlers['cluster.get']({}, signal);
    if (state.reach === 'process') throw new Error('it is shared');
    return state;
  };
  const bad = await client.submit(SAY, 'bad', { title: 'Say bad' });
  expect(await now()).toMatchObject({
    tier: 'sqlite',
    reach: 'machine',
    // As it has to be typed: without the servers and the space it would be another tier, or none.
    start:
      'memfun worker --tier nats --servers nats://a:4222,nats://b:4222 --space "two words" --dir .',
    workers: [],
    queues: [{ kind: 'turn', waiting: 1, workers: 0 }],
    tasks: [{ title: 'Say bad', state: 'waiting' }],
  });
  await worker.start();
  await bad.outcome(signal);
  const held = await client.submit(SAY, 'held', { title: 'Hold it' });
  await eventually(async () =>
    expect((await now()).workers).toMatchObject([
      { name: 'kiel', concurrency: 1, failed: 1, running: [{ title: 'Hold it', attempt: 1 }] },
    ]),
  );
  const { tasks, workers, now: at } = await now();
  expect(workers[0]?.expiresAt).toBeGreaterThan(at);
  expect(tasks).toMatchObject([
    { title: 'Hold it', state: 'running', worker: 'kiel' },
    { title: 'Say bad', state: 'dead', reason: expect.stringContaining('cannot be said') },
  ]);
  await handlers['cluster.requeue']({ taskId: bad.taskId }, signal);
  expect((await now()).queues).toMatchObject([{ waiting: 1, running: 1, dead: 0 }]);
  release();
  await held.outcome(signal);
  await bad.outcome(signal);
  await handlers['cluster.discard']({ taskId: bad.taskId }, signal);
  await eventually(async () =>
    expect((await now()).tasks).toMatchObject([{ title: 'Hold it', state: 'done' }]),
  );
  // What was over stays as it was, and a task of nobody's cannot be discarded.
  await expect(handlers['cluster.discard']({ taskId: held.taskId }, signal)).rejects.toThrow();
  expect((await now()).tasks).toHaveLength(1);
});
