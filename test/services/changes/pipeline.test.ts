// After a change the project's own checks run, what they find is mended at most twice, and the result is looked at.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import type { ApprovalAnswer, ApprovalRequest } from '../../../runtime/ports/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { cell } from '../../support/answering-model.js';
import { textModel } from '../../support/cell-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';
import { type Turn, turnOf } from '../../support/one-turn.js';
import type { ScriptedModel } from '../../unit/models/scripted-model.js';

let root = '';
let storage = '';
let memfun: Memfun | undefined;
let asked: ApprovalRequest[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'pipeline-'));
  storage = mkdtempSync(path.join(tmpdir(), 'pipeline-storage-'));
  asked = [];
  // A linter that wants the word "ok", and tests that want no "broken".
  write(
    'package.json',
    JSON.stringify({ scripts: { lint: 'node lint.mjs', test: 'node check.mjs' } }),
  );
  write(
    'lint.mjs',
    "import { readFileSync } from 'node:fs';\nif (!readFileSync('a.js', 'utf8').includes('ok')) { console.log('a.js:1:1: error: say ok'); process.exit(1); }",
  );
  write(
    'check.mjs',
    "import { readFileSync } from 'node:fs';\nprocess.exit(readFileSync('a.js', 'utf8').includes('broken') ? 1 : 0);",
  );
  write('a.js', file('const a = 1; // ok'));
});
afterEach(async () => {
  await memfun?.close();
  memfun = undefined;
  for (const folder of [root, storage]) rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  writeFileSync(path.join(root, name), text);
}
/** So long that a new first line is no loss of the file. */
const file = (first: string): string => `${first}\n${'a;\n'.repeat(9)}`;
const content = (): string => readFileSync(path.join(root, 'a.js'), 'utf8');
const put = (text: string): string =>
  cell(
    `await writeFile('a.js', ${JSON.stringify(file(text))});\nawait final({ answer: 'Done.', citations: [] })`,
  );
const review = (...remarks: readonly string[]): string =>
  `<<< fulfilled >>>\n${remarks.length === 0}\n<<< remarks >>>\n${JSON.stringify(remarks)}\n<<< end >>>`;

async function change(
  replies: readonly string[],
  {
    mode = 'ask',
    settings = {},
    answer = async (): Promise<ApprovalAnswer> => ({ decision: 'allow' }),
  }: {
    readonly mode?: string;
    readonly settings?: Readonly<Record<string, boolean | number>>;
    readonly answer?: (request: ApprovalRequest) => Promise<ApprovalAnswer>;
  } = {},
): Promise<Turn & { readonly model: ScriptedModel }> {
  await memfun?.close();
  const model = textModel(replies);
  const hosted = hostedModel(() => model);
  memfun = await createMemfun(
    environmentOn(root, {
      hostModels: [hosted],
      projectStorage: createNodeFileStore(storage),
      settings: {
        'memfun.mode': mode,
        'memfun.model': hosted.id,
        'memfun.memory.enabled': false,
        'memfun.sandbox.engine': 'quickjs',
        ...settings,
      },
      approvals: {
        ask: async (request) => {
          asked.push(request);
          return answer(request);
        },
      },
    }),
    { prewarm: false },
  );
  return { ...(await turnOf(memfun, 'change a.js', { effort: 'agent' })), model };
}

const outcomes = (events: readonly RunEvent[]): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'checks.reported'
      ? event.results.map(({ tool, outcome }) => `${tool}: ${outcome}`)
      : [],
  );
const notices = (events: readonly RunEvent[]): string =>
  events.flatMap((event) => (event.type === 'notice' ? [event.text] : [])).join('\n');

