// The tool editFile: one place of one file is replaced, and everything else stays byte for byte.
import * as z from 'zod';
import { applyEdit, encodeFile, type Overlay, summarizeChange } from '../changes/index.js';
import { throwIfAborted } from '../core/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';
import { editableFile } from './writable.js';

const input = z.object({
  path: z.string().min(1).describe('relative to the workspace'),
  oldText: z.string().describe('what stands there now, copied from the file; must be unique'),
  newText: z.string().describe('what comes in its place'),
  replaceAll: z.boolean().optional().describe('replace every occurrence'),
});

const output = z.object({
  path: z.string(),
  /** Anything but `exact`: look at the diff. */
  match: z.enum(['exact', 'whitespace', 'fuzzy']),
  places: z.int(),
  added: z.int(),
  removed: z.int(),
  diff: z.string(),
});

/** The tool over the overlay of a run. A failed edit changes nothing. */
export function editFileTool(overlay: Overlay): AnyTool {
  return defineTool({
    name: 'editFile',
    description:
      'Replaces oldText, which must occur exactly once, by newText. Line endings and encoding are kept. When it fails, the error names the nearest places and the file is unchanged.',
    input,
    output,
    effect: 'write',
    positional: ['path', 'oldText', 'newText'],
    example: "const { diff } = await editFile('src/app.ts', 'retries = 3', 'retries = 5')",
    run: ({ path, oldText, newText, replaceAll }, { signal }) =>
      overlay.exclusive(async () => {
        throwIfAborted(signal);
        const { real, file, before } = await editableFile(overlay, path, signal);
        const edited = applyEdit(real, file, { oldText, newText, replaceAll });
        const after = encodeFile(edited.file);
        throwIfAborted(signal);
        await overlay.write(real, after);
        const summary = summarizeChange({ path: real, before, after });
        return { path: real, match: edited.stage, places: edited.places, ...summary };
      }),
    summarize: (_input, { path, added, removed }) => `${path} +${added} −${removed}`,
  });
}
