// A plan whose tasks run on workers of other processes: three of them, one killed in the middle, and the plan ends.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import { lastPlan, type PlanTask, type RunEvent, sleep } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { PromptModel } from '../../e2e/support/prompt-model.js';
import { AnsweringModel, cell, field } from '../../support/answering-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';

const MEMFUN = path.resolve(import.meta.dirname, '../../../dist/memfun.cjs');
vi.setConfig({ testTimeout: 180_000 });

let server: TestServer;
let model: PromptModel;
let folder: string;
let repository: string;
let space = 0;
let memfun: Memfun;
let answer: (body: string) => string | Promise<string>;
const events: RunEvent[] = [];
const workers = new Map<string, { readonly child: ChildProcess; output: string }>();

beforeAll(async () => {
  server = await startNats();
  model = await PromptModel.start((body) => answer(body));
  return () => model.stop();
});

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
    cwd: repository,
  });

beforeEach(async () => {
  space++;
  events.length = 0;
  folder = testFolder();
  repository = path.join(folder, 'repository');
  mkdirSync(repository);
  const { baseUrl } = model.entry;
  const lines = ['model = "team"', '[models.team]', 'provider = "openai-compatible"'];
  lines.push('model = "prompts"', `baseUrl = "${String(baseUrl)}"`);
  writeFileSync(path.join(repository, 'memfun.toml'), `${lines.join('\n')}\n`);
  writeFileSync(path.join(repository, 'one.js'), 'old\n');
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
});
afterEach(async () => {
  for (const { child } of workers.values()) child.kill('SIGKILL');
  workers.clear();
  await memfun.close();
});

const servers = (): string => `nats://127.0.0.1:${server.port}`;
const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 60_000, interval: 20 });

async function worker(name: string, more: readonly string[] = []): Promise<void> {
  const tier = ['--tier', 'nats', '--servers', servers(), '--space', `plan ${space}`];
  const dir = more.includes('--dir') || more.includes('--git') ? [] : ['--dir', repository];
  const args = ['worker', '--name', name, '--lease', '2', ...dir, ...more, ...tier];
  const env = { ...process.env, MEMFUN_HOME: path.join(folder, `home of ${name}`) };
  const started = { child: spawn(process.execPath, [MEMFUN, ...args], { env }), output: '' };
  for (const stream of [started.child.stdout, started.child.stderr])
    stream.on('data', (chunk: Buffer) => {
      started.output += chunk.toString();
    });
  workers.set(name, started);
  await eventually(() => expect(started.output).toContain('"worker"'));
}

async function open(settings: Readonly<Record<string, string | number>> = {}): Promise<void> {
  const scripted = new AnsweringModel((prompt) => answer(prompt));
  const hosted = hostedModel(() => scripted);
  memfun = await createMemfun(
    environmentOn(repository, {
      hostModels: [hosted],
      projectStorage: createNodeFileStore(path.join(folder, 'storage')),
      settings: {
        'memfun.mode': 'auto',
        'memfun.model': hosted.id,
        'memfun.memory.enabled': false,
        'memfun.sandbox.engine': 'quickjs',
        'memfun.tier': 'nats',
        'memfun.tierServers': [servers()],
        'memfun.tierSpace': `plan ${space}`,
        ...settings,
      },
    }),
    { prewarm: false },
  );
}

async function say(
  text: string,
  signal = AbortSignal.timeout(120_000),
  steering?: { take(): { readonly text: string }[] },
) {
  const { sessionId } = await memfun.sessions.create('plan');
  return memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    signal,
    ...(steering === undefined ? {} : { steering }),
    emit: (event) => {
      events.push(event);
    },
  });
}

