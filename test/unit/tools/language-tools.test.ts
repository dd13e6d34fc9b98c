// References and diagnostics come from the host's language servers, with the lines they point at.
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { LanguageServices } from '../../../runtime/ports/index.js';
import { createLanguageTools } from '../../../runtime/tools/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { call } from './support/repository.js';

const workspace = createMemoryFileStore();
await workspace.write('a.ts', new TextEncoder().encode('const one = 1;\r\nuse(one);\n'));
const services: LanguageServices = {
  references: async (path) => [
    { path, line: 1 },
    { path, line: 2 },
  ],
  problems: async (path) =>
    path === undefined ? [] : [{ path, line: 2, severity: 'error', message: 'no such function' }],
};
const [references, diagnostics] = createLanguageTools({ workspace, services });

test('every use comes with its line', async () => {
  const shape = z.object({ places: z.array(z.object({ line: z.number(), text: z.string() })) });
  const { places } = await call(references, { path: 'a.ts', line: 1, name: 'one' }, shape);
  expect(places).toEqual([
    { line: 1, text: 'const one = 1;' },
    { line: 2, text: 'use(one);' },
  ]);
});

test('a name that does not stand there is said so, with what to do', async () => {
  await expect(
    call(references, { path: 'a.ts', line: 2, name: 'two' }, z.unknown()),
  ).rejects.toMatchObject({ remedy: expect.stringContaining('outline()') });
});

test('problems are those of one file, and a missing file is an error', async () => {
  const shape = z.object({ problems: z.array(z.object({ message: z.string() })) });
  const { problems } = await call(diagnostics, { path: 'a.ts' }, shape);
  expect(problems).toEqual([{ message: 'no such function' }]);
  await expect(call(diagnostics, { path: 'b.ts' }, shape)).rejects.toThrow(/b\.ts/);
});
