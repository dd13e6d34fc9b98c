// Agents of a team that run commands, in a git repository: each sees its own changes only, and a person settles what two want.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import { lastPlan, type PlanTask, type RunEvent } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { AnsweringModel, cell, field } from '../../support/answering-model.js';
import { environmentOn } from '../../support/environment.js';
import { beginRepository, gitIn } from '../../support/git.js';
import { hostedModel } from '../../support/hosted-model.js';
import { planTask } from '../../support/plan-task.js';

let root = '';
let storage = '';
let memfun: Memfun | undefined;
const events: RunEvent[] = [];
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'team-git-'));
  storage = mkdtempSync(path.join(tmpdir(), 'team-git-storage-'));
  events.length = 0;
  writeFileSync(path.join(root, 'shared.txt'), 'one\n');
  beginRepository(root);
});
afterEach(async () => {
  await memfun?.close();
  memfun = undefined;
  for (const folder of [root, storage]) rmSync(folder, { recursive: true, force: true });
});

async function run(
  answer: (prompt: string) => string | Promise<string>,
  onEvent: (event: RunEvent) => void = () => undefined,
  signal = AbortSignal.timeout(60_000),
): Promise<string> {
  const opened = new AnsweringModel(answer);
  memfun = await createMemfun(
    environmentOn(root, {
      hostModels: [hostedModel(() => opened)],
      projectStorage: createNodeFileStore(storage),
      settings: {
        'memfun.mode': 'auto',
        'memfun.model': 'vscode/script',
        'memfun.memory.enabled': false,
        'memfun.sandbox.engine': 'quickjs',
        'memfun.budget.modelCalls': 400,
      },
      approvals: { ask: async () => ({ decision: 'allow' }) },
    }),
    { prewarm: false },
  );
  const { sessionId } = await memfun.sessions.create('team');
  await memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text: '/team both', attachments: [], effort: 'auto' },
    signal,
    pilot: { attach: () => undefined },
    emit: (event) => {
      events.push(event);
      onEvent(event);
    },
  });
  return sessionId;
}

const planned = (tasks: readonly PlanTask[], prompt: string): string | undefined => {
  if (prompt.includes('Share the request out')) return field('tasks', [...tasks]);
  if (prompt.includes('Several agents have worked')) return field('answer', 'Both are there.');
  if (prompt.includes('MAKE-') || prompt.includes('places')) return undefined;
  return field('fulfilled', 'true').replace('<<< end >>>', '<<< remarks >>>\n[]\n<<< end >>>');
};

test('a command sees the changes of its own agent, nobody else’s, and the user’s disk only in the end', async () => {
  const tasks = [
    planTask('one', { outputs: ['one.txt', 'made.txt'] }),
    planTask('two', { outputs: ['two.txt'] }),
  ];
  let diskAtWork: readonly string[] = [];
  await run(
    (prompt) => {
      const answered = planned(tasks, prompt);
      if (answered !== undefined) return answered;
      const name = prompt.includes('MAKE-ONE') ? 'one' : 'two';
      return cell(
        `await createFile('${name}.txt', '${name}\\n');
         const { output } = await run('cat ${name}.txt > seen.log; ls${name === 'one' ? '; cp one.txt made.txt' : ''}');
         await final({ answer: output.trim().split('\\n').join(' '), citations: [] })`,
      );
    },
    (event) => {
      if (event.type === 'step.ended' && diskAtWork.length === 0) diskAtWork = readdirSync(root);
    },
  );
  const ends = lastPlan(events)?.tasks.map(({ state, end }) => `${state} ${end?.answer}`);
  expect(ends).toEqual(['done one.txt seen.log shared.txt', 'done seen.log shared.txt two.txt']);
  expect(diskAtWork).not.toContain('one.txt');
  expect([read('one.txt'), read('two.txt'), read('made.txt')]).toEqual(['one\n', 'two\n', 'one\n']);
  // What a command left lying about is told, and not taken over.
  expect(existsSync(path.join(root, 'seen.log'))).toBe(false);
  const merged = events.flatMap((event) => (event.type === 'writer.merged' ? [event] : []));
  expect(merged.map(({ ground }) => ground)).toEqual(['worktree', 'worktree']);
  expect(merged[0]?.leftOut).toEqual([expect.stringContaining('seen.log')]);
  expect(gitIn(root)('worktree', 'list').split('\n')).toHaveLength(1);
  expect(readdirSync(path.join(storage, 'writers'))).toEqual([]);
});