const task = (id: string, more: Partial<PlanTask> = {}): PlanTask => ({
  id,
  title: `The part ${id}`,
  agent: 'coder',
  instructions: `MAKE-${id}.`,
  dependsOn: [],
  outputs: [`${id}.js`],
  shares: [],
  expects: '',
  review: false,
  ...more,
});
const read = (name: string): string => readFileSync(path.join(repository, name), 'utf8');
const placed = (id: string) =>
  events.flatMap((event) => (event.type === 'task.placed' && event.taskId === id ? [event] : []));
const notices = (): string =>
  events.flatMap((event) => (event.type === 'notice' ? [event.text] : [])).join('\n');
const makes = (body: string): string | undefined => /MAKE-(\w+)\./.exec(body)?.[1];
const done = (text: string, before: string): string =>
  cell(`${before}\nawait final({ answer: ${JSON.stringify(text)}, citations: [] })`);

/** Answers of the model for a plan. @param work gives the cell of a task */
const scripted =
  (tasks: readonly PlanTask[], work: (id: string, body: string) => string | Promise<string>) =>
  (body: string): string | Promise<string> => {
    if (body.includes('Share the request out')) return field('tasks', tasks);
    if (body.includes('Several agents have worked')) return field('answer', 'all done');
    const id = makes(body);
    return id === undefined ? field('fulfilled', 'true') : work(id, body);
  };

