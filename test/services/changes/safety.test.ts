// What a person decides about safety: modes for a window, rules about commands, and a taken-back turn that no longer counts.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import type { ApprovalRequest } from '../../../runtime/ports/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { environmentOn } from '../../support/environment.js';
import { type Turn, turnOf } from '../../support/one-turn.js';

const FIXTURE = path.resolve(import.meta.dirname, '../../fixtures/repos/typescript');
const RENAME = 'rename function backoff to delayFor everywhere';
let root = '';
let storage = '';
let memfun: Memfun | undefined;
let asked: ApprovalRequest[] = [];
const file = (): string => readFileSync(path.join(root, 'src/retry.ts'), 'utf8');

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'safety-'));
  storage = mkdtempSync(path.join(tmpdir(), 'safety-storage-'));
  cpSync(FIXTURE, root, { recursive: true });
  writeFileSync(path.join(root, 'package.json'), '{"scripts":{"test":"echo all good"}}');
  asked = [];
});
afterEach(async () => {
  await memfun?.close();
  for (const folder of [root, storage]) rmSync(folder, { recursive: true, force: true });
});

async function open(mode = 'ask'): Promise<Memfun> {
  memfun = await createMemfun(
    environmentOn(root, {
      projectStorage: createNodeFileStore(storage),
      settings: {
        'memfun.mode': mode,
        'memfun.sandbox.engine': 'quickjs',
        'memfun.checks.enabled': false,
      },
      approvals: {
        ask: async (request) => {
          asked.push(request);
          return { decision: 'allow' };
        },
      },
    }),
    { prewarm: false },
  );
  return memfun;
}

let sessionId = '';
async function say(one: Memfun, text: string): Promise<Turn> {
  if (sessionId === '') ({ sessionId } = await one.sessions.create(text));
  return turnOf(one, text, { sessionId, effort: 'agent' });
}
beforeEach(() => {
  sessionId = '';
});

describe('/safety', () => {
  test('shows every mode, which one holds, and the rules', async () => {
    const { result } = await say(await open(), '/safety');
    expect(result.answer).toContain('**ask** (now)');
    expect(result.answer).toContain('no rules about commands');
  });

  test('sets the mode for this window, and the setting outranks it again only when it changes', async () => {
    const one = await open();
    await say(one, '/safety plan');
    expect(one.mode).toBe('plan');
    expect((await say(one, RENAME)).result.answer).toContain('may not change files');
    await one.reconfigure({ 'memfun.mode': 'ask', 'memfun.effort': 'agent' });
    expect(one.mode).toBe('plan');
    await one.reconfigure({ 'memfun.mode': 'auto' });
    expect(one.mode).toBe('auto');
  });

  test('takes the mode that asks nothing only with a typed yes, and no setting can say it', async () => {
    const one = await open();
    const { result } = await say(one, '/safety bypass');
    expect(result.error?.remedy).toContain('/safety bypass yes');
    expect(one.mode).toBe('ask');
    await expect(one.reconfigure({ 'memfun.mode': 'bypass' })).rejects.toThrow(/memfun\.mode/);
  });

  test('refuses a mode that is none', async () => {
    expect((await say(await open(), '/safety loose')).result.error?.message).toContain('"loose"');
  });
});

describe('in the mode bypass', () => {
  test('changes and commands are made without asking, and can be taken back', async () => {
    const one = await open();
    const before = file();
    await say(one, '/safety bypass yes');
    const { result } = await say(one, `${RENAME} and run the tests`);
    expect(result.answer).toContain('The tests pass');
    expect(asked).toEqual([]);
    await say(one, '/undo');
    expect(file()).toBe(before);
  });

  test('what cannot be undone is still asked about', async () => {
    const one = await open();
    await say(one, '/safety bypass yes');
    writeFileSync(path.join(root, 'gone.txt'), 'x');
    await say(one, '!rm -rf ../gone-elsewhere');
    expect(asked.map(({ command }) => command)).toEqual(['rm -rf ../gone-elsewhere']);
  });

  test('it ends with the window', async () => {
    const one = await open();
    await say(one, '/safety bypass yes');
    await one.close();
    expect((await open()).mode).toBe('ask');
  });
});

describe('rules about commands', () => {
  test('are added, hold in the mode auto, survive a restart, and are removed', async () => {
    const one = await open('auto');
    const refused = await say(one, '!npm test');
    expect(refused.result.answer).toContain('was refused');
    await say(one, '/auto whitelist add npm test');
    expect((await say(one, '!npm test')).result.answer).toContain('all good');
    await one.close();
    const again = await open('auto');
    expect((await say(again, '/auto whitelist')).result.answer).toContain('`npm test`');
    await say(again, '/auto whitelist remove npm test');
    expect((await say(again, '!npm test')).result.answer).toContain('was refused');
  });

  test('a denial wins over an allowance', async () => {
    const one = await open('auto');
    await say(one, '/auto whitelist add npm test');
    await say(one, '/auto denylist add npm');
    expect((await say(one, '!npm test')).result.answer).toContain('was refused');
  });

  test('come ready-made for kinds of projects, and are added once', async () => {
    const one = await open('auto');
    expect((await say(one, '/template')).result.answer).toContain('`/template node`');
    expect((await say(one, '/template node')).result.answer).toContain('`npm test`');
    expect((await say(one, '!npm test')).result.answer).toContain('all good');
    expect((await say(one, '/template node')).result.answer).toContain('there already');
    expect((await say(one, '/template cobol')).result.error?.remedy).toContain('node, python');
  });

  test('that are not understood are refused with the way to say them', async () => {
    const one = await open();
    for (const text of ['/auto whitelist add', '/auto whitelist burn npm', '/auto pilot'])
      expect((await say(one, text)).result.error?.remedy).toContain('/auto whitelist');
  });
});

describe('a turn that was taken back', () => {
  test('is marked, no longer counts as said, and counts again after /redo', async () => {
    const one = await open('auto');
    const work = await say(one, RENAME);
    const undo = await say(one, '/undo');
    expect(undo.events.find(({ type }) => type === 'turns.withdrawn')).toMatchObject({
      turnIds: [work.result.turnId],
      withdrawn: true,
      files: ['src/retry.ts'],
    });
    expect((await say(one, 'what did I ask you in this chat?')).result.answer).not.toContain(
      'delayFor',
    );
    const redo = await say(one, '/redo');
    expect(redo.events.find(({ type }) => type === 'turns.withdrawn')).toMatchObject({
      turnIds: [work.result.turnId],
      withdrawn: false,
    });
  });

  test('stands in the history, with what was restored', async () => {
    const one = await open('auto');
    await say(one, RENAME);
    await say(one, '/undo');
    expect((await say(one, '/history')).result.answer).toMatch(
      /took back \| `src\/retry\.ts` \| user/,
    );
  });
});
