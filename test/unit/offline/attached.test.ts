// What is attached and is no file of the workspace is answered from what came along; a picture is not pretended to be seen.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Attachment } from '../../../runtime/core/index.js';
import { type Engine, engineOn } from './answer-on.js';

const NOTES: Attachment = {
  kind: 'file',
  path: 'notes.md',
  outside: true,
  text: 'Horses drink forty litres a day.\n\nThe stable has a roof of slate.',
};
const LAKE: Attachment = { kind: 'file', path: 'lake.py' };
/** One dot. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PICTURE: Attachment = { kind: 'image', path: 'dot.png' };

let root = '';
let engine: Engine;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'memfun-attached-'));
  writeFileSync(path.join(root, 'lake.py'), '# Horses drink at the lake.\ndef lake():\n    pass\n');
  writeFileSync(path.join(root, 'dot.png'), Buffer.from(DOT, 'base64'));
  engine = await engineOn(root, { settings: { 'memfun.sandbox.engine': 'quickjs' } });
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});
const ask = (text: string, ...attachments: Attachment[]) => engine.ask(text, { attachments });

describe('a text from outside of the workspace', () => {
  test('answers what it speaks of, and no file of that name is looked for', async () => {
    const { answer, observations } = await ask('how much do horses drink?', NOTES);
    expect(answer).toContain('The attached file says (`notes.md`):\n\n> Horses drink forty litres');
    expect(answer).not.toContain('slate');
    expect(observations.join()).not.toContain('Error');
  });

  test.each(['what is this?', 'summarize this', 'was ist das?'])(
    'is quoted from its beginning when all of it is meant: %s',
    async (asked) => {
      const { answer } = await ask(asked, NOTES);
      expect(answer).toContain('> Horses drink');
      expect(answer).toContain('> The stable has a roof of slate.');
    },
  );

  test('is looked at together with what is attached of the workspace', async () => {
    const { answer, citations } = await ask('how much do horses drink?', NOTES, LAKE);
    expect(answer).toContain('> Horses drink forty litres');
    expect(citations).toContainEqual({ path: 'lake.py', line: 2, endLine: 3 });
  });

  test.each(['review', 'fix', 'test'] as const)(
    'is shown, and that the work takes a model is said: %s',
    async (intent) => {
      const { answer } = await engine.ask('', { attachments: [NOTES], intent });
      expect(answer).toContain('needs a real language model');
      expect(answer).toContain('> Horses drink');
    },
  );
});

describe('a picture', () => {
  test.each([
    ['', [PICTURE]],
    ['what is on this?', [PICTURE]],
    ['was zeigt der Screenshot?', [PICTURE]],
    ['what is on @dot.png?', []],
    ['explain @dot.png', []],
  ])('is not seen, which is said without a search: “%s”', async (asked, attached) => {
    const { answer, observations } = await ask(asked, ...attached);
    expect(answer).toMatch(/^Looking at `@?dot\.png` needs a real language model/);
    expect(observations).toHaveLength(1);
  });

  test.each([
    ['where do horses drink?', []],
    ['what does this do?', [LAKE]],
  ])('stands in the way of no other question: “%s”', async (asked, attached) => {
    const { answer, citations, observations } = await ask(asked, PICTURE, ...attached);
    expect(citations).toContainEqual(expect.objectContaining({ path: 'lake.py' }));
    expect(answer).not.toContain('dot');
    expect(observations.join()).not.toContain('Error');
  });
});
