// “Delete a.ts”, “move a.ts to lib/” and “create b.ts” change files through the ordinary write tools, and say what hangs on them.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import type { ApprovalRequest } from '../../../runtime/ports/index.js';
import { type Engine, engineOn } from './answer-on.js';

const german = wordsOf({ errors: germanErrors, texts: germanTexts });

let root = '';
let engine: Engine;
let decision: 'allow' | 'deny' = 'allow';
let asked: ApprovalRequest[] = [];

const open = (mode: string): Promise<Engine> =>
  engineOn(root, {
    settings: {
      'memfun.mode': mode,
      'memfun.sandbox.engine': 'quickjs',
      'memfun.checks.enabled': false,
    },
    approvals: {
      ask: async (request) => {
        asked.push(request);
        return { decision };
      },
    },
  });

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'file-work-'));
  engine = await open('ask');
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

beforeEach(() => {
  for (const name of readdirSync(root)) rmSync(path.join(root, name), { recursive: true });
  decision = 'allow';
  put('src/cache.ts', "import { now } from './time.js';\nexport const age = () => now();\n");
  put('src/time.ts', 'export const now = () => 1;\n');
  put('src/main.ts', "import {\n  age,\n} from './cache.js';\nage();\n");
  put('README.md', '# App\n\nThe cache is in src/cache.ts.\n');
  put('docs/old/one.md', '1\n');
  put('docs/old/two.md', '2\n');
});

