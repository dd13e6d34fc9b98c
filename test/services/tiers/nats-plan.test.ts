// Plans on workers of a NATS server: the story of every tier, and what is the same on all of them.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { lastPlan, sleep } from '../../../runtime/core/index.js';
import type { ApprovalAnswer } from '../../../runtime/ports/index.js';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import { cell } from '../../support/answering-model.js';
import { planSpec } from './plan.spec.js';
import { done, eventually, MEMFUN, type PlanWorld, scripted, task } from './plan-world.js';

let server: TestServer;
beforeAll(async () => {
  server = await startNats();
});
const world = planSpec(
  { kind: 'nats', address: () => `nats://127.0.0.1:${server.port}` },
  true,
  () => server,
);

async function tierOf({ memfun }: PlanWorld) {
  if (memfun === undefined) throw new Error('nothing is open');
  return memfun.tier();
}

test('a worker that is lost while it asks: its question is taken back, and the next one asks for itself', async () => {
  const waiting: { settle: (answer: ApprovalAnswer) => void; reason: string }[] = [];
  const ask = ({ reason, command }: { reason: string; command?: string }, signal: AbortSignal) =>
    new Promise<ApprovalAnswer>((settle, reject) => {
      if (command === undefined) settle({ decision: 'allow' });
      waiting.push({ settle, reason });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  world().answer = scripted([task('two', { outputs: ['copy.js'] })], () =>
    done('two', "await run('cat one.js >> copy.js')"),
  );
  await Promise.all(['a', 'b'].map((name) => world().worker(name)));
  await world().open({ 'memfun.mode': 'ask' }, { approvals: { ask } });
  const turn = world().say('/team make a copy');
  await eventually(() => expect(waiting).toHaveLength(1));
  const lost = world().placed('two').at(-1)?.worker ?? '';
  world().kill(lost);
  await eventually(() => expect(waiting).toHaveLength(2));
  waiting[0]?.settle({ decision: 'allow' });
  waiting[1]?.settle({ decision: 'allow' });
  expect(await turn).toMatchObject({ stopReason: 'answered' });
  expect(waiting[0]?.reason).toContain(`coder on the worker ${lost} wants`);
  // The other worker, or the plan itself when that one is not fast enough.
  const other = lost === 'a' ? 'b' : 'a';
  expect(waiting[1]?.reason).toMatch(new RegExp(`coder (on the worker ${other} )?wants`));
  const answers = world().events.flatMap((event) =>
    event.type === 'approval.answered' ? [event.decision] : [],
  );
  expect(answers).toEqual(['dropped', 'allowed', 'allowed']);
  expect(world().read('copy.js')).toBe('old\n');
});

test('without a worker that has the repository the plan runs here, as always', async () => {
  world().answer = scripted([task('two')], () =>
    done('two', "await createFile('two.js', 'here\\n')"),
  );
  const other = path.join(world().folder, 'other');
  cpSync(world().repository, other, { recursive: true });
  execFileSync('rm', ['-rf', path.join(other, '.git')]);
  await world().worker('elsewhere', ['--dir', other]);
  await world().open();
  await world().say('/team make two');
  expect(world().placed('two')).toEqual([]);
  expect(world().read('two.js')).toBe('here\n');
});

test('the only worker is lost: the plan takes its task back', async () => {
  let times = 0;
  world().answer = scripted([task('two')], async () => {
    if (++times === 1) await new Promise(() => undefined);
    return done('two', "await createFile('two.js', 'back\\n')");
  });
  await world().worker('a');
  await world().open();
  const turn = world().say('/team make two');
  await eventually(() => expect(times).toBe(1));
  world().kill('a');
  expect(await turn).toMatchObject({ stopReason: 'answered' });
  expect(world().placed('two').at(-1)).toMatchObject({ from: 'a' });
  expect(world().placed('two').at(-1)?.worker).toBeUndefined();
  expect(world().read('two.js')).toBe('back\n');
});

test('a stop reaches the worker at once', async () => {
  let times = 0;
  world().answer = scripted([task('two')], async () => {
    times++;
    await new Promise(() => undefined);
    return '';
  });
  await world().worker('a');
  await world().open();
  const stop = new AbortController();
  const turn = world().say('/team make two', stop.signal);
  await eventually(() => expect(times).toBe(1));
  const { agents } = await tierOf(world());
  const running = async (): Promise<string> =>
    JSON.stringify((await agents.list()).map(({ metadata }) => metadata));
  await eventually(async () => expect(await running()).toContain('"attempt":1'));
  stop.abort();
  expect(await turn).toMatchObject({ stopReason: 'stopped' });
  await eventually(async () => expect(await running()).not.toContain('"attempt":1'));
  expect(existsSync(path.join(world().repository, 'two.js'))).toBe(false);
});

test('a worker with the address of the repository starts from what is not committed, and reviews as well', async () => {
  const seen: string[] = [];
  world().answer = scripted([task('two', { review: true })], (_id, body) => {
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
  await world().worker('far', ['--git', `file://${world().repository}#main`]);
  writeFileSync(path.join(world().repository, 'one.js'), 'dirty\n');
  writeFileSync(path.join(world().repository, 'new.js'), 'new\n');
  writeFileSync(path.join(world().repository, '.env'), 'TOKEN=1\n');
  await world().open();
  expect(await world().say('/team make two')).toMatchObject({ stopReason: 'answered' });
  expect(
    world()
      .placed('two')
      .map(({ worker }) => worker),
  ).toEqual(['far', 'far']);
  const reviews = world().events.filter((event) => event.type === 'task.reviewed');
  expect(reviews).toMatchObject([{ reviewer: 'reviewer', passed: true }]);
  expect(world().read('two.js')).toContain('dirty');
  expect(world().read('two.js')).toContain('new.js');
  expect(world().read('two.js')).not.toContain('.env');
  expect(world().notices()).toContain('.env is not sent to workers: environment values.');
  expect(seen).toHaveLength(1);
});

test('a commit that the worker cannot get is told, and the task is done here', async () => {
  const clone = path.join(world().folder, 'clone');
  execFileSync('git', ['clone', '--quiet', '--bare', world().repository, clone]);
  writeFileSync(path.join(world().repository, 'one.js'), 'later\n');
  world().git('commit', '--quiet', '-am', 'not pushed');
  world().answer = scripted([task('two')], () =>
    done('two', "await createFile('two.js', 'here\\n')"),
  );
  await world().worker('far', ['--git', `file://${clone}#main`]);
  await world().open();
  await world().say('/team make two');
  expect(world().notices()).toMatch(
    /"The part two" is done here, not on a worker: The commit \w+ is not in/,
  );
  expect(world().placed('two').at(-1)).not.toHaveProperty('worker');
  expect(world().read('two.js')).toBe('here\n');
});

test('a worker that may only read changes nothing, whatever the plan allows', async () => {
  world().answer = scripted([task('two')], () =>
    cell(
      "let said = 'made'; try { await createFile('two.js', 'two\\n') } catch (error) { said = `refused: ${error}` } await final({ answer: said, citations: [] })",
    ),
  );
  await world().worker('reader', ['--mode', 'plan']);
  await world().open();
  await world().say('/team make two');
  expect(lastPlan(world().events)?.tasks[0]?.end?.answer).toContain('refused');
  expect(world().placed('two').at(-1)).toMatchObject({ worker: 'reader' });
  expect(existsSync(path.join(world().repository, 'two.js'))).toBe(false);
});

test('a worker spends no more than the task was given, and what it spends counts at home', async () => {
  let calls = 0;
  world().answer = scripted([task('two')], () => {
    calls++;
    return cell(`print(${calls})`);
  });
  await world().worker('a');
  await world().open({ 'memfun.budget.modelCalls': 12 });
  const { usage } = await world().say('/team make two');
  expect(world().placed('two').at(-1)).toMatchObject({ worker: 'a' });
  expect(calls).toBeGreaterThan(2);
  expect(usage.modelCalls).toBeLessThanOrEqual(12);
  expect(lastPlan(world().events)?.tasks[0]?.state).not.toBe('done');
});

test('a worker of another version is named and left out', async () => {
  world().answer = scripted([task('two')], () =>
    done('two', "await createFile('two.js', 'here\\n')"),
  );
  await world().worker('a');
  await world().open();
  const { agents } = await tierOf(world());
  const [found] = await agents.list();
  if (found === undefined) throw new Error('there is no worker');
  world().kill('a');
  await eventually(async () => expect(await agents.list()).toEqual([]));
  const metadata = { ...(found.metadata as object), protocol: 99, version: '9.9.9' };
  await agents.register({ ...found, metadata }, { leaseMs: 60_000 });
  await world().say('/team make two');
  expect(world().notices()).toContain('version 9.9.9) speaks protocol 99');
  expect(world().read('two.js')).toBe('here\n');
});

test('memfun ask --agents shares a plan out in the same way, and says who works', async () => {
  world().answer = scripted([task('two')], () =>
    done('two', "await createFile('two.js', 'far\\n')"),
  );
  await world().worker('a');
  await world().open();
  const args = [
    'ask',
    '--agents',
    'make two',
    '--mode',
    'auto',
    '--dir',
    world().repository,
    ...world().tierArguments,
  ];
  const asked = spawn(process.execPath, [MEMFUN, ...args], {
    env: world().processEnvironment,
  });
  let said = '';
  for (const stream of [asked.stdout, asked.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  expect(await new Promise((resolve) => asked.once('exit', resolve)), said).toBe(0);
  expect(said).toContain('task two: on worker a');
  expect(world().read('two.js')).toBe('far\n');
});

test('what the person says while a worker is at it reaches the worker before its next step', async () => {
  let steps = 0;
  world().answer = scripted([task('two')], async (_id, body) => {
    if (body.includes('SAY-MORE')) return done('heard', "await createFile('two.js', 'more\\n')");
    steps++;
    await sleep(700);
    return cell(`const found${steps} = ${steps}; print(found${steps})`);
  });
  await world().worker('a');
  await world().open();
  const words = [{ text: 'SAY-MORE about two.' }];
  const steering = { take: () => (steps > 0 ? words.splice(0) : []) };
  await world().say('/team make two', undefined, steering);
  expect(world().placed('two').at(-1)).toMatchObject({ worker: 'a' });
  expect(world().events.filter((event) => event.type === 'turn.steered')).toHaveLength(1);
  expect(world().read('two.js')).toBe('more\n');
});
