// A person changes the tier in the settings: what there is to bring is counted, brought, compared, and what was left is said.
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
  createMemfun,
  lookAtMove,
  type MemfunEnvironment,
  moveTier,
  openConfiguredTier,
  tierHomeOf,
} from '../../../runtime/app/index.js';
import type { Config } from '../../../runtime/config/index.js';
import { AbortedError } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { environmentOn } from '../../support/environment.js';

type Tier = Config['tier'];
const NONE: Tier = {
  kind: 'in-process',
  servers: [],
  username: undefined,
  space: undefined,
  sessions: false,
};
const FILE: Tier = { ...NONE, kind: 'sqlite' };
const WHOLE: Tier = { ...FILE, sessions: true };
const OTHER: Tier = { ...WHOLE, space: 'team' };

let env: MemfunEnvironment;
beforeEach(async () => {
  const folder = testFolder();
  env = environmentOn(folder, {
    projectStorage: createNodeFileStore(path.join(folder, 'own')),
    tierHome: await tierHomeOf(folder, path.join(folder, 'home')),
  });
});

const { signal } = new AbortController();
const quiet = { signal, onProgress: () => undefined };

async function titles(config: Tier, made: readonly string[] = []): Promise<readonly string[]> {
  const { kind, sessions, space } = config;
  const settings = {
    ...env.settings,
    'memfun.tier': kind,
    'memfun.tierSessions': sessions,
    ...(space === undefined ? {} : { 'memfun.tierSpace': space }),
    'memfun.memory.enabled': false,
  };
  const memfun = await createMemfun({ ...env, settings }, { prewarm: false });
  try {
    for (const title of made) {
      const { sessionId } = await memfun.sessions.create(title);
      const said = { type: 'notice', at: 0, turnId: 't', level: 'info', text: title } as const;
      await memfun.sessions.append(sessionId, said);
    }
    return (await memfun.sessions.list()).map(({ title }) => title).sort();
  } finally {
    await memfun.close();
  }
}

async function filled(config: Tier): Promise<void> {
  const tier = await openConfiguredTier(env, config);
  await tier.state.put('k', 'kept');
  await tier.state.put('short', 1, { ttlMs: 60_000 });
  await tier.tasks.enqueue({ queue: 'q', payload: 1 });
  await tier.close();
}

test('conversations of files go into the tier and come back; again they are known', async () => {
  await titles(NONE, ['one', 'two']);
  const change = { from: NONE, to: WHOLE };
  expect(await lookAtMove(env, change, signal)).toEqual({ conversations: 2, state: 0, tasks: 0 });
  expect(await moveTier(env, change, quiet)).toMatchObject({
    conversations: 2,
    known: 0,
    left: [],
  });
  expect(await moveTier(env, change, quiet)).toMatchObject({
    conversations: 2,
    known: 2,
    left: [],
  });
  expect(await titles(WHOLE, ['three'])).toEqual(['one', 'three', 'two']);
  const back = { from: WHOLE, to: NONE };
  const report = await moveTier(env, back, quiet);
  expect(report).toMatchObject({ conversations: 3, known: 2 });
  expect(report.left.join()).toContain('State and tasks stay there');
  expect(await titles(NONE)).toEqual(['one', 'three', 'two']);
});

test('a tier goes into another one with state, tasks and conversations; nothing goes away where it comes from', async () => {
  await titles(WHOLE, ['one']);
  await filled(WHOLE);
  const change = { from: WHOLE, to: OTHER };
  expect(await lookAtMove(env, change, signal)).toMatchObject({ conversations: 1, tasks: 1 });
  const report = await moveTier(env, change, quiet);
  expect(report).toMatchObject({ conversations: 1, tasks: 1, left: [] });
  expect(report.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(await titles(OTHER)).toEqual(['one']);
  expect(await titles(WHOLE)).toEqual(['one']);
});

test('a tier that others use already takes the conversations alone, and that is said', async () => {
  await titles(WHOLE, ['mine']);
  await titles(OTHER, ['theirs']);
  const report = await moveTier(env, { from: WHOLE, to: OTHER }, quiet);
  expect(report).toMatchObject({ conversations: 1, state: 0, tasks: 0 });
  expect(report.left.join()).toContain('The target is not empty');
  expect(await titles(OTHER)).toEqual(['mine', 'theirs']);
});

test('what is cut off goes on where it was', async () => {
  await titles(NONE, ['one', 'two', 'three']);
  const change = { from: NONE, to: WHOLE };
  const stop = new AbortController();
  const cut = { signal: stop.signal, onProgress: () => stop.abort() };
  await expect(moveTier(env, change, cut)).rejects.toThrow(AbortedError);
  expect(await moveTier(env, change, quiet)).toMatchObject({ conversations: 3, known: 1 });
});

test('where only the settings of conversations change there is nothing else to bring', async () => {
  await filled(FILE);
  await titles(FILE, ['one']);
  const change = { from: FILE, to: WHOLE };
  expect(await lookAtMove(env, change, signal)).toEqual({ conversations: 1, state: 0, tasks: 0 });
  expect(await moveTier(env, change, quiet)).toMatchObject({ conversations: 1, left: [] });
});
