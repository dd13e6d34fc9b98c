// A plan in the real editor whose tasks run on three workers of a NATS server; one is killed in the middle, and a person
// sees who took over, and the plan end.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startNats, type TestServer } from '../conformance/tiers/servers.js';
import { root } from '../host/paths.mjs';
import { cell, field } from '../support/answering-model.js';
import { Editor } from './support/editor.js';
import { PromptModel } from './support/prompt-model.js';

const SPACE = 'story';
const NAMES = ['kiel', 'lyon', 'oslo'];
const task = (id: string, title: string, more: object = {}) => ({
  id,
  title,
  agent: 'coder',
  instructions: `MAKE-${id}. ${title}.`,
  dependsOn: [],
  outputs: [`${id}.mjs`],
  expects: '',
  review: false,
  ...more,
});
const PLAN = [
  task('routes', 'Build the routes'),
  task('login', 'Build the sign-in'),
  task('server', 'Put both together', { dependsOn: ['routes', 'login'] }),
];

let nats: TestServer;
let model: PromptModel;
let editor: Editor;
let project: string;
let homes: string;
const workers = new Map<string, ChildProcess>();
const begun = new Map<string, number>();

beforeAll(async () => {
  nats = await startNats();
  model = await PromptModel.start(async (body) => {
    if (body.includes('Share the request out')) return field('tasks', PLAN);
    if (body.includes('Several agents have worked'))
      return field('answer', 'The service is built.');
    const [, id] = /MAKE-(\w+)\./.exec(body) ?? [];
    if (id === undefined) return '<<< fulfilled >>>\ntrue\n<<< remarks >>>\n[]\n<<< end >>>';
    begun.set(id, (begun.get(id) ?? 0) + 1);
    // Until the worker that waits for it is killed.
    if (id === 'login' && begun.get(id) === 1) await new Promise(() => undefined);
    return cell(
      `await createFile('${id}.mjs', 'export const ${id} = true;\\n'); await final({ answer: '${id} is there', citations: [] })`,
    );
  });
  project = mkdtempSync(path.join(tmpdir(), 'project-'));
  homes = mkdtempSync(path.join(tmpdir(), 'homes-'));
  const { baseUrl } = model.entry;
  writeFileSync(
    path.join(project, 'memfun.toml'),
    `model = "team"\n[models.team]\nprovider = "openai-compatible"\nmodel = "prompts"\nbaseUrl = "${String(baseUrl)}"\n`,
  );
  editor = await Editor.open({
    workspace: project,
    viewport: { width: 1280, height: 1000 },
    settings: {
      'memfun.models': { team: model.entry },
      'memfun.model': 'team',
      'memfun.memory.enabled': false,
      'memfun.tier': 'nats',
      'memfun.tierServers': [`nats://127.0.0.1:${nats.port}`],
      'memfun.tierSpace': SPACE,
    },
  });
  await Promise.all(NAMES.map(startWorker));
});
afterEach(async ({ task: { result, name } }) => {
  if (result?.state === 'fail') await Editor.last?.screenshot(`failed: ${name}`);
});
afterAll(async () => {
  for (const child of workers.values()) child.kill('SIGKILL');
  await editor.close();
  await model.stop();
  for (const folder of [project, homes]) rmSync(folder, { recursive: true, force: true });
});

function startWorker(name: string): Promise<void> {
  const own = ['worker', '--name', name, '--lease', '2', '--mode', 'auto'];
  const tier = ['--tier', 'nats', '--servers', `nats://127.0.0.1:${nats.port}`, '--space', SPACE];
  const child = spawn(
    process.execPath,
    [path.join(root, 'dist/memfun.cjs'), ...own, '--dir', editor.workspace, ...tier],
    { env: { ...process.env, MEMFUN_HOME: path.join(homes, name) } },
  );
  workers.set(name, child);
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('"worker"')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`the worker ${name} has ended: ${said}`)));
  });
}

it('three workers do the tasks of a plan; one is killed, another takes over, and the plan ends', async () => {
  await editor.widen(560);
  const chat = await editor.send('/team build a small service with sign-in');
  await chat.getByText('Plan: 3 tasks, nothing runs yet').waitFor({ timeout: 90_000 });
  await chat.getByTestId('plan-run').click();

  const login = chat.getByTestId('team-task').filter({ hasText: 'Build the sign-in' });
  const worker = async (): Promise<string | undefined> => {
    const told = await login.innerText();
    return NAMES.find((name) => told.includes(`on ${name}`));
  };
  await expect.poll(() => begun.get('login'), { timeout: 60_000 }).toBe(1);
  await expect.poll(worker, { timeout: 60_000 }).toBeDefined();
  const lost = (await worker()) ?? '';
  await editor.screenshot('plan-workers-running');
  workers.get(lost)?.kill('SIGKILL');

  await login.getByTestId('team-takeover').waitFor({ timeout: 60_000 });
  expect(await login.getByTestId('team-takeover').innerText()).toMatch(
    new RegExp(`The worker ${lost} was lost: taken over by (?!${lost})`),
  );
  await chat.getByText('Plan: 3 of 3 tasks done').waitFor({ timeout: 90_000 });
  await editor.screenshot('plan-workers-done');
  await chat.getByTestId('approval-allow').click({ timeout: 60_000 });
  const file = (name: string): string => path.join(editor.workspace, name);
  await expect.poll(() => existsSync(file('server.mjs')), { timeout: 60_000 }).toBe(true);
  expect(readFileSync(file('login.mjs'), 'utf8')).toBe('export const login = true;\n');
  expect(existsSync(file('routes.mjs'))).toBe(true);
});
