// Files in .memfun/tools become tools once the user has looked at them, run apart, and are bounded like any other.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import type { ApprovalRequest } from '../../../runtime/ports/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { node24 } from '../../host/paths.mjs';
import { cellModel } from '../../support/cell-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';
import { type Turn, turnOf } from '../../support/one-turn.js';

let root = '';
let storage = '';
let memfun: Memfun | undefined;
let asked: ApprovalRequest[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'custom-'));
  storage = mkdtempSync(path.join(tmpdir(), 'custom-storage-'));
  asked = [];
});
afterEach(async () => {
  await memfun?.close();
  for (const folder of [root, storage]) rmSync(folder, { recursive: true, force: true });
});

function put(name: string, text: string): void {
  mkdirSync(path.join(root, '.memfun/tools'), { recursive: true });
  writeFileSync(path.join(root, '.memfun/tools', name), text);
}
const COUNT = `
export default {
  description: 'Counts the letters of a word.',
  effect: 'read',
  input: { word: 'string', 'twice?': 'boolean' },
  run: async ({ word, twice }) => ({ letters: word.length * (twice ? 2 : 1) }),
};`;

interface OpenOptions {
  readonly mode?: string;
  readonly trusted?: boolean;
  readonly node?: string | undefined;
}

async function open(
  cells: readonly string[] = [],
  { mode = 'ask', trusted = true, node }: OpenOptions = {},
) {
  await memfun?.close();
  const hosted = hostedModel(() => cellModel(cells));
  memfun = await createMemfun(
    environmentOn(root, {
      trusted,
      ...(node === undefined ? {} : { node24: node }),
      hostModels: [hosted],
      projectStorage: createNodeFileStore(storage),
      settings: {
        'memfun.mode': mode,
        'memfun.sandbox.engine': 'quickjs',
        'memfun.memory.enabled': false,
        ...(cells.length === 0 ? {} : { 'memfun.model': hosted.id }),
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

const say = (one: Memfun, text: string): Promise<Turn> => turnOf(one, text, { effort: 'agent' });
const calling = (call: string): readonly string[] => [
  `let said;\ntry { said = JSON.stringify(await ${call}) } catch (error) { said = 'error: ' + error.message }`,
  'await final({ answer: said, citations: [] })',
];

describe('a tool of the workspace', () => {
  test('is named but not run before the user trusts it, and works from then on', async () => {
    const trace = path.join(storage, 'ran.txt');
    put(
      'count.js',
      `${COUNT}\nimport('node:fs').then((fs) => fs.writeFileSync(${JSON.stringify(trace)}, 'x'));`,
    );
    const before = await say(await open(calling("custom.count({ word: 'tree' })")), 'count');
    expect(before.result.answer).toMatch(/^error: /);
    expect(before.events).toContainEqual(
      expect.objectContaining({ type: 'notice', text: expect.stringContaining('count') }),
    );
    const one = await open();
    expect((await say(one, '/tools show count')).result.answer).toContain('word.length');
    expect(existsSync(trace)).toBe(false);
    await say(one, '/tools trust count');
    const after = await say(
      await open(calling("custom.count({ word: 'tree', twice: true })")),
      'x',
    );
    expect(after.result.answer).toBe('{"letters":8}');
    expect(existsSync(trace)).toBe(true);
    expect(asked).toEqual([]);
  });

  test('that has changed is not trusted any more', async () => {
    put('count.js', COUNT);
    const one = await open();
    await say(one, '/tools trust count');
    put('count.js', COUNT.replace('* (twice ? 2 : 1)', '+ 1'));
    expect((await say(one, '/tools')).result.answer).toContain(
      '`count` (`.memfun/tools/count.js`): not trusted',
    );
  });

  test('can be taken back', async () => {
    put('count.js', COUNT);
    const one = await open();
    await say(one, '/tools trust count');
    expect((await say(one, '/tools')).result.answer).toContain('trusted');
    await say(one, '/tools distrust count');
    expect((await say(one, '/tools')).result.answer).toContain('not trusted');
  });

  test('that does more than look is asked about, call by call', async () => {
    put('deploy.mjs', COUNT.replace("effect: 'read',", ''));
    await say(await open(), '/tools trust deploy');
    const { result } = await say(await open(calling("custom.deploy({ word: 'it' })")), 'x');
    expect(result.answer).toBe('{"letters":2}');
    expect(asked.map(({ command }) => command)).toEqual([`custom-tool deploy '{"word":"it"}'`]);
    const auto = await open(calling("custom.deploy({ word: 'it' })"), { mode: 'auto' });
    expect((await say(auto, 'x')).result.answer).toMatch(/refused/);
    await say(await open(), '/auto whitelist add custom-tool deploy *');
    const allowed = await open(calling("custom.deploy({ word: 'it' })"), { mode: 'auto' });
    expect((await say(allowed, 'x')).result.answer).toBe('{"letters":2}');
  });

  test('gets no wrong input, and its own errors come back with their words', async () => {
    put('count.js', COUNT.replace('letters: word.length', "letters: word === 'no' ? fail() : 1"));
    await say(await open(), '/tools trust count');
    const wrong = await say(await open(calling('custom.count({ word: 7 })')), 'x');
    expect(wrong.result.answer).toContain('"word"');
    const failed = await say(await open(calling("custom.count({ word: 'no' })")), 'x');
    expect(failed.result.answer).toContain('ReferenceError: fail is not defined');
  });

  test('that hangs is ended with all it has started', async () => {
    put(
      'hang.js',
      `import { spawn } from 'node:child_process';
       export default { description: 'Hangs.', effect: 'read', timeoutSeconds: 2, run: () => {
         spawn('sleep', ['7501'], { detached: true, stdio: 'ignore' }).unref();
         return new Promise(() => setInterval(() => {}, 1000));
       } };`,
    );
    await say(await open(), '/tools trust hang');
    const { result } = await say(await open(calling('custom.hang()')), 'x');
    expect(result.answer).toContain('took longer than 2 seconds');
    const listed = execFileSync('ps', ['-axo', 'args=']).toString();
    expect(listed.split('\n').filter((line) => line.trim() === 'sleep 7501')).toEqual([]);
  });

  test('sees no secret of the environment', async () => {
    process.env['MY_API_KEY'] = 'top-secret';
    put(
      'env.js',
      "export default { description: 'Looks.', effect: 'read', run: () => process.env.MY_API_KEY ?? 'nothing' };",
    );
    await say(await open(), '/tools trust env');
    const { result } = await say(await open(calling('custom.env()')), 'x');
    delete process.env['MY_API_KEY'];
    expect(result.answer).toBe('"nothing"');
  });

  test('may be written in TypeScript, where a Node is known that can read it', async () => {
    put(
      'count.ts',
      COUNT.replace('({ word, twice })', '({ word, twice }: { word: string; twice?: boolean })'),
    );
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const node =
      node24() ?? (major > 22 || (major === 22 && minor >= 6) ? process.execPath : undefined);
    const one = await open([], { node });
    await say(one, '/tools trust count');
    const { answer } = (await say(one, '/tools')).result;
    if (node === undefined) expect(answer).toMatch(/cannot be used.*TypeScript/);
    else {
      expect(answer).toContain('`count` (`.memfun/tools/count.ts`): trusted');
      const called = await open(calling("custom.count({ word: 'tree' })"), { node });
      expect((await say(called, 'x')).result.answer).toBe('{"letters":4}');
    }
  });

  test('that is no tool says what is wrong, and the others work', async () => {
    put('count.js', COUNT);
    put('broken.js', 'export default { description: 7, run() {} };');
    put('empty.js', 'export const x = 1;');
    const one = await open();
    for (const name of ['count', 'broken', 'empty']) await say(one, `/tools trust ${name}`);
    const { answer } = (await say(one, '/tools')).result;
    expect(answer).toMatch(/`broken`.*cannot be used.*"description"/);
    expect(answer).toMatch(/`empty`.*cannot be used.*a function run/);
    expect(answer).toMatch(/`count`.*: trusted/);
  });

  test('is not even looked at in a workspace that is not trusted', async () => {
    put('count.js', COUNT);
    const { answer } = (await say(await open([], { trusted: false }), '/tools')).result;
    expect(answer).not.toContain('count');
  });
});

test('a name that nobody has used is said, with those that there are', async () => {
  put('count.js', COUNT);
  const { result } = await say(await open(), '/tools trust cuont');
  expect(result.error?.remedy).toContain('count');
});
