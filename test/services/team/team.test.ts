// Several agents on one request, through the whole runtime: planned, written apart, reviewed, merged, taken back at once.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Memfun, type TurnResult } from '../../../runtime/app/index.js';
import { lastPlan, type PlanTask, type RunEvent, sleep } from '../../../runtime/core/index.js';
import type { ApprovalRequest } from '../../../runtime/ports/index.js';
import { AnsweringModel, cell, field } from '../../support/answering-model.js';
import { planTask } from '../../support/plan-task.js';
import { openWriting } from '../../support/writing-memfun.js';

let root = '';
let storage = '';
let memfun: Memfun | undefined;
let asked: ApprovalRequest[] = [];
let model: AnsweringModel;
const events: RunEvent[] = [];
let onEvent: (event: RunEvent) => void = () => undefined;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'team-'));
  storage = mkdtempSync(path.join(tmpdir(), 'team-storage-'));
  asked = [];
  events.length = 0;
  onEvent = () => undefined;
});
afterEach(async () => {
  await memfun?.close();
  memfun = undefined;
  for (const folder of [root, storage]) rmSync(folder, { recursive: true, force: true });
});

async function open(
  answer: (prompt: string, before: number) => string | Promise<string>,
  settings: Readonly<Record<string, string | number>> = {},
): Promise<Memfun> {
  await memfun?.close();
  model = new AnsweringModel(answer);
  const opened = model;
  memfun = await openWriting(root, {
    model: () => opened,
    storage,
    settings: { 'memfun.budget.modelCalls': 400, ...settings },
    approvals: {
      ask: async (request) => {
        asked.push(request);
        return { decision: 'allow' };
      },
    },
  });
  return memfun;
}

/** Asks for both, and stops once a task has begun. */
async function stoppedIn(
  task: string,
  begun: readonly string[],
  sessionId: string,
): Promise<TurnResult> {
  const stop = new AbortController();
  const running = say('/team both', sessionId, { signal: stop.signal });
  while (!begun.includes(task)) await sleep(5);
  stop.abort();
  return running;
}

async function say(
  text: string,
  sessionId: string,
  more: Partial<Parameters<Memfun['runTurn']>[0]> = {},
): Promise<TurnResult> {
  if (memfun === undefined) throw new Error('not open');
  return memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    signal: AbortSignal.timeout(60_000),
    emit: (event) => {
      events.push(event);
      onEvent(event);
    },
    ...more,
  });
}

const session = async (): Promise<string> =>
  (await memfun?.sessions.create('team'))?.sessionId ?? '';
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const types = (type: RunEvent['type']) => events.filter((event) => event.type === type);
const notices = (): string =>
  events.flatMap((event) => (event.type === 'notice' ? [event.text] : [])).join('\n');

const task = (id: string, agent: string, more: Partial<PlanTask> = {}): PlanTask =>
  planTask(id, { agent, ...more });
const done = (answer: string, before = ''): string =>
  cell(`${before}\nawait final({ answer: ${JSON.stringify(answer)}, citations: [] })`);
const isPlanner = (prompt: string): boolean => prompt.includes('Share the request out');
const isReport = (prompt: string): boolean => prompt.includes('Several agents have worked');

/** One file after the other; the second task hangs while it is told to. @param begun gets the tasks as they begin */
const oneThenTwo =
  (begun: string[], hangs: () => boolean) =>
  async (prompt: string): Promise<string> => {
    if (isPlanner(prompt))
      return field('tasks', [
        task('one', 'coder', { outputs: ['one.js'] }),
        task('two', 'coder', { outputs: ['two.js'], dependsOn: ['one'] }),
      ]);
    if (isReport(prompt)) return field('answer', 'both');
    const name = prompt.includes('MAKE-ONE') ? 'one' : 'two';
    if (!prompt.includes('MAKE-')) return field('fulfilled', 'true');
    begun.push(name);
    if (name === 'two' && hangs()) await new Promise(() => undefined);
    return done(
      name,
      `try { await deleteFile('${name}.js') } catch {}\nawait createFile('${name}.js', '${name}\\n')`,
    );
  };

