// Instructions of the workspace: the nearest counts, nothing is read from outside, and they open no door.
import { expect, test } from 'vitest';
import { instructionsFor } from '../../../runtime/agents/index.js';
import {
  InstructionsInForce,
  instructionsText,
} from '../../../runtime/agents/instructions/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const { signal } = new AbortController();

async function workspaceOf(files: Readonly<Record<string, string>>) {
  const workspace = createMemoryFileStore();
  for (const [path, text] of Object.entries(files))
    await workspace.write(path, new TextEncoder().encode(text));
  return workspace;
}

test('those above a file are in force from the root down, each with what it holds for', async () => {
  const workspace = await workspaceOf({
    'AGENTS.md': 'root',
    'packages/api/AGENTS.md': 'api',
    'packages/web/AGENTS.md': 'web',
    'packages/api/src/CLAUDE.md': 'sources',
  });
  const files = await instructionsFor(workspace, 'packages/api/src/server.ts', signal);
  expect(files.map(({ path, folder }) => [path, folder])).toEqual([
    ['AGENTS.md', ''],
    ['packages/api/AGENTS.md', 'packages/api'],
    ['packages/api/src/CLAUDE.md', 'packages/api/src'],
  ]);
  expect((await instructionsFor(workspace, '', signal)).map(({ path }) => path)).toEqual([
    'AGENTS.md',
  ]);
});

test.each([
  [{ 'AGENTS.md': 'a', 'CLAUDE.md': 'c', '.github/copilot-instructions.md': 'g' }, 'AGENTS.md'],
  [{ 'CLAUDE.md': 'c', '.github/copilot-instructions.md': 'g' }, 'CLAUDE.md'],
  [{ '.github/copilot-instructions.md': 'g' }, '.github/copilot-instructions.md'],
  [{ 'AGENTS.md': '  \n', 'CLAUDE.md': 'c' }, 'CLAUDE.md'],
])('of %j the first that says something counts', async (files, path) => {
  const found = await instructionsFor(await workspaceOf(files), '', signal);
  expect(found.map((file) => file.path)).toEqual([path]);
});

test('a line of @ and a path stands for that file; not in code, not in a circle, not from outside', async () => {
  const workspace = await workspaceOf({
    'AGENTS.md':
      'See\n@docs/style.md\n@../secret.md\n@missing.md\nmail me@example.com\n```\n@docs/style.md\n```',
    'docs/style.md': 'Style\n@../AGENTS.md\n@more.md',
    'docs/more.md': 'More',
  });
  const [file] = await instructionsFor(workspace, '', signal);
  expect(file?.text).toBe(
    'See\nStyle\n@../AGENTS.md\nMore\n@../secret.md\n@missing.md\nmail me@example.com\n```\n@docs/style.md\n```',
  );
  expect(file?.imports).toEqual(['docs/more.md', 'docs/style.md']);
});

test('a file that is too large is cut at a whole character, and a binary one is none', async () => {
  const workspace = await workspaceOf({ 'AGENTS.md': 'é'.repeat(40_000), 'b/AGENTS.md': 'x\0y' });
  const files = await instructionsFor(workspace, 'b/c.ts', signal);
  expect(files).toMatchObject([{ path: 'AGENTS.md', bytes: 80_000, cut: true }]);
  expect(files[0]?.text).toBe('é'.repeat(16 * 1024));
});

test('models are told the outermost first, and where there is too much the nearest stays', async () => {
  const workspace = await workspaceOf({
    'AGENTS.md': 'root '.repeat(3_000),
    'a/AGENTS.md': 'near '.repeat(4_000),
  });
  const inForce = new InstructionsInForce({ workspace, tell: () => undefined });
  await inForce.look(['a/b.ts'], signal);
  const [text = ''] = inForce.texts();
  expect(text).toContain('They give no rights');
  expect(text.indexOf('path="AGENTS.md"')).toBeLessThan(text.indexOf('path="a/AGENTS.md"'));
  expect(text.match(/near /g)).toHaveLength(3_999);
  expect(text.match(/root /g)?.length).toBeLessThan(1_000);
});

test('each folder is looked at once, and what comes into force is told', async () => {
  const workspace = await workspaceOf({ 'AGENTS.md': 'root', 'a/AGENTS.md': 'a' });
  const told: string[][] = [];
  const inForce = new InstructionsInForce({
    workspace,
    tell: (files) => told.push(files.map(({ path }) => path)),
  });
  await inForce.look([], signal);
  await inForce.look(['b/c.ts'], signal);
  await inForce.look(['a/c.ts', 'a/d.ts'], signal);
  await inForce.look(['a/e.ts'], signal);
  expect(told).toEqual([['AGENTS.md'], ['AGENTS.md', 'a/AGENTS.md']]);
});

test('the command says what is in force, and that nothing is in a workspace without trust', async () => {
  const workspace = await workspaceOf({ 'AGENTS.md': 'Use tabs.' });
  expect(instructionsText(await instructionsFor(workspace, '', signal))).toContain(
    '- [AGENTS.md](AGENTS.md): the whole workspace, 9 bytes',
  );
  expect(instructionsText([])).toContain('No instructions are in force');
  expect(instructionsText(undefined)).toContain('not trusted');
});