describe('the checks of a change', () => {
  test('are asked about once, all together, and told as steps of a plan', async () => {
    const { events } = await change([put('const a = 2; // ok'), review()]);
    expect(asked.map(({ effect }) => effect)).toEqual(['Change one file', 'Run 2 commands']);
    expect(asked[1]?.command).toBe('npm run lint\nnpm test');
    expect(outcomes(events)).toEqual(['npm run lint: passed', 'npm test: passed']);
    const plan = events.findLast((event) => event.type === 'plan.updated');
    expect(plan).toMatchObject({
      steps: [
        { title: 'Lint: npm run lint', state: 'done' },
        { title: 'Tests: npm test', state: 'done' },
        { title: 'Compare the change with the request', state: 'done' },
      ],
    });
  });

  test('allowed for good, are not asked about again', async () => {
    const always = async ({ command }: ApprovalRequest): Promise<ApprovalAnswer> => ({
      decision: 'allow',
      always: command !== undefined,
    });
    await change([put('const a = 2; // ok'), review()], { answer: always });
    asked = [];
    const { events } = await change([put('const a = 3; // ok'), review()], { answer: always });
    expect(asked.map(({ effect }) => effect)).toEqual(['Change one file']);
    expect(outcomes(events)).toHaveLength(2);
  });

  test('denied, are not run, and the change stays', async () => {
    const { events } = await change([put('const a = 2; // ok'), review()], {
      answer: async ({ command }) =>
        command === undefined ? { decision: 'allow' } : { decision: 'deny' },
    });
    expect(outcomes(events)).toEqual([]);
    expect(content()).toContain('const a = 2');
  });

  test('in the mode auto run when they are allowed, and say so when they are not', async () => {
    const { events } = await change([put('const a = 2; // ok'), review()], { mode: 'auto' });
    expect(asked).toEqual([]);
    expect(outcomes(events)).toEqual(['npm run lint: skipped', 'npm test: skipped']);
  });

  test('are left out with the setting, and when nothing was changed', async () => {
    const off = await change([put('const a = 2; // ok')], {
      settings: { 'memfun.checks.enabled': false },
    });
    expect(outcomes(off.events)).toEqual([]);
    const nothing = await change([cell("await final({ answer: 'No.', citations: [] })")]);
    expect(outcomes(nothing.events)).toEqual([]);
  });
});

describe('what they find', () => {
  test('is mended by editing, and checked again', async () => {
    const { events, model } = await change([
      put('const a = 2;'),
      put('const a = 2; // ok'),
      review(),
    ]);
    expect(content()).toBe(file('const a = 2; // ok'));
    expect(outcomes(events)).toEqual(['npm run lint: passed', 'npm test: passed']);
    const task = JSON.stringify(model.calls[1]?.prompt);
    expect(task).toContain('say ok');
    expect(task).not.toContain('declare function run(');
  });

  test('is asked about once, also when it is checked again', async () => {
    await change([put('const a = 2;'), put('const a = 2; // ok'), review()]);
    expect(asked.map(({ effect }) => effect)).toEqual([
      'Change one file',
      'Run 2 commands',
      'Change one file',
    ]);
  });

  test('is found also when the run had tried the same command before its last change', async () => {
    const tried = cell("await run('npm run lint').catch(() => undefined)");
    for (const mode of ['ask', 'auto']) {
      write('a.js', file('const a = 1; // ok'));
      const { events } = await change([tried, put('const a = 2; // ok'), review()], { mode });
      const wanted = mode === 'ask' ? 'passed' : 'skipped';
      expect(outcomes(events)).toEqual([`npm run lint: ${wanted}`, `npm test: ${wanted}`]);
    }
  });

  test('is given up after two tries, and told with its places', async () => {
    const { events } = await change([
      put('const a = 2;'),
      put('const a = 3;'),
      put('const a = 4;'),
      review('The linter still wants "ok".'),
    ]);
    expect(outcomes(events)).toEqual(['npm run lint: failed', 'npm test: passed']);
    const reported = events.find((event) => event.type === 'checks.reported');
    expect(reported).toMatchObject({
      results: [{ findings: [{ path: 'a.js', line: 1, message: 'say ok' }] }, {}],
    });
    expect(notices(events)).toContain('still wants');
    expect(content()).toBe(file('const a = 4;'));
  });

  test('stays when the mending changes nothing', async () => {
    const { events } = await change([
      put('const a = 2;'),
      cell("await final({ answer: 'It was so before.', citations: [] })"),
      review(),
    ]);
    expect(outcomes(events)).toEqual(['npm run lint: failed', 'npm test: passed']);
  });

  test('is taken back with the change, in one step', async () => {
    const before = content();
    await change([put('const a = 2;'), put('const a = 2; // ok'), review()]);
    const [session] = (await memfun?.sessions.list()) ?? [];
    if (memfun !== undefined)
      await turnOf(memfun, '/undo', { sessionId: session?.sessionId ?? '' });
    expect(content()).toBe(before);
  });
});
