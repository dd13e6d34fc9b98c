// The tool moveFile: a file gets another name or folder, its content stays.
import * as z from 'zod';
import type { Overlay } from '../changes/index.js';
import { throwIfAborted } from '../core/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';
import { writableEntry, writablePath } from './writable.js';

const input = z.object({
  from: z.string().min(1).describe('relative to the workspace'),
  to: z.string().min(1).describe('the whole new path, relative to the workspace'),
});
const output = z.object({ from: z.string(), to: z.string() });

/** The tool over the overlay of a run. Nothing is ever replaced by a move. */
export function moveFileTool(overlay: Overlay): AnyTool {
  return defineTool({
    name: 'moveFile',
    description:
      'Moves or renames one file; imports of it are not adapted. Refused when something stands at the new path.',
    input,
    output,
    effect: 'write',
    positional: ['from', 'to'],
    example: "await moveFile('src/util.ts', 'src/text/util.ts')",
    run: (input, { signal }) =>
      overlay.exclusive(async () => {
        throwIfAborted(signal);
        const from = await writableEntry(overlay, input.from);
        const to = await writablePath(overlay, input.to);
        await overlay.move(from, to);
        return { from, to };
      }),
    summarize: (_input, { from, to }) => `${from} → ${to}`,
  });
}
