// Plans on workers of this machine that share one SQLite file, also when whoever gave the plan is killed.
import { fork } from 'node:child_process';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { ApprovalRequest } from '../../../runtime/ports/index.js';
import { bundleProgram } from '../../support/bundle-program.js';
import { planSpec } from './plan.spec.js';
import type { HomeJob } from './plan-home.js';
import { done, scripted, task } from './plan-world.js';

const world = planSpec({ kind: 'sqlite' }, true);

let program = '';
beforeAll(async () => {
  const support = path.join(import.meta.dirname, '../../support');
  program = await bundleProgram(path.join(import.meta.dirname, 'plan-home.ts'), {
    packages: 'external',
    external: [],
    define: { 'import.meta.dirname': JSON.stringify(support) },
  });
});

test('home is killed while a question of a worker waits: another home is asked, and the worker goes on where it was', async () => {
  let begun = 0;
  world().answer = scripted([task('two', { outputs: ['copy.js'] })], () => {
    begun++;
    return done('two', "await run('cp one.js copy.js')");
  });
  await world().worker('a');
  const settings = { 'memfun.mode': 'ask', 'memfun.tierSessions': true } as const;
  const job: HomeJob = {
    repository: world().repository,
    storage: path.join(world().folder, 'first home'),
    home: world().home,
    settings: {
      'memfun.memory.enabled': false,
      'memfun.sandbox.engine': 'quickjs',
      'memfun.tier': 'sqlite',
      'memfun.tierSpace': world().space,
      ...settings,
    },
    text: '/team make a copy',
  };
  const first = fork(program, [JSON.stringify(job)], { execArgv: [] });
  world().workers.set('first home', { child: first, output: '' });
  expect(await new Promise((resolve) => first.once('message', resolve))).toEqual({
    command: 'cp one.js copy.js',
  });
  first.kill('SIGKILL');

  const asked: ApprovalRequest[] = [];
  const ask = async (request: ApprovalRequest) => {
    asked.push(request);
    return { decision: 'allow' } as const;
  };
  const memfun = await world().open(settings, { approvals: { ask } });
  const [conversation] = await memfun.sessions.list();
  const result = await world().say('/team resume', undefined, undefined, conversation?.sessionId);
  expect(result, JSON.stringify(result.error ?? world().notices())).toMatchObject({
    stopReason: 'answered',
    answer: 'all done',
  });
  const [question] = asked.filter(({ command }) => command !== undefined);
  expect(question).toMatchObject({ command: 'cp one.js copy.js' });
  expect(question?.reason).toContain('The agent coder on the worker a wants this there.');
  // The same attempt, by the same worker.
  expect(world().placed('two')).toMatchObject([{ worker: 'a' }]);
  expect(begun).toBe(1);
  expect(world().read('copy.js')).toBe('old\n');
});
