// The tool writeFile: the whole text of a file; refused when much of an existing file would be lost.
import * as z from 'zod';
import {
  decodeFile,
  encodeFile,
  type Overlay,
  splitLines,
  summarizeChange,
  WriteLossError,
  withText,
} from '../changes/index.js';
import { throwIfAborted } from '../core/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';
import { editableFile, writablePath } from './writable.js';

/** The greatest share of an existing file's lines that a write may drop. */
const MAX_LOSS = 0.3;

const input = z.object({
  path: z.string().min(1).describe('relative to the workspace'),
  text: z.string().describe('the whole text'),
});

const output = z.object({
  path: z.string(),
  created: z.boolean(),
  added: z.int(),
  removed: z.int(),
  diff: z.string(),
});

/** The tool over the overlay of a run. */
export function writeFileTool(overlay: Overlay): AnyTool {
  return defineTool({
    name: 'writeFile',
    description:
      'Writes the whole text of a file, new or existing. Refused when over 30 % of the lines of an existing file would be lost: use editFile for changes.',
    input,
    output,
    effect: 'write',
    positional: ['path', 'text'],
    example: "await writeFile('src/version.ts', 'export const version = 2;\\n')",
    run: ({ path, text }, { signal }) =>
      overlay.exclusive(async () => {
        throwIfAborted(signal);
        const real = await writablePath(overlay, path);
        const created = (await overlay.stat(real)) === undefined;
        const { file, before } = created
          ? { file: decodeFile(real, new Uint8Array()), before: undefined }
          : await editableFile(overlay, real, signal);
        if (!overlay.isNew(real)) checkLoss(real, file.text, text);
        const after = encodeFile(withText(file, text));
        throwIfAborted(signal);
        await overlay.write(real, after);
        return { path: real, created, ...summarizeChange({ path: real, before, after }) };
      }),
    summarize: (_input, { path, created, added, removed }) =>
      created ? `${path} created, ${added} lines` : `${path} +${added} −${removed}`,
  });
}

/** Lines count by their text without indentation: formatting a file anew loses nothing, and blank lines are none. */
function checkLoss(path: string, before: string, after: string): void {
  const left = new Map<string, number>();
  for (const line of contentLines(after)) left.set(line, (left.get(line) ?? 0) + 1);
  const lines = contentLines(before);
  let lost = 0;
  for (const line of lines) {
    const count = left.get(line) ?? 0;
    if (count === 0) lost++;
    else left.set(line, count - 1);
  }
  if (lost > MAX_LOSS * lines.length) throw new WriteLossError(path, lost, lines.length);
}

function contentLines(text: string): string[] {
  return splitLines(text)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
