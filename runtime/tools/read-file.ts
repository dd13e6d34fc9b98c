// The tool readFile: the text of one file, or of some of its lines, under a cap that it reports.
import * as z from 'zod';
import { decodeText } from '../code/index.js';
import { MemfunError } from '../core/index.js';
import {
  type AnyTool,
  FileMissingError,
  type FileStore,
  normalizePath,
  PathOutsideError,
} from '../ports/index.js';
import { defineTool } from './define.js';

const MAX_LINES = 2000;
const MAX_CHARS = 200_000;
/** Files above this many bytes are not read at all, even for a range. */
export const MAX_FILE_BYTES = 50_000_000;

export class FileBinaryError extends MemfunError {
  readonly code = 'files.binary';
  constructor(readonly path: string) {
    super(`"${path}" is a binary file, so it has no lines to read.`, {
      remedy: 'Read a text file, or ask for the source this file is made from.',
    });
  }
}

export class FileTooLargeError extends MemfunError {
  readonly code = 'files.too_large';
  constructor(
    readonly path: string,
    readonly size: number,
  ) {
    super(`"${path}" has ${size} bytes; files above ${MAX_FILE_BYTES} bytes are not read whole.`, {
      remedy: 'Find the lines you need with search(pattern, { glob: path }).',
    });
  }
}

export class LineRangeError extends MemfunError {
  readonly code = 'files.range';
  constructor(message: string) {
    super(message, { remedy: 'Lines count from 1; ask for a range with startLine <= endLine.' });
  }
}

const input = z.object({
  path: z.string().min(1).describe('relative to the workspace'),
  startLine: z.int().min(1).optional().describe('first line, from 1'),
  endLine: z.int().min(1).optional().describe('last line, included'),
});

const output = z.object({
  path: z.string(),
  text: z.string(),
  startLine: z.int(),
  endLine: z.int(),
  totalLines: z.int(),
  truncated: z.boolean(),
});

/** The tool over one workspace; see the error classes above for what it refuses. */
export function readFileTool(workspace: FileStore): AnyTool {
  return defineTool({
    name: 'readFile',
    description: `Text of a file, or of a range of its lines. At most ${MAX_LINES} lines or ${MAX_CHARS} characters at once; truncated says when there is more.`,
    input,
    output,
    effect: 'read',
    positional: ['path'],
    example: "const { text } = await readFile('src/app.ts', { startLine: 1, endLine: 80 })",
    run: async ({ path, startLine = 1, endLine }, { signal }) => {
      const name = normalizePath(path, workspace.root);
      if (endLine !== undefined && endLine < startLine) {
        throw new LineRangeError(
          `The range ${startLine}-${endLine} of "${name}" ends before it starts.`,
        );
      }
      const lines = (await textOf(workspace, name, signal)).split('\n');
      if (startLine > lines.length) {
        throw new LineRangeError(
          `"${name}" has ${lines.length} lines; line ${startLine} is past its end.`,
        );
      }
      const wanted = lines.slice(startLine - 1, endLine ?? lines.length);
      const { kept, text } = capped(wanted);
      return {
        path: name,
        text,
        startLine,
        endLine: startLine + kept - 1,
        totalLines: lines.length,
        truncated: kept < wanted.length || text.length < (wanted[0]?.length ?? 0),
      };
    },
    summarize: (_input, { path, startLine, endLine, totalLines }) =>
      `${path}:${startLine}-${endLine} of ${totalLines} lines`,
  });
}

async function textOf(workspace: FileStore, name: string, signal: AbortSignal): Promise<string> {
  const real = await workspace.realPath(name);
  if (real === undefined) throw new PathOutsideError(name, workspace.root);
  const info = await workspace.stat(real);
  if (info?.kind !== 'file') throw new FileMissingError(name);
  if (info.size > MAX_FILE_BYTES) throw new FileTooLargeError(name, info.size);
  const decoded = decodeText(await workspace.read(real, signal));
  if (decoded.binary) throw new FileBinaryError(name);
  return decoded.text;
}

/** Whole lines as far as both caps allow; a first line that is too long by itself is cut. */
function capped(lines: readonly string[]): { readonly kept: number; readonly text: string } {
  let kept = 0;
  let size = 0;
  for (const line of lines.slice(0, MAX_LINES)) {
    size += line.length + 1;
    if (size > MAX_CHARS + 1) break;
    kept++;
  }
  if (kept === 0) return { kept: 1, text: (lines[0] ?? '').slice(0, MAX_CHARS) };
  return { kept, text: lines.slice(0, kept).join('\n') };
}
