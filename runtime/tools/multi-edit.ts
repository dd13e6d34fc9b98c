// The tool multiEdit: several edits, also of several files, all made or none.
import * as z from 'zod';
import {
  applyEdit,
  encodeFile,
  MultiEditError,
  type Overlay,
  summarizeChange,
  type TextFile,
} from '../changes/index.js';
import { MemfunError, throwIfAborted } from '../core/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';
import { editableFile, writablePath } from './writable.js';

const input = z.object({
  edits: z
    .array(
      z.object({
        path: z.string().min(1),
        oldText: z.string(),
        newText: z.string(),
        replaceAll: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(1000)
    .describe('made in this order; later edits see what earlier ones did'),
});

const output = z.object({
  files: z.array(
    z.object({ path: z.string(), added: z.int(), removed: z.int(), diff: z.string() }),
  ),
});

interface Edited {
  readonly before: Uint8Array;
  readonly file: TextFile;
}

/** The tool over the overlay of a run. */
export function multiEditTool(overlay: Overlay): AnyTool {
  return defineTool({
    name: 'multiEdit',
    description:
      'Makes several edits as editFile does, in one or many files: all of them or, when one fails, none.',
    input,
    output,
    effect: 'write',
    positional: ['edits'],
    example:
      "await multiEdit([{ path: 'a.ts', oldText: 'foo(', newText: 'bar(' }, { path: 'b.ts', oldText: 'foo', newText: 'bar' }])",
    run: ({ edits }, { signal }) =>
      overlay.exclusive(async () => {
        const edited = new Map<string, Edited>();
        for (const [index, edit] of edits.entries()) {
          throwIfAborted(signal);
          try {
            const real = await writablePath(overlay, edit.path);
            const { before, file } =
              edited.get(real) ?? (await editableFile(overlay, real, signal));
            edited.set(real, { before, file: applyEdit(real, file, edit).file });
          } catch (error) {
            if (!(error instanceof MemfunError) || signal.aborted) throw error;
            throw new MultiEditError(index + 1, edits.length, error);
          }
        }
        const writes = [...edited].map(([path, { before, file }]) => ({
          path,
          before,
          data: encodeFile(file),
        }));
        await overlay.writeAll(writes);
        return {
          files: writes.map(({ path, before, data }) => ({
            path,
            ...summarizeChange({ path, before, after: data }),
          })),
        };
      }),
    summarize: ({ edits }, { files }) => `${edits.length} edits in ${files.length} files`,
  });
}
