// `memfun worker` and `memfun task` as programs of their own: agents on other machines, killed in the middle of a task.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { beginRepository } from '../../support/git.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MEMFUN = path.join(ROOT, 'dist/memfun.cjs');
const run = promisify(execFile);

let server: TestServer;
let folder: string;
let repository: string;
let space = 0;
const running: { readonly child: ChildProcess; output: string }[] = [];

/** Each of these starts several programs, one after the other. */
vi.setConfig({ testTimeout: 180_000 });

beforeAll(async () => {
  server = await startNats();
});
beforeEach(() => {
  folder = testFolder();
  repository = path.join(folder, 'repository');
  cpSync(path.join(ROOT, 'test/fixtures/repos/typescript'), repository, { recursive: true });
  space++;
});
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

const tier = (): string[] => [
  '--tier',
  'nats',
  '--servers',
  `nats://127.0.0.1:${server.port}`,
  '--space',
  `commands ${space}`,
];
/** Programs take their time to start on a busy machine. */
const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 60_000, interval: 20 });

/** Every machine has a home of its own. */
const machine = (name: string): NodeJS.ProcessEnv => ({
  ...process.env,
  MEMFUN_HOME: path.join(folder, name),
});

function program(name: string, args: readonly string[]) {
  const child = spawn(process.execPath, [MEMFUN, ...args, ...tier()], { env: machine(name) });
  const started = { child, output: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      started.output += chunk.toString();
    });
  running.push(started);
  return started;
}

async function worker(name: string, more: readonly string[] = ['--dir', repository]) {
  const started = program(name, ['worker', '--name', name, '--lease', '2', ...more]);
  await eventually(() => expect(started.output).toContain('"worker"'));
  return started;
}

async function task(args: readonly string[], dir = repository) {
  const { stdout } = await run(
    process.execPath,
    [MEMFUN, 'task', ...args, '--json', '--dir', dir, ...tier()],
    { env: machine('home') },
  );
  return JSON.parse(stdout) as Record<string, unknown>;
}

test('of three workers one is killed in the middle: another finishes, the takeover is shown, the trace is at home', async () => {
  const workers = await Promise.all(['a', 'b', 'c'].map((name) => worker(name)));
  const asked = program('home', ['task', 'submit', 'where is the retry?', '--dir', repository]);
  await eventually(() => expect(asked.output).toMatch(/worker: [abc] .*\n[\s\S]*model:/));
  const [, first = ''] = /worker: ([abc]) /.exec(asked.output) ?? [];
  workers[['a', 'b', 'c'].indexOf(first)]?.child.kill('SIGKILL');
  const code = await new Promise((resolve) => asked.child.once('exit', resolve));
  expect(code).toBe(0);
  expect(asked.output).toMatch(/worker: [abc] \(agt_\w+\) takes over, attempt 2/);
  expect(asked.output).toContain('src/retry.ts');
  const { stdout } = await run(process.execPath, [MEMFUN, 'trace', 'list', '--dir', repository], {
    env: machine('home'),
  });
  expect(stdout).toContain('where is the retry?');
});

test('an agent works by variables on a commit of a repository, under the rules of the worker', async () => {
  const git = beginRepository(repository);
  const first = git('rev-parse', 'HEAD');
  writeFileSync(path.join(repository, 'src/retry.ts'), 'export const gone = true;\n');
  git('commit', '--quiet', '-am', 'second');
  await worker('far', ['--git', `file://${repository}#main`, '--agents', 'reviewer']);
  const notes = path.join(folder, 'notes.txt');
  writeFileSync(notes, 'Please look at the attempts.');
  const answer = await task(
    [
      'submit',
      'where is the retry?',
      '--agent',
      'reviewer',
      '--var',
      `notes=${notes}`,
      '--commit',
      first.trim(),
      '--mode',
      'auto',
    ],
    folder,
  );
  expect(answer).toMatchObject({ stopReason: 'answered', changed: [] });
  expect(JSON.stringify(answer['citations'])).toContain('src/retry.ts');
  // The repository itself is as it was.
  expect(readFileSync(path.join(repository, 'src/retry.ts'), 'utf8')).toContain('gone');
});

test('a task is listed, cancelled, dead and put back; a worker that is told to stop leaves in order', async () => {
  const { taskId } = await task(['submit', 'where is the retry?', '--detach']);
  expect(await task(['list'])).toMatchObject({ tasks: [{ taskId, state: 'waiting' }] });
  await task(['cancel', String(taskId)]);
  expect(await task(['show', String(taskId)])).toMatchObject({ state: 'cancelled' });
  const first = await worker('a');
  const lost = await task(['submit', 'x', '--agent', 'reviewer', '--commit', 'HEAD', '--detach']);
  await eventually(async () =>
    expect(await task(['show', String(lost['taskId'])])).toMatchObject({ state: 'done' }),
  );
  expect(await task(['workers'])).toMatchObject({ workers: [{ name: 'a', done: 1 }] });
  first.child.kill('SIGTERM');
  const code = await new Promise((resolve) => first.child.once('exit', resolve));
  expect(code).toBe(0);
  expect(first.output).toContain('"stopped"');
  expect(await task(['workers'])).toEqual({ workers: [] });
});

test('what cannot be done is said with a way out', async () => {
  const bad = (args: readonly string[]) =>
    run(process.execPath, [MEMFUN, ...args], { env: machine('home') }).catch(
      (error: { stderr: string }) => error.stderr,
    );
  expect(await bad(['worker', '--dir', repository])).toContain('--tier sqlite');
  expect(await bad(['worker', '--dir', repository, '--concurrency', '0', ...tier()])).toContain(
    'from 1 to 64',
  );
  expect(await bad(['worker', '--dir', repository, '--agents', 'nobody', ...tier()])).toContain(
    'There are:',
  );
  expect(await bad(['worker', '--git=--upload-pack=x', ...tier()])).toContain('no repository');
  expect(await bad(['task', 'show', 'tsk_none', '--dir', repository, ...tier()])).toContain(
    'There is no task',
  );
});
