// The tool listFiles: what a developer sees of the workspace, in order, with an honest total.
import { expect, it } from 'vitest';
import * as z from 'zod';
import { call, tempWorkspace } from './support/workspace.js';

const list = (root: string, input: object, signal = new AbortController().signal) =>
  call(root, 'listFiles', input, z.looseObject({}), { signal });

it('lists by glob, without ignored, vendored and hidden files', async () => {
  const root = await tempWorkspace({
    '.gitignore': 'out/',
    'out/x.ts': '',
    'node_modules/y.ts': '',
    '.h.ts': '',
    'src/b.ts': '',
    'a.md': '',
  });
  expect(await list(root, {})).toEqual({ files: ['a.md', 'src/b.ts'], total: 2, truncated: false });
  expect(await list(root, { glob: '**/*.ts' })).toMatchObject({ files: ['src/b.ts'] });
  expect(await list(root, { limit: 1 })).toEqual({ files: ['a.md'], total: 2, truncated: true });
  await expect(list(root, {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
});
