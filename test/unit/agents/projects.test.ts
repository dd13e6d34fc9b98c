// Projects: listed, renamed, moved to another folder and deleted; what is open is never lost.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Projects, projectKeyOf } from '../../../runtime/agents/commands/projects.js';
import { ManualClock } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'memfun-projects-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function open(key: string, folder: string): Promise<Projects> {
  const projects = new Projects(
    { files: createNodeFileStore(root), key, folder },
    new ManualClock(),
  );
  await projects.touch();
  return projects;
}

test('are listed with name and folder; one can be renamed', async () => {
  await open('a-1', '/code/a');
  const b = await open('b-1', '/code/b');
  expect(await b.command('')).toContain('| b **(open)** | /code/b |');
  expect(await b.command('rename parcel service')).toContain('parcel service');
  expect(await b.command('list')).toContain('| parcel service **(open)** |');
  await (await open('b-1', '/code/b')).touch();
  expect(await b.command('list')).toContain('parcel service');
});

test('may work in another folder, which then finds its memory', async () => {
  const files = createNodeFileStore(root);
  const a = await open('a-1', '/code/a');
  expect(await projectKeyOf(files, '/code/a', 'a-1')).toBe('a-1');
  expect(await a.command('workdir')).toBe('/code/a');
  await a.command('workdir /code/moved');
  expect(await projectKeyOf(files, '/code/moved', 'moved-1')).toBe('a-1');
  await expect(a.command('workdir here')).rejects.toMatchObject({ code: 'command.project' });
  const b = await open('b-1', '/code/b');
  await expect(b.command('workdir /code/moved')).rejects.toThrow(/already/);
});

test('are deleted with their memory and conversations only after a yes, and never while open', async () => {
  await open('a-1', '/code/a');
  const kept = ['a-1/memory/log', 'a-1/sessions/log'].map((file) => path.join(root, file));
  for (const file of kept) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'x');
  }
  const b = await open('b-1', '/code/b');
  expect(await b.command('delete a')).toMatch(/and its conversations, would be deleted .* yes/);
  expect(kept.filter((file) => existsSync(file))).toEqual(kept);
  await b.command('delete a yes');
  expect(kept.filter((file) => existsSync(file))).toEqual([]);
  expect(await b.command('list')).not.toContain('/code/a');
  await expect(b.command('delete b yes')).rejects.toThrow(/open project/);
  await expect(b.command('delete zzz yes')).rejects.toThrow(/no project/);
  await expect(b.command('sell')).rejects.toMatchObject({ code: 'command.usage' });
});

test('whose record is damaged are written anew with the next use', async () => {
  await open('a-1', '/code/a');
  writeFileSync(path.join(root, 'a-1/project.json'), '{"name": ');
  expect(await (await open('a-1', '/code/a')).command('list')).toContain('/code/a');
  expect(readdirSync(root)).toEqual(['a-1']);
});
