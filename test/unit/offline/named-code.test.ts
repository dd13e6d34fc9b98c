// What a message names with @ is what the engine answers from: files, folders and symbols.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, engineOn } from './answer-on.js';

let root = '';
let engine: Engine;
const put = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'memfun-named-'));
  put(
    'src/retry.ts',
    `// Tries a call again when it fails.

/** Waits longer after each attempt. */
export function backoff(attempt: number): number {
  return 100 * 2 ** attempt;
}

/** Calls until it works. @throws LimitError after five attempts */
export async function retry<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await call();
    } catch {
      await pause(backoff(attempt));
    }
  }
  throw new LimitError('gave up');
}
`,
  );
  put(
    'src/queue/letters.ts',
    '// Letters that nobody took.\n\n/** Backoff of letters: they wait a day. */\nexport function backoffOfLetters(): number {\n  return 86_400;\n}\n',
  );
  put(
    'src/queue/deliver.ts',
    '// Brings letters to their boxes.\nexport function deliver(): void {}\n',
  );
  put('docs/guide.md', '# Guide\n\nThe courier rides at night and sleeps by day.\n');
  put('docs/empty.md', '');
  put('[id].ts', '// The page of one parcel.\nexport function parcelPage(): void {}\n');
  put('picture.bin', 'a\0b\0c');
  engine = await engineOn(root);
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

const ask = (text: string) => engine.ask(text);
const pathsOf = ({ citations }: Awaited<ReturnType<typeof ask>>): readonly string[] => [
  ...new Set(citations.map((one) => one.path)),
];

describe('a file', () => {
  test.each([
    'what does @src/retry.ts do?',
    'explain @src/retry.ts',
    'explain this: @src/retry.ts',
  ])('is explained from its own lines: %s', async (asked) => {
    const said = await ask(asked);
    expect(said.answer).toContain('Tries a call again when it fails.');
    expect(said.answer).toContain('`backoff` (function, `src/retry.ts:4`)');
    expect(said.answer).not.toContain('letters');
    expect(said.citations[0]).toMatchObject({ path: 'src/retry.ts', line: 1 });
  });

  test.each([
    ['where is the backoff in @src/retry.ts?', 'src/retry.ts', 4],
    ['how is a call tried after it fails, by @src/retry.ts', 'src/retry.ts', 9],
    ['how long do letters wait in @src/queue/letters.ts', 'src/queue/letters.ts', 4],
  ])('is searched, and no other: %s', async (asked, file, line) => {
    const said = await ask(asked);
    expect(pathsOf(said)).toEqual([file]);
    expect(said.citations[0]?.line).toBe(line);
    expect(said.answer).toContain(`\`${file}:${line}\``);
  });

  test('whose lines are given is explained by these', async () => {
    const said = await ask('explain @src/retry.ts:4-6');
    expect(said.answer).toContain('**`backoff`** is a function in `src/retry.ts:4`');
    expect(said.answer).toContain('Waits longer after each attempt');
  });

  test('without definitions is shown as it begins, and searched by its lines', async () => {
    expect((await ask('explain @docs/guide.md')).answer).toContain('rides at night');
    const said = await ask('when does the courier sleep, by @docs/guide.md');
    expect(said.answer).toContain('sleeps by day');
    expect(pathsOf(said)).toEqual(['docs/guide.md']);
  });

  test('with signs of a pattern in its name is found all the same', async () => {
    const said = await ask('where is the parcel page in @"[id].ts"');
    expect(said.answer).toContain('`[id].ts:2`');
  });

  test('that does not speak of it says so, and nothing from elsewhere', async () => {
    const said = await ask('where are parcels weighed in @src/retry.ts?');
    expect(said.answer).toContain('Nothing in `@src/retry.ts` speaks of');
    expect(said.citations).toEqual([]);
  });

  test('that is empty, or no text, is called so', async () => {
    expect((await ask('what does @docs/empty.md say?')).answer).toContain(
      '`docs/empty.md` is empty.',
    );
    expect((await ask('explain @picture.bin')).answer).toMatch(
      /`@picture.bin` could not be looked at: .*binary/,
    );
  });

  test('that is not there is said, with what has nearly its name', async () => {
    const said = await ask('explain @lib/retries.js');
    expect(said.answer).toContain('`@lib/retries.js` was not found. Files of a similar name:');
    expect(said.answer).toContain('`src/retry.ts`');
    expect(said.citations).toEqual([]);
  });

  test('that is to be changed needs a model, and is shown', async () => {
    const said = await ask('add jitter to the backoff in @src/retry.ts');
    expect(said.answer).toContain('needs a real language model');
    expect(said.citations[0]).toMatchObject({ path: 'src/retry.ts', line: 4 });
  });

  test('of two megabytes is searched to its end, and the engine is shown little', async () => {
    const filler = Array.from(
      { length: 16_000 },
      (_, i) =>
        `export function filler${i}(value: number): number {\n  const sum = value + ${i}; // padding of a long file, which says nothing\n  return sum;\n}\n`,
    );
    put(
      'src/large.ts',
      `${filler.join('')}\n/** Counts the sheep at night. */\nexport function countSheep(): number {\n  return 7;\n}\n`,
    );
    const said = await ask('where are sheep counted in @src/large.ts?');
    expect(said.citations[0]).toMatchObject({ path: 'src/large.ts', line: 64_003 });
    expect((await ask('explain @src/large.ts')).answer).toContain('(64006 lines)');
    for (const seen of said.observations) expect(seen.length).toBeLessThanOrEqual(6_200);
    expect(said.rootInputTokens).toBeLessThan(12_000);
  });
});

describe('a folder', () => {
  test.each(['explain @src/queue/', 'what is in @src/queue'])(
    'is told by its files: %s',
    async (asked) => {
      const said = await ask(asked);
      expect(said.answer).toContain('**`src/queue/`** holds 2 files.');
      expect(said.answer).toContain(
        '`src/queue/letters.ts:1`: “Letters that nobody took.” (`backoffOfLetters`)',
      );
      expect([...pathsOf(said)].sort()).toEqual(['src/queue/deliver.ts', 'src/queue/letters.ts']);
    },
  );

  test.each(['where is the backoff in @src/queue/?', 'how does @src/queue do backoff'])(
    'is searched, and nothing beside it: %s',
    async (asked) => {
      expect(pathsOf(await ask(asked))).toEqual(['src/queue/letters.ts']);
    },
  );
});

test('a symbol is explained where it is defined', async () => {
  const said = await ask('what does @symbol:backoff do?');
  expect(said.answer).toContain('**`backoff`** is a function in `src/retry.ts:4`');
  expect((await ask('explain @symbol:deliver')).citations[0]?.path).toBe('src/queue/deliver.ts');
});

test('several things are told one after the other', async () => {
  const { answer } = await ask('compare @src/retry.ts with @src/queue/deliver.ts');
  expect(answer).toContain('Tries a call again');
  expect(answer).toContain('Brings letters to their boxes');
});
