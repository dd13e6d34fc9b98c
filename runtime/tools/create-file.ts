// The tool createFile: a new file where none stands.
import * as z from 'zod';
import { FileExistsError, type Overlay } from '../changes/index.js';
import { throwIfAborted } from '../core/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';
import { writablePath } from './writable.js';

const input = z.object({
  path: z.string().min(1).describe('relative to the workspace'),
  text: z.string().default(''),
});

const output = z.object({ path: z.string(), lines: z.int() });

/** The tool over the overlay of a run. */
export function createFileTool(overlay: Overlay): AnyTool {
  return defineTool({
    name: 'createFile',
    description: 'Makes a new UTF-8 file, with its folders. Refused when something stands there.',
    input,
    output,
    effect: 'write',
    positional: ['path', 'text'],
    example: "await createFile('test/new.test.ts', 'import …\\n')",
    run: ({ path, text }, { signal }) =>
      overlay.exclusive(async () => {
        throwIfAborted(signal);
        const real = await writablePath(overlay, path);
        if ((await overlay.stat(real)) !== undefined) throw new FileExistsError(real);
        await overlay.write(real, new TextEncoder().encode(text));
        const breaks = text.split('\n').length - 1;
        return { path: real, lines: text === '' || text.endsWith('\n') ? breaks : breaks + 1 };
      }),
    summarize: (_input, { path, lines }) => `${path} created, ${lines} lines`,
  });
}