function put(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const has = (name: string): boolean => existsSync(path.join(root, name));

async function ask(text: string, on = engine) {
  asked = [];
  const { answer } = await on.ask(text);
  const files = asked.flatMap((request) =>
    request.files.map(({ kind, path }) => `${kind} ${path}`),
  );
  return { answer, asked: files.sort() };
}

describe('deleting', () => {
  test('a file that is allowed to go is gone, and who still imports it and where its path stands is said', async () => {
    const { answer, asked } = await ask('delete cache.ts');
    expect(asked).toEqual(['delete src/cache.ts']);
    expect(has('src/cache.ts')).toBe(false);
    expect(answer).toBe(
      [
        'This deletes `src/cache.ts`.',
        'Still imported here:\n- `src/main.ts:3`',
        'Its path also stands here:\n- `README.md:3`',
        'Where you are asked and refuse, nothing changes; `/undo` takes it back afterwards.',
      ].join('\n\n'),
    );
    expect(german.text(answer)).toBe(
      [
        'Das löscht `src/cache.ts`.',
        'Hier noch importiert:\n- `src/main.ts:3`',
        'Hier steht sein Pfad noch:\n- `README.md:3`',
        'Werden Sie gefragt und lehnen ab, ändert sich nichts; `/undo` nimmt es danach zurück.',
      ].join('\n\n'),
    );
  });

  test('an import through an alias is seen where it ends as the path does', async () => {
    put('src/page.ts', "import { age } from '@/cache';\nimport { other } from '@/lib/cache';\n");
    const { answer } = await ask('delete src/cache.ts');
    expect(answer).toContain('also stands here:\n- `README.md:3`\n- `src/page.ts:1`\n');
  });

  test('a refusal leaves it', async () => {
    decision = 'deny';
    expect((await ask('Lösche @src/cache.ts')).asked).toEqual(['delete src/cache.ts']);
    expect(has('src/cache.ts')).toBe(true);
  });

  test('where nothing may change, that is said', async () => {
    const reading = await open('plan');
    const { answer, asked } = await ask('delete src/cache.ts', reading);
    await reading.close();
    expect(answer).toMatch(/^I may not change files here/);
    expect([asked, has('src/cache.ts')]).toEqual([[], true]);
  });

  test('of several with one name none goes before it is clear which', async () => {
    put('lib/time.ts', '');
    const { answer, asked } = await ask('delete time.ts');
    expect(answer).toBe(
      'Several are named `time.ts`. Which one do you mean?\n- `lib/time.ts`\n- `src/time.ts`',
    );
    expect(asked).toEqual([]);
  });

  test('what is not there is said, with what may be meant', async () => {
    const { answer } = await ask('delete src/cache.js and src/time.ts');
    expect(answer).toBe(
      'I found no file `src/cache.js` here, so nothing was changed. Name it with its path, or choose it after `@`.\n\nSimilar names:\n- `src/cache.ts`',
    );
    expect(has('src/time.ts')).toBe(true);
  });

  test('a folder goes only where it is plainly said to be one', async () => {
    const unsaid = await ask('delete docs/old');
    expect(unsaid.answer).toBe(
      '`docs/old` is a folder with 2 files, so nothing was changed. Say “the folder docs/old”, and all of it is taken.',
    );
    expect(unsaid.asked).toEqual([]);
    const said = await ask('delete the folder docs/old');
    expect(said.asked).toEqual(['delete docs/old/one.md', 'delete docs/old/two.md']);
    expect(said.answer).toContain(
      'This deletes 2 files:\n- `docs/old/one.md`\n- `docs/old/two.md`',
    );
    expect(has('docs/old/one.md')).toBe(false);
  });

  test('of very many files the first are named and all are counted', async () => {
    for (let i = 100; i < 140; i++) put(`generated/with-a-rather-long-name-${i}.md`, '');
    const { answer, asked } = await ask('delete the folder generated');
    expect(asked).toHaveLength(40);
    expect(answer).toContain('This deletes 40 files:');
    expect(answer).toContain('- … and 20 more.');
    for (let i = 100; i < 301; i++) put(`generated/${i}.md`, '');
    expect((await ask('delete the folder generated')).answer).toBe(
      '`generated` is a folder with 201 files. I take no more than 200 at once, so nothing was changed.',
    );
  });

  test('a Python module is known by its dotted name', async () => {
    put('pkg/__init__.py', '');
    put('pkg/store.py', 'x = 1\n');
    put('pkg/near.py', 'from .store import x\n');
    put('app.py', 'from pkg import store\nimport pkg.storey\n');
    const { answer } = await ask('delete pkg/store.py');
    expect(answer).toContain('Still imported here:\n- `app.py:1`\n- `pkg/near.py:1`\n');
  });
});

describe('moving', () => {
  test('a file takes its relative imports along, and those who import it find it', async () => {
    const { answer } = await ask('move src/cache.ts to lib/store/cache.ts');
    expect(has('src/cache.ts')).toBe(false);
    expect(read('lib/store/cache.ts')).toBe(
      "import { now } from '../../src/time.js';\nexport const age = () => now();\n",
    );
    expect(read('src/main.ts')).toBe("import {\n  age,\n} from '../lib/store/cache.js';\nage();\n");
    expect(answer).toBe(
      [
        'This moves `src/cache.ts` to `lib/store/cache.ts`.',
        'Relative imports are mended here:\n- `lib/store/cache.ts:1`\n- `src/main.ts:3`',
        'The old path also stands here, where I left it:\n- `README.md:3`',
        'Where you are asked and refuse, nothing changes; `/undo` takes it back afterwards.',
      ].join('\n\n'),
    );
    expect(german.text(answer)).toContain('Hier sind relative Importe angepasst:');
  });

  test('a new name without a folder stays in its folder', async () => {
    await ask('rename the file src/cache.ts to store.ts');
    expect(read('src/main.ts')).toContain("'./store.js'");
    expect(read('src/store.ts')).toContain("'./time.js'");
  });

  test('in a refusal all of it stays, imports too', async () => {
    decision = 'deny';
    const { asked } = await ask('verschiebe cache.ts in den Ordner lib');
    expect(asked).toEqual(['modify src/main.ts', 'move lib/cache.ts']);
    expect(read('src/main.ts')).toContain("'./cache.js'");
    expect([has('src/cache.ts'), has('lib/cache.ts')]).toEqual([true, false]);
  });

  test('what stands at the new place is never replaced', async () => {
    const { answer, asked } = await ask('rename src/cache.ts to time.ts');
    expect(answer).toBe('`src/time.ts` exists already, so nothing was moved. Choose another name.');
    expect(asked).toEqual([]);
  });

  test('imports keep the way in which they are written', async () => {
    put('src/ui/index.tsx', "import { age } from '../cache';\nexport * from './bar';\n");
    put('src/ui/bar.tsx', "export const bar = require('../data.json');\n");
    put('src/data.json', '{}\n');
    put(
      'src/app.ts',
      "import { bar } from './ui';\nimport('./ui/bar');\nconst path = './ui/bar';\n",
    );
    await ask('move the folder src/ui to src/views/main');
    expect(read('src/views/main/index.tsx')).toBe(
      "import { age } from '../../cache';\nexport * from './bar';\n",
    );
    expect(read('src/views/main/bar.tsx')).toContain("require('../../data.json')");
    expect(read('src/app.ts')).toBe(
      "import { bar } from './views/main';\nimport('./views/main/bar');\nconst path = './ui/bar';\n",
    );
  });

  test('who imports a Python module is named, not changed', async () => {
    put('pkg/store.py', 'import os\nfrom .near import y\n');
    put('app.py', 'from pkg.store import x\n');
    const { answer } = await ask('move pkg/store.py to shop/store.py');
    expect(has('shop/store.py')).toBe(true);
    expect(answer).toContain('look at these:\n- `app.py:1`\n- `shop/store.py:2`');
    expect(read('app.py')).toBe('from pkg.store import x\n');
  });
});

describe('making', () => {
  test('a file has the text that was given, or none', async () => {
    const { answer, asked } = await ask("create src/hello.ts with `console.log('hi ${1}')`");
    expect(asked).toEqual(['create src/hello.ts']);
    expect(read('src/hello.ts')).toBe("console.log('hi ${1}')\n");
    expect(answer).toContain('This creates `src/hello.ts` with this text:\n\n```typescript\n');
    await ask('Lege leer.md an');
    expect(read('leer.md')).toBe('');
    await ask('create run.sh:\n```sh\necho `date` \\\n  "$HOME"\n```');
    expect(read('run.sh')).toBe('echo `date` \\\n  "$HOME"\n');
  });

  test('refused, there is none', async () => {
    decision = 'deny';
    expect((await ask('create hello.ts')).asked).toEqual(['create hello.ts']);
    expect(has('hello.ts')).toBe(false);
  });

  test('what stands there stays as it is', async () => {
    const { answer, asked } = await ask('create src/time.ts with "x"');
    expect(answer).toBe(
      '`src/time.ts` exists already, so nothing was changed. Choose another name, or delete it first.',
    );
    expect([asked, read('src/time.ts')]).toEqual([[], 'export const now = () => 1;\n']);
  });

  test('one of which only the purpose is said needs a model, and how to give its text is told', async () => {
    const { answer, asked } = await ask('create a file that sorts numbers');
    expect(answer).toMatch(/^Writing a file from what it is for needs a real language model/);
    expect(answer).toContain('By rule I make a file only with the text that you give');
    expect(german.text(answer)).toMatch(/^Eine Datei nach ihrem Zweck zu schreiben/);
    expect(asked).toEqual([]);
  });

  test('nothing is made outside of the workspace', async () => {
    const { answer, asked } = await ask('create ../hello.ts');
    expect(answer).toMatch(/^It did not work: .*\n\nNothing was created\.$/);
    expect(asked).toEqual([]);
  });
});