test.each(['b', 'agent'] as const)(
  'two that want the same lines: the person is asked, and %s counts',
  async (take) => {
    const tasks = ['one', 'two'].map((id) =>
      planTask(id, { outputs: ['shared.txt'], shares: ['shared.txt'] }),
    );
    let ended: () => void = () => undefined;
    const firstEnded = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const sessionId = await run(
      async (prompt) => {
        if (prompt.includes('go on?')) {
          await firstEnded;
          return field('answer', 'yes');
        }
        if (prompt.includes('Two agents worked on one request'))
          return field('texts', ['one, then two\n']);
        const answered = planned(tasks, prompt);
        if (answered !== undefined) return answered;
        const isFirst = prompt.includes('MAKE-ONE');
        return cell(
          `await editFile('shared.txt', 'one', '${isFirst ? 'first' : 'second'}');
           ${isFirst ? '' : "await llm('go on?');"}
           await final({ answer: 'ok', citations: [] })`,
        );
      },
      (event) => {
        if (event.type === 'task.ended') ended();
        if (event.type === 'writer.conflict')
          queueMicrotask(() => memfun?.conflicts.answer(event.conflictId, { take }));
      },
    );
    expect(read('shared.txt')).toBe(take === 'b' ? 'second\n' : 'one, then two\n');
    expect(events.filter(({ type }) => type === 'writer.resolved')).toMatchObject([
      { path: 'shared.txt', take },
    ]);
    const kept = readdirSync(path.join(storage, 'plans'));
    expect(kept.filter((name) => name.endsWith('shared.txt'))).toEqual([]);
    await memfun?.runTurn({
      sessionId,
      request: { intent: 'ask', text: '/undo', attachments: [], effort: 'auto' },
      signal: AbortSignal.timeout(60_000),
      emit: () => undefined,
    });
    expect(read('shared.txt')).toBe('one\n');
  },
);

test('stopped while a conflict waits, keeps the later version whole, and says where', async () => {
  const long = `${'x'.repeat(9_000)}\n`;
  const tasks = ['one', 'two'].map((id) =>
    planTask(id, { outputs: ['shared.txt', 'new.txt'], shares: ['shared.txt', 'new.txt'] }),
  );
  let ended: () => void = () => undefined;
  const firstEnded = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const stop = new AbortController();
  await run(
    async (prompt) => {
      if (prompt.includes('go on?')) {
        await firstEnded;
        return field('answer', 'yes');
      }
      const answered = planned(tasks, prompt);
      if (answered !== undefined) return answered;
      const text = prompt.includes('MAKE-ONE') ? "'first'" : "'x'.repeat(9000)";
      return cell(
        `await editFile('shared.txt', 'one', ${text});
         await createFile('new.txt', ${text} + '\\n');
         ${prompt.includes('MAKE-ONE') ? '' : "await llm('go on?');"}
         await final({ answer: 'ok', citations: [] })`,
      );
    },
    (event) => {
      if (event.type === 'task.ended') ended();
      if (event.type === 'writer.conflict') queueMicrotask(() => stop.abort());
    },
    stop.signal,
  );
  const told = events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
  const places = told.flatMap((text) => /^Nobody has decided .* in (\/.*)$/.exec(text)?.[1] ?? []);
  expect(places.map((place) => readFileSync(place, 'utf8'))).toEqual([long, long]);
});