describe('a team', () => {
  test('writes at the same time, mends a conflict and what a reviewer finds; one undo takes all back', async () => {
    const reviews: string[] = [];
    let apiRuns = 0;
    let authRuns = 0;
    const apiEnded = new Promise<void>((resolve) => {
      onEvent = (event) => {
        if (event.type === 'task.ended' && event.taskId === 'api') resolve();
      };
    });
    await open(async (prompt) => {
      if (isPlanner(prompt))
        return field('tasks', [
          task('design', 'architect'),
          task('api', 'coder', {
            dependsOn: ['design'],
            outputs: ['api.js'],
            shares: ['shared.js'],
            review: true,
          }),
          task('auth', 'coder', {
            dependsOn: ['design'],
            outputs: ['auth.js'],
            shares: ['shared.js'],
          }),
          task('tests', 'tester', { dependsOn: ['api', 'auth'], outputs: ['test.mjs'] }),
        ]);
      if (isReport(prompt)) return field('answer', 'The service is there.');
      if (prompt.includes('You work as the agent reviewer')) {
        reviews.push(prompt);
        const bad = reviews.length === 1;
        const findings = bad
          ? [{ path: 'api.js', line: 1, severity: 'error', title: 'No check', detail: 'Add it.' }]
          : [];
        return cell(`await final(${JSON.stringify({ summary: 's', findings })})`);
      }
      if (prompt.includes('MAKE-DESIGN')) return done('Use http.');
      if (prompt.includes('MAKE-API')) {
        apiRuns++;
        const code = apiRuns === 1 ? 'planted bug' : 'mended';
        const how = prompt.includes('what stands in the variable remarks')
          ? 'writeFile'
          : 'createFile';
        return done(
          `api ${inputs(prompt)}`,
          `await ${how}('api.js', '// ${code}\\n'); try { await createFile('shared.js', 'api\\n') } catch {}`,
        );
      }
      // It writes before the other agent is done, and ends after it.
      if (prompt.includes('WAIT-FOR-API')) {
        await apiEnded;
        return field('answer', 'go on');
      }
      if (prompt.includes('MAKE-AUTH')) {
        const again = authRuns++ > 0;
        return done(
          'auth',
          again
            ? "await createFile('auth.js', '// auth\\n'); await editFile('shared.js', 'api', 'api\\nauth')"
            : "await createFile('auth.js', '// auth\\n'); await createFile('shared.js', 'auth\\n'); await llm('WAIT-FOR-API')",
        );
      }
      if (prompt.includes('MAKE-TESTS'))
        return done('tests', `await createFile('test.mjs', 'ok\\n')`);
      return field('fulfilled', 'true').replace('<<< end >>>', '<<< remarks >>>\n[]\n<<< end >>>');
    });
    const sessionId = await session();
    const result = await say('/team build a small REST service with auth and tests', sessionId);

    expect(result).toMatchObject({ stopReason: 'answered', answer: 'The service is there.' });
    const plan = lastPlan(events);
    expect(plan?.over).toBe(true);
    expect(plan?.tasks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'design done',
      'api done',
      'auth done',
      'tests done',
    ]);
    expect(read('api.js')).toBe('// mended\n');
    expect(read('auth.js')).toBe('// auth\n');
    expect(read('shared.js')).toBe('api\nauth\n');
    expect(types('task.conflicted')).toHaveLength(1);
    expect(types('task.reviewed')).toMatchObject([
      { reviewer: 'reviewer', passed: false, remarks: ['api.js:1 No check: Add it.'] },
      { reviewer: 'reviewer', passed: true },
    ]);
    expect(reviews[0]).toContain('planted bug');

    await say('/undo', sessionId);
    for (const name of ['api.js', 'auth.js', 'shared.js', 'test.mjs'])
      expect(existsSync(path.join(root, name))).toBe(false);
  });

  test('gives agents the results of others as variables, not in their prompts', async () => {
    const secret = 'X'.repeat(9_000);
    await open((prompt) => {
      if (isPlanner(prompt))
        return field('tasks', [
          task('find', 'file-explorer'),
          task('use', 'architect', { dependsOn: ['find'] }),
        ]);
      if (isReport(prompt)) return field('answer', 'ok');
      if (prompt.includes('MAKE-FIND')) return done(secret);
      return cell('await final({ answer: String(inputs.find.answer.length), citations: [] })');
    });
    await say('look with several agents', await session());
    const used = model.prompts.find((prompt) => prompt.includes('MAKE-USE'));
    expect(used).toContain('inputs["find"]: by file-explorer, 9000 characters');
    expect(used).not.toContain('X'.repeat(1_000));
    const plan = lastPlan(events);
    expect(plan?.tasks[1]?.end?.answer).toBe('9000');
  });

  test('keeps what is finished through a kill: only the rest is done again, and nothing is lost', async () => {
    let hang = true;
    const begun: string[] = [];
    const answer = oneThenTwo(begun, () => hang);
    await open(answer);
    const sessionId = await session();
    expect((await stoppedIn('two', begun, sessionId)).stopReason).toBe('stopped');
    expect(existsSync(path.join(root, 'one.js'))).toBe(false);

    hang = false;
    await open(answer);
    events.length = 0;
    const result = await say('/team resume', sessionId);
    expect(result).toMatchObject({ stopReason: 'answered', answer: 'both' });
    expect(begun).toEqual(['one', 'two', 'two']);
    expect(read('one.js')).toBe('one\n');
    expect(read('two.js')).toBe('two\n');
    events.length = 0;
    expect((await say('/team resume', sessionId)).error?.code).toBe('plan.none');
  });

  test('keeps what a finished task has merged in several steps', async () => {
    let hang = true;
    const begun: string[] = [];
    const plain = oneThenTwo(begun, () => hang);
    const answer = (prompt: string): Promise<string> => {
      if (!prompt.includes('MAKE-ONE')) return plain(prompt);
      begun.push('one');
      // Without a repository a command sees what was merged before it.
      const work = `await createFile('one.js', 'on\\n'); await run('ls'); await editFile('one.js', 'on', 'one')`;
      return Promise.resolve(done('one', work));
    };
    await open(answer);
    const sessionId = await session();
    await stoppedIn('two', begun, sessionId);
    rmSync(path.join(root, 'one.js'), { force: true });
    hang = false;
    await open(answer);
    await say('/team resume', sessionId);
    expect(begun).toEqual(['one', 'two', 'two']);
    expect(read('one.js')).toBe('one\n');
  });

  test('does a finished task again whose files were changed by others meanwhile', async () => {
    let hang = true;
    const begun: string[] = [];
    const answer = oneThenTwo(begun, () => hang);
    await open(answer);
    const sessionId = await session();
    await stoppedIn('two', begun, sessionId);
    writeFileSync(path.join(root, 'one.js'), 'mine\n');
    hang = false;
    await say('/team resume', sessionId);
    expect(begun).toEqual(['one', 'two', 'one', 'two']);
    expect(notices()).toContain('changes of one are lost or no longer fit');
  });

  test('asks the planner once more with what is wrong, and then lets one agent do it, openly', async () => {
    await open((prompt) => {
      if (isPlanner(prompt)) return field('tasks', [task('a', 'wizard')]);
      return done('alone');
    });
    const result = await say('/team something', await session());
    expect(model.prompts.filter(isPlanner)).toHaveLength(2);
    expect(model.prompts[1]).toContain('which is not there');
    expect(result.answer).toBe('alone');
    expect(notices()).toContain('names the agent "wizard"');
    expect(types('turn.routed')).toMatchObject([{ level: 'team' }, { level: 'agent' }]);
  });

  test('runs the plan as a person has changed it, and not at all when they do not want it', async () => {
    await open((prompt) => {
      if (isPlanner(prompt))
        return field('tasks', [task('a', 'architect'), task('b', 'architect')]);
      if (isReport(prompt)) return field('answer', 'ok');
      return done('x');
    });
    const sessionId = await session();
    let problems: readonly string[] = [];
    await say('/team x', sessionId, {
      pilot: {
        decide: async ({ tasks, check }) => {
          problems = check([{ ...task('a', 'nobody') }]);
          return { run: true, tasks: tasks.filter(({ id }) => id === 'b') };
        },
        attach: () => undefined,
      },
    });
    expect(problems.join()).toContain('"nobody"');
    expect(lastPlan(events)).toMatchObject({ revision: 2, over: true, tasks: [{ id: 'b' }] });
    events.length = 0;
    const result = await say('/team x', sessionId, {
      pilot: { decide: async () => ({ run: false }), attach: () => undefined },
    });
    expect(result.answer).toBe('The plan was not run.');
    expect(types('task.started')).toHaveLength(0);
  });

  test('ends within its budget: what is not paid for fails, and what was found out stays', async () => {
    await open(
      (prompt) => {
        if (isPlanner(prompt))
          return field('tasks', [task('a', 'architect'), task('b', 'architect')]);
        if (prompt.includes('MAKE-A')) return done('found');
        if (isReport(prompt)) return field('answer', 'one of two');
        return cell(`console.log('on and on ${Math.random()}')`);
      },
      { 'memfun.budget.modelCalls': 12 },
    );
    const result = await say('/team x', await session());
    expect(result.usage.modelCalls).toBeLessThanOrEqual(12);
    const plan = lastPlan(events);
    expect(plan?.tasks[0]).toMatchObject({ state: 'done' });
    expect(plan?.tasks[1]?.state).toMatch(/partial|failed/);
    expect(result.answer).toMatch(/one of two|found/);
  });

  test('hears the person while it works: the words reach the loops that they are for, and the report', async () => {
    const words = [{ text: '@coder USE-TABS', messageId: 'm1' }];
    let reports = '';
    await open((prompt) => {
      if (isPlanner(prompt))
        return field('tasks', [task('a', 'coder'), task('b', 'architect', { dependsOn: ['a'] })]);
      if (isReport(prompt)) {
        reports = prompt;
        return field('answer', 'ok');
      }
      return done(prompt.includes('USE-TABS') ? 'heard' : 'not heard');
    });
    await say('/team x', await session(), { steering: { take: () => words.splice(0) } });
    expect(lastPlan(events)?.tasks.map(({ end }) => end?.answer)).toEqual(['heard', 'not heard']);
    expect(types('turn.steered')).toMatchObject([{ text: '@coder USE-TABS', messageId: 'm1' }]);
    expect(reports).toContain('USE-TABS');
    expect(notices()).toContain('It reaches "The part a".');
  });

  test('keeps the agents that its plan was agreed with, while turns after it have those that are there now', async () => {
    const file = path.join(root, '.memfun/agents/helper/AGENT.md');
    const define = (words: string): void => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `---\nname: helper\ndescription: Helps.\n---\n${words}\n`);
    };
    const begun: string[] = [];
    await open((prompt) => {
      if (isPlanner(prompt))
        return field('tasks', [task('a', 'helper'), task('b', 'helper', { dependsOn: ['a'] })]);
      if (isReport(prompt)) return field('answer', 'ok');
      const [, words = ''] = /You work as the agent helper:\n(.*)/.exec(prompt) ?? [];
      begun.push(words);
      // Changed, and taken away, while it works.
      if (prompt.includes('MAKE-A')) define('In the new way.');
      if (prompt.includes('MAKE-B')) rmSync(path.dirname(file), { recursive: true });
      return done('x');
    });
    const sessionId = await session();
    define('In the old way.');
    await say('/team x', sessionId);
    expect(begun).toEqual(['In the old way.', 'In the old way.']);
    expect(lastPlan(events)?.tasks.map(({ state }) => state)).toEqual(['done', 'done']);
    define('Added again.');
    await say('/agent helper do it', sessionId);
    expect(begun.at(-1)).toBe('Added again.');
    rmSync(path.dirname(file), { recursive: true });
    const gone = await say('/agent helper do it', sessionId);
    expect(gone.error?.message).toContain('helper');
  });

  test('names the agent that asks, and gives none more than its file and the turn allow', async () => {
    await open(
      (prompt) => {
        if (isPlanner(prompt))
          return field('tasks', [
            task('a', 'coder', { outputs: ['a.js'] }),
            task('b', 'reviewer', { dependsOn: ['a'] }),
          ]);
        if (isReport(prompt)) return field('answer', 'ok');
        if (prompt.includes('MAKE-A'))
          return done('a', `await createFile('a.js', 'a\\n'); await run('node -e "1"')`);
        return cell(
          `await final({ answer: [typeof writeFile, typeof run, typeof readFile].join(), citations: [] })`,
        );
      },
      { 'memfun.mode': 'ask' },
    );
    await say('/team x', await session());
    expect(asked[0]?.reason).toMatch(/^The agent coder wants this\./);
    expect(asked.map(({ effect }) => effect)).toEqual(['Change one file', 'Run node -e "1"']);
    expect(lastPlan(events)?.tasks[1]?.end?.answer).toBe('undefined,undefined,function');
  });
});

function inputs(prompt: string): string {
  return prompt.includes('inputs["design"]') ? 'with design' : 'without';
}
