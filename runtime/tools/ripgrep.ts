// Search with ripgrep: finds the program, runs it in the workspace and reads its JSON lines.
import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { decodeText, VENDORED } from '../code/index.js';
import { throwIfAborted } from '../core/index.js';
import {
  MAX_FOUND,
  MAX_SEARCHED_BYTES,
  SearchFailedError,
  type SearchFound,
  type SearchMatch,
  SearchPatternError,
  type SearchRequest,
  shownLine,
} from './search-types.js';

const text = z.union([z.object({ text: z.string() }), z.object({ bytes: z.string() })]);
const lineData = z.object({
  path: text,
  lines: text,
  line_number: z.int(),
  submatches: z.array(z.object({ start: z.int() })),
});
const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begin') }),
  z.object({ type: z.literal('match'), data: lineData }),
  z.object({ type: z.literal('context'), data: lineData }),
  z.object({
    type: z.literal('end'),
    data: z.object({
      binary_offset: z.int().nullable(),
      stats: z.object({ bytes_searched: z.number() }),
    }),
  }),
  z.object({ type: z.literal('summary') }),
]);

/** The first program that can be run: the candidates (absolute paths), then `rg` on PATH. */
export async function findRipgrep(candidates: readonly string[]): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const folders = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  for (const file of [...candidates, ...folders.map((folder) => path.join(folder, name))]) {
    if (await canRun(file)) return file;
  }
  return undefined;
}

async function canRun(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/**
 * Searches a folder. Files are chosen as `walkWorkspace` chooses them.
 * @throws SearchPatternError, SearchFailedError, AbortedError
 */
export async function searchWithRipgrep(
  program: string,
  folder: string,
  request: SearchRequest,
): Promise<SearchFound> {
  throwIfAborted(request.signal);
  const child = spawn(program, argumentsOf(request), {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const kill = (): void => void child.kill('SIGKILL');
  request.signal.addEventListener('abort', kill, { once: true });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < 10_000) complaint += chunk.toString();
  });
  const ended = new Promise<number | Error>((resolve) => {
    child.once('error', resolve);
    child.once('close', (code) => resolve(code ?? -1));
  });
  const matches: SearchMatch[] = [];
  let stopped = false;
  try {
    let file: z.infer<typeof lineEvent>[] = [];
    for await (const line of linesOf(child.stdout)) {
      const parsed = event.parse(JSON.parse(line));
      if (parsed.type === 'begin') file = [];
      if (parsed.type === 'match' || parsed.type === 'context') file.push(parsed);
      // Not by ripgrep's own limit of sizes: it asks the disk for the size of every file, which costs a seventh.
      if (
        parsed.type === 'end' &&
        parsed.data.binary_offset === null &&
        parsed.data.stats.bytes_searched <= MAX_SEARCHED_BYTES
      ) {
        for (const match of matchesOf(file, request)) matches.push(match);
      }
      stopped = matches.length + file.length > MAX_FOUND * (1 + 2 * request.context);
      if (stopped) break;
    }
  } finally {
    if (stopped) kill();
    request.signal.removeEventListener('abort', kill);
  }
  throwIfAborted(request.signal);
  const outcome = stopped ? 0 : await ended;
  throwIfAborted(request.signal);
  if (outcome instanceof Error) throw new SearchFailedError(outcome.message, outcome);
  if (outcome !== 0 && outcome !== 1) reject(request, complaint, outcome, matches.length > 0);
  const unreadable = complaint.split('\n').filter((line) => UNREADABLE.test(line)).length;
  return { matches, stopped, unreadable };
}

/**
 * Lines end at `\n` only: node:readline would also split at U+2028, which JSON may hold as it is. A line longer
 * than any searched file can give is left out.
 */
async function* linesOf(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  let rest = '';
  let tooLong = false;
  for await (const chunk of stream) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      if (!tooLong) yield line;
      tooLong = false;
    }
    if (rest.length > LONGEST_LINE) {
      rest = '';
      tooLong = true;
    }
  }
}

/** Of ripgrep's output, in which every character may be escaped. */
const LONGEST_LINE = 2 * MAX_SEARCHED_BYTES;
const UNREADABLE = /os error|permission denied/i;
const lineEvent = z.object({ type: z.enum(['match', 'context']), data: lineData });

/** Exit code 2 also says that single files could not be read; then what was found stands. */
function reject(request: SearchRequest, complaint: string, code: number, found: boolean): void {
  if (/regex parse error|literal .* not allowed|error parsing|exceeds size/.test(complaint)) {
    throw new SearchPatternError(request.pattern, complaint.trim());
  }
  const unreadable = UNREADABLE.test(complaint);
  if (code !== 2 || !(found || unreadable)) {
    throw new SearchFailedError(complaint.trim() || `it ended with code ${code}`);
  }
}

function argumentsOf(request: SearchRequest): readonly string[] {
  return [
    '--json',
    '--no-config',
    '--crlf',
    '--no-require-git',
    '--no-ignore-global',
    '--no-ignore-exclude',
    '--no-ignore-parent',
    '--no-ignore-dot',
    '--context',
    String(request.context),
    // Globs that only exclude leave .gitignore in force; one that includes would override it.
    ...VENDORED.flatMap((name) => ['--glob', `!${name}/`]),
    request.caseSensitive ? '--case-sensitive' : '--ignore-case',
    ...(request.regex ? [] : ['--fixed-strings']),
    '--regexp',
    request.pattern,
    '--',
    './',
  ];
}

function matchesOf(
  events: readonly z.infer<typeof lineEvent>[],
  request: SearchRequest,
): readonly SearchMatch[] {
  const [first] = events;
  if (first === undefined) return [];
  const name = bytesOf(first.data.path).toString().replaceAll('\\', '/').replace(/^\.\//, '');
  if (!request.accepts(name)) return [];
  const lines = new Map(events.map(({ data }) => [data.line_number, lineText(data.lines)]));
  const around = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, index) => lines.get(from + index))
      .filter((line) => line !== undefined)
      .map(shownLine);
  return events
    .filter(({ type }) => type === 'match')
    .map(({ data }) => ({
      path: name,
      line: data.line_number,
      column: columnOf(data),
      text: shownLine(lines.get(data.line_number) ?? ''),
      ...(request.context > 0 && {
        before: around(data.line_number - request.context, data.line_number),
        after: around(data.line_number + 1, data.line_number + 1 + request.context),
      }),
    }));
}

function bytesOf(value: z.infer<typeof text>): Buffer {
  return 'text' in value ? Buffer.from(value.text) : Buffer.from(value.bytes, 'base64');
}

function lineText(value: z.infer<typeof text>): string {
  return decoded(bytesOf(value)).replace(/\r?\n$/, '');
}

/** Offsets of ripgrep count bytes; columns count UTF-16 units. */
function columnOf({ lines, submatches }: z.infer<typeof lineData>): number {
  const start = submatches[0]?.start ?? 0;
  const bytes = bytesOf(lines);
  const before = 'text' in lines ? decoded(bytes.subarray(0, start)) : 'x'.repeat(start);
  return before.length + 1;
}

function decoded(bytes: Uint8Array): string {
  const result = decodeText(bytes);
  return result.binary ? '' : result.text;
}