test('three workers do a plan; one is killed in the middle, another takes over, and the plan ends', async () => {
  const begun = new Map<string, number>();
  const tasks = [
    task('one'),
    task('two'),
    task('three', { dependsOn: ['one', 'two'], outputs: ['three.js'] }),
  ];
  answer = scripted(tasks, async (id) => {
    const times = (begun.get(id) ?? 0) + 1;
    begun.set(id, times);
    if (id === 'two' && times === 1) await new Promise(() => undefined); // until it is killed
    if (id === 'one') return done('one', "await editFile('one.js', 'old', 'new')");
    const source = id === 'three' ? "(await readFile('one.js')).text + inputs.two.answer" : "'two'";
    return done(
      id,
      `await createFile('${id}.js', String(${source}).replaceAll('\\n', '') + '\\n')`,
    );
  });
  await Promise.all(['a', 'b', 'c'].map((name) => worker(name)));
  await open();
  const turn = say('/team make all three');
  await eventually(() => expect(begun.get('two')).toBe(1));
  await eventually(() => expect(placed('two').at(-1)?.worker).toBeDefined());
  const lost = placed('two').at(-1)?.worker ?? '';
  workers.get(lost)?.child.kill('SIGKILL');

  const result = await turn;
  expect(result).toMatchObject({ stopReason: 'answered', answer: 'all done' });
  expect(placed('two').at(-1)).toMatchObject({ from: lost });
  expect(placed('two').at(-1)?.worker).not.toBe(lost);
  const plan = lastPlan(events);
  expect(plan?.tasks.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(plan?.tasks.find(({ id }) => id === 'two')?.takeovers).toEqual([
    { from: lost, by: placed('two').at(-1)?.worker },
  ]);
  // Each later task saw what the earlier ones had made, and all is made here.
  expect(read('one.js')).toBe('new\n');
  expect(read('two.js')).toBe('two\n');
  expect(read('three.js').trim()).toMatch(/newtwo$/);
  // What workers did is told as the turn's own.
  const steps = events.filter((event) => event.type === 'step.code');
  expect(steps.length).toBeGreaterThanOrEqual(3);
  expect(new Set(events.map(({ turnId }) => turnId))).toEqual(new Set([result.turnId]));
  expect(result.usage.modelCalls).toBeGreaterThanOrEqual(5);
});

test('without a worker that has the repository the plan runs here, as always', async () => {
  answer = scripted([task('two')], () => done('two', "await createFile('two.js', 'here\\n')"));
  const other = path.join(folder, 'other');
  cpSync(repository, other, { recursive: true });
  execFileSync('rm', ['-rf', path.join(other, '.git')]);
  await worker('elsewhere', ['--dir', other]);
  await open();
  await say('/team make two');
  expect(placed('two')).toEqual([]);
  expect(read('two.js')).toBe('here\n');
});

test('the only worker is lost: the plan takes its task back', async () => {
  let times = 0;
  answer = scripted([task('two')], async () => {
    if (++times === 1) await new Promise(() => undefined);
    return done('two', "await createFile('two.js', 'back\\n')");
  });
  await worker('a');
  await open();
  const turn = say('/team make two');
  await eventually(() => expect(times).toBe(1));
  workers.get('a')?.child.kill('SIGKILL');
  expect(await turn).toMatchObject({ stopReason: 'answered' });
  expect(placed('two').at(-1)).toMatchObject({ from: 'a' });
  expect(placed('two').at(-1)?.worker).toBeUndefined();
  expect(read('two.js')).toBe('back\n');
});

test('a stop reaches the worker at once', async () => {
  let times = 0;
  answer = scripted([task('two')], async () => {
    times++;
    await new Promise(() => undefined);
    return '';
  });
  await worker('a');
  await open();
  const stop = new AbortController();
  const turn = say('/team make two', stop.signal);
  await eventually(() => expect(times).toBe(1));
  const { agents } = await memfun.tier();
  const running = async (): Promise<string> =>
    JSON.stringify((await agents.list()).map(({ metadata }) => metadata));
  await eventually(async () => expect(await running()).toContain('"attempt":1'));
  stop.abort();
  expect(await turn).toMatchObject({ stopReason: 'stopped' });
  await eventually(async () => expect(await running()).not.toContain('"attempt":1'));
  expect(existsSync(path.join(repository, 'two.js'))).toBe(false);
});

test('a worker with the address of the repository starts from what is not committed, and reviews as well', async () => {
  const seen: string[] = [];
  answer = scripted([task('two', { review: true })], (_id, body) => {
    if (body.includes('You work as the agent reviewer')) {
      const text = "const { text } = await readFile('two.js');";
      const findings =
        'findings: text.includes("dirty") ? [] : [{ path: "two.js", line: 1, severity: "error", title: "Old", detail: text }]';
      return cell(`${text} await final({ summary: 'Looked.', ${findings} })`);
    }
    seen.push(body);
    const copy =
      "const { text } = await readFile('one.js'); const more = await readFile('new.js'); const all = JSON.stringify(await listFiles());";
    return done('two', `${copy} await createFile('two.js', text + more.text + all)`);
  });
  await worker('far', ['--git', `file://${repository}#main`]);
  writeFileSync(path.join(repository, 'one.js'), 'dirty\n');
  writeFileSync(path.join(repository, 'new.js'), 'new\n');
  writeFileSync(path.join(repository, '.env'), 'TOKEN=1\n');
  await open();
  expect(await say('/team make two')).toMatchObject({ stopReason: 'answered' });
  expect(placed('two').map(({ worker }) => worker)).toEqual(['far', 'far']);
  const reviews = events.filter((event) => event.type === 'task.reviewed');
  expect(reviews).toMatchObject([{ reviewer: 'reviewer', passed: true }]);
  expect(read('two.js')).toContain('dirty');
  expect(read('two.js')).toContain('new.js');
  expect(read('two.js')).not.toContain('.env');
  expect(notices()).toContain('.env is not sent to workers: environment values.');
  expect(seen).toHaveLength(1);
});

test('a commit that the worker cannot get is told, and the task is done here', async () => {
  const clone = path.join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', '--bare', repository, clone]);
  writeFileSync(path.join(repository, 'one.js'), 'later\n');
  git('commit', '--quiet', '-am', 'not pushed');
  answer = scripted([task('two')], () => done('two', "await createFile('two.js', 'here\\n')"));
  await worker('far', ['--git', `file://${clone}#main`]);
  await open();
  await say('/team make two');
  expect(notices()).toMatch(
    /"The part two" is done here, not on a worker: The commit \w+ is not in/,
  );
  expect(placed('two').at(-1)).not.toHaveProperty('worker');
  expect(read('two.js')).toBe('here\n');
});

test('a worker that may only read changes nothing, whatever the plan allows', async () => {
  answer = scripted([task('two')], () =>
    cell(
      "let said = 'made'; try { await createFile('two.js', 'two\\n') } catch (error) { said = `refused: ${error}` } await final({ answer: said, citations: [] })",
    ),
  );
  await worker('reader', ['--mode', 'plan']);
  await open();
  await say('/team make two');
  expect(lastPlan(events)?.tasks[0]?.end?.answer).toContain('refused');
  expect(placed('two').at(-1)).toMatchObject({ worker: 'reader' });
  expect(existsSync(path.join(repository, 'two.js'))).toBe(false);
});

test('a worker spends no more than the task was given, and what it spends counts at home', async () => {
  let calls = 0;
  answer = scripted([task('two')], () => {
    calls++;
    return cell(`print(${calls})`);
  });
  await worker('a');
  await open({ 'memfun.budget.modelCalls': 12 });
  const { usage } = await say('/team make two');
  expect(placed('two').at(-1)).toMatchObject({ worker: 'a' });
  expect(calls).toBeGreaterThan(2);
  expect(usage.modelCalls).toBeLessThanOrEqual(12);
  expect(lastPlan(events)?.tasks[0]?.state).not.toBe('done');
});

test('a worker of another version is named and left out', async () => {
  answer = scripted([task('two')], () => done('two', "await createFile('two.js', 'here\\n')"));
  await worker('a');
  await open();
  const { agents } = await memfun.tier();
  const [found] = await agents.list();
  if (found === undefined) throw new Error('there is no worker');
  workers.get('a')?.child.kill('SIGKILL');
  await eventually(async () => expect(await agents.list()).toEqual([]));
  const metadata = { ...(found.metadata as object), protocol: 99, version: '9.9.9' };
  await agents.register({ ...found, metadata }, { leaseMs: 60_000 });
  await say('/team make two');
  expect(notices()).toContain('version 9.9.9) speaks protocol 99');
  expect(read('two.js')).toBe('here\n');
});

test('memfun ask --agents shares a plan out in the same way, and says who works', async () => {
  answer = scripted([task('two')], () => done('two', "await createFile('two.js', 'far\\n')"));
  await worker('a');
  await open();
  const tier = ['--tier', 'nats', '--servers', servers(), '--space', `plan ${space}`];
  const args = ['ask', '--agents', 'make two', '--mode', 'auto', '--dir', repository, ...tier];
  const asked = spawn(process.execPath, [MEMFUN, ...args], {
    env: { ...process.env, MEMFUN_HOME: path.join(folder, 'home') },
  });
  let said = '';
  for (const stream of [asked.stdout, asked.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  expect(await new Promise((resolve) => asked.once('exit', resolve)), said).toBe(0);
  expect(said).toContain('task two: on worker a');
  expect(read('two.js')).toBe('far\n');
});

test('what the person says while a worker is at it reaches the worker before its next step', async () => {
  let steps = 0;
  answer = scripted([task('two')], async (_id, body) => {
    if (body.includes('SAY-MORE')) return done('heard', "await createFile('two.js', 'more\\n')");
    steps++;
    await sleep(700);
    return cell(`const found${steps} = ${steps}; print(found${steps})`);
  });
  await worker('a');
  await open();
  const words = [{ text: 'SAY-MORE about two.' }];
  const steering = { take: () => (steps > 0 ? words.splice(0) : []) };
  await say('/team make two', undefined, steering);
  expect(placed('two').at(-1)).toMatchObject({ worker: 'a' });
  expect(events.filter((event) => event.type === 'turn.steered')).toHaveLength(1);
  expect(read('two.js')).toBe('more\n');
});
