// While a run has changes, ripgrep still searches the disk, and what the run has changed is seen as the run sees it.
import { expect, test } from 'vitest';
import * as z from 'zod';
import { Overlay } from '../../../runtime/changes/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { createFileTools } from '../../../runtime/tools/index.js';
import { editorsRipgrep } from '../../support/ripgrep.js';
import { call as callTool } from './support/repository.js';
import { tempWorkspace } from './support/workspace.js';

const shape = z.object({
  matches: z.array(z.object({ path: z.string(), line: z.number() })),
  engine: z.string(),
});
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test('changed, new, deleted and moved files are found where and as they are now', async () => {
  const root = await tempWorkspace({
    'kept.ts': 'needle\n',
    'changed.ts': 'needle\n',
    'emptied.ts': 'needle\n',
    'gone.ts': 'needle\n',
    'old.ts': 'needle\n',
  });
  const overlay = new Overlay({ workspace: createNodeFileStore(root) });
  await overlay.write('changed.ts', utf8('first\nneedle\n'));
  await overlay.write('emptied.ts', utf8('nothing\n'));
  await overlay.write('new.ts', utf8('needle\n'));
  await overlay.remove('gone.ts');
  await overlay.move('old.ts', 'moved.ts');
  const tools = createFileTools({ workspace: overlay, ripgrep: { candidates: editorsRipgrep } });
  const search = tools.find(({ name }) => name === 'search');
  const { matches, engine } = await callTool(search, { pattern: 'needle' }, shape);
  expect(engine).toBe('ripgrep');
  expect(matches.map(({ path, line }) => `${path}:${line}`)).toEqual([
    'changed.ts:2',
    'kept.ts:1',
    'moved.ts:1',
    'new.ts:1',
  ]);
  const only = await callTool(search, { pattern: 'needle', glob: 'new.*' }, shape);
  expect(only.matches.map(({ path }) => path)).toEqual(['new.ts']);
});
