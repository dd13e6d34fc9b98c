// The tool deleteFile: one file goes; it can be brought back with undo.
import * as z from 'zod';
import type { Overlay } from '../changes/index.js';
import { throwIfAborted } from '../core/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';
import { writableEntry } from './writable.js';

const input = z.object({ path: z.string().min(1).describe('relative to the workspace') });
const output = z.object({ path: z.string() });

/** The tool over the overlay of a run. Folders and links are refused. */
export function deleteFileTool(overlay: Overlay): AnyTool {
  return defineTool({
    name: 'deleteFile',
    description: 'Deletes one file. Folders and symbolic links are refused.',
    input,
    output,
    effect: 'write',
    positional: ['path'],
    example: "await deleteFile('src/unused.ts')",
    run: ({ path }, { signal }) =>
      overlay.exclusive(async () => {
        throwIfAborted(signal);
        const real = await writableEntry(overlay, path);
        await overlay.remove(real);
        return { path: real };
      }),
    summarize: (_input, { path }) => `${path} deleted`,
  });
}
