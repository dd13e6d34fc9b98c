// A process that is killed while it works by a plan: the next one goes on, does nothing twice that has its end, and comes to
// the same files as if nothing had happened.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { lastPlan, type RunEvent } from '../../../runtime/core/index.js';
import { bundleProgram } from '../../support/bundle-program.js';
import { ended } from '../../support/ended.js';
import { openTeam } from './kill-window.js';

const project = path.join(import.meta.dirname, '../../..');
let bundle = '';

beforeAll(async () => {
  bundle = await bundleProgram(path.join(import.meta.dirname, 'kill-window.ts'), {
    packages: 'external',
    external: [],
    define: { 'import.meta.dirname': JSON.stringify(path.join(project, 'test/support')) },
  });
});

const folder = (name: string): string => {
  const made = mkdtempSync(path.join(tmpdir(), name));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

async function killAt(root: string, storage: string, type: string, nth: number): Promise<void> {
  const child = spawn(process.execPath, [bundle, root, storage, type, String(nth)], {
    env: { ...process.env, MEMFUN_KILL_WINDOW: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await ended(child)).toMatchObject({ signal: 'SIGKILL' });
}

const contents = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(root)
      .sort()
      .map((name) => [name, readFileSync(path.join(root, name), 'utf8')]),
  );

const WHOLE = { 'one.js': 'one\n', 'three.js': 'onetwo\n', 'two.js': 'two\n' };

describe('killed at', () => {
  test.each([
    ['plan.proposed', 1],
    ['task.started', 1],
    ['task.ended', 1],
    ['task.ended', 2],
    ['task.started', 3],
    ['task.ended', 3],
    ['plan.ended', 1],
    ['changes.applied', 1],
  ] as const)('%s number %i', async (type, nth) => {
    const [root, storage] = [folder('team-killed-'), folder('team-killed-storage-')];
    await killAt(root, storage, type, nth);
    const begun: string[] = [];
    const memfun = await openTeam(root, storage, (id) => begun.push(id));
    onTestFinished(() => memfun.close());
    const { sessionId = '' } = (await memfun.sessions.list())[0] ?? {};
    const record = (await memfun.sessions.load(sessionId)).events;
    const before = lastPlan(record);
    expect(before?.tasks).toHaveLength(3);
    const events: RunEvent[] = [];
    const { stopReason, error } = await memfun.runTurn({
      sessionId,
      request: { intent: 'ask', text: '/team resume', attachments: [], effort: 'auto' },
      signal: new AbortController().signal,
      emit: (event) => events.push(event),
    });
    // A plan whose last word was said has nothing to go on with; its changes are on the disk or still to be made.
    if (error?.code !== 'plan.none') expect(stopReason).toBe('answered');
    expect(contents(root)).toEqual(WHOLE);
    for (const { id, state } of before?.tasks ?? [])
      if (state === 'done') expect(begun).not.toContain(id);
    const ends = events.flatMap((event) => (event.type === 'task.ended' ? [event.taskId] : []));
    expect(new Set(ends).size).toBe(ends.length);
  });
});
