// Memories that speak of code: tied to it, doubted when it changes, trusted again when it is back or renewed.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createCodeReader } from '../../../runtime/agents/index.js';
import { createCodeService } from '../../../runtime/code/index.js';
import {
  anchorMemory,
  CodeGoneError,
  type CodeReader,
  checkChangedFiles,
  doubtOf,
  type Memory,
  type MemoryService,
  renewMemory,
} from '../../../runtime/memory/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';

const service = createCodeService({ assetsDir: path.resolve('dist') });
afterAll(() => service.dispose());
const { signal } = new AbortController();

const FILE = 'src/config.ts';
const BEFORE = `export function parseConfig(text: string): string {\n  return text.trim();\n}\n\nexport function other(): number {\n  return 1;\n}\n`;
const COMMIT = '9e107d9d372bb6826bd81d3542a419d6aabbccdd';

let root: string;
let memory: MemoryService;
let code: CodeReader;
beforeEach(async () => {
  root = tempFolder();
  mkdirSync(path.join(root, 'src'));
  mkdirSync(path.join(root, '.git', 'refs', 'heads'), { recursive: true });
  put('.git/HEAD', 'ref: refs/heads/main\n');
  put('.git/refs/heads/main', `${COMMIT}\n`);
  put(FILE, BEFORE);
  memory = await openWindow(tempFolder());
  code = createCodeReader(createNodeFileStore(root), service);
});

const put = (file: string, text: string): void => writeFileSync(path.join(root, file), text);
async function remember(content: string): Promise<Memory> {
  const { memory: saved } = await memory.save({ content, layer: 'project' });
  return anchorMemory(saved, memory, code, { signal });
}
const check = async (): Promise<string[]> =>
  (await checkChangedFiles([FILE], memory, code, signal)).map(({ id }) => id);
const isStale = async (id: string): Promise<boolean> =>
  (await memory.get(id))?.staleSince !== undefined;

describe('a memory that names code', () => {
  test('keeps its file, symbol, fingerprint and commit', async () => {
    const { provenance } = await remember(`parseConfig in ${FILE} trims its input`);
    expect(provenance).toMatchObject({
      source: 'user',
      path: FILE,
      symbol: 'parseConfig',
      commit: COMMIT,
    });
    expect(provenance.codeHash).toMatch(/^[0-9a-f]{32}$/);
  });

  test('is tied to nothing when it names no file, or one that is not there or outside', async () => {
    for (const content of [
      'Tea is at four',
      'parse in src/missing.ts is slow',
      'The secrets are in ../../etc/passwd.txt',
      'Version 1.25.x is out',
    ]) {
      expect((await remember(content)).provenance).not.toHaveProperty('path');
    }
  });

  test('that names none is tied to what was cited where it was learned', async () => {
    const { memory: saved } = await memory.save({
      content: 'The input is trimmed',
      layer: 'project',
    });
    const citations = [{ path: FILE, line: 2 }];
    const { provenance } = await anchorMemory(saved, memory, code, { citations, signal });
    expect(provenance).toMatchObject({ path: FILE, symbol: 'parseConfig' });
  });
});

describe('when the code changes', () => {
  test('a memory of another symbol stays; one of the changed symbol is doubted, ranked down and said to be', async () => {
    const changed = await remember(`parseConfig in ${FILE} trims the text`);
    const same = await remember(`other in ${FILE} returns \`other()\` one, no text`);
    put(FILE, BEFORE.replace('text.trim()', 'text.trimEnd()'));
    expect(await check()).toEqual([changed.id]);
    expect(await isStale(same.id)).toBe(false);
    const { lines, hits } = await memory.recall('what does parseConfig do with the text?');
    expect(lines).toContain(
      `[project/fact; may be outdated: parseConfig in ${FILE} changed] ${changed.content}`,
    );
    const scoreIn = (all: typeof hits): number =>
      all.find((hit) => hit.memory.id === changed.id)?.score ?? Number.NaN;
    const found = await memory.search({ text: 'what does parseConfig do with the text?' });
    expect(scoreIn(hits)).toBeCloseTo(0.6 * scoreIn(found), 5);
  });

  test('moved lines, line ends and code around it make no difference', async () => {
    const { id } = await remember(`parseConfig in ${FILE} trims the text`);
    put(FILE, `// A new first line.\n\n${BEFORE.replaceAll('\n', '  \r\n')}`);
    expect(await check()).toEqual([]);
    expect(await isStale(id)).toBe(false);
  });

  test('and back again, the memory is trusted again', async () => {
    const { id } = await remember(`parseConfig in ${FILE} trims the text`);
    put(FILE, BEFORE.replace('trim', 'trimEnd'));
    await check();
    expect(await isStale(id)).toBe(true);
    put(FILE, BEFORE);
    expect(await check()).toEqual([id]);
    expect(await isStale(id)).toBe(false);
  });

  test('a memory of a whole file is doubted when the file defines something else, or is gone', async () => {
    const { id, provenance } = await remember(`${FILE} holds what reads settings`);
    expect(provenance).not.toHaveProperty('symbol');
    put(FILE, BEFORE.replace('return 1', 'return 2'));
    expect(await check()).toEqual([]);
    put(FILE, `${BEFORE}export class Settings {}\n`);
    expect(await check()).toEqual([id]);
    put(FILE, BEFORE);
    await check();
    rmSync(path.join(root, FILE));
    expect(await check()).toEqual([id]);
  });

  test('what cannot be read is no reason for doubt', async () => {
    const { id } = await remember(`parseConfig in ${FILE} trims the text`);
    put(FILE, `${'x'.repeat(600_000)}\n`);
    expect(await check()).toEqual([]);
    expect(await isStale(id)).toBe(false);
  });
});

describe('renewing', () => {
  test('says that a memory holds for the code as it is', async () => {
    const before = await remember(`parseConfig in ${FILE} trims the text`);
    put(FILE, BEFORE.replace('trim', 'trimEnd'));
    await check();
    const renewed = await renewMemory(before, memory, code, signal);
    expect(doubtOf(renewed)).toBeUndefined();
    expect(renewed.provenance.codeHash).not.toBe(before.provenance.codeHash);
    expect(await check()).toEqual([]);
  });

  test('is refused when the code is gone, or was never named', async () => {
    const cited = await remember(`parseConfig in ${FILE} trims the text`);
    put(FILE, 'export const nothing = 1;\n');
    await expect(renewMemory(cited, memory, code, signal)).rejects.toBeInstanceOf(CodeGoneError);
    const tea = await remember('Tea is at four');
    await expect(renewMemory(tea, memory, code, signal)).rejects.toThrow('names no file');
  });
});

test('a stop ends the check', async () => {
  await remember(`parseConfig in ${FILE} trims the text`);
  await expect(checkChangedFiles([FILE], memory, code, AbortSignal.abort())).rejects.toThrow();
});
