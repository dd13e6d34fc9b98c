// Searches with ripgrep: found in the editor's installation or on PATH, streamed, ended at a cap or by the signal.
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { AbortedError, MemfunError } from '../core/index.js';
import { PatternError } from './file-errors.js';
import { matcher } from './list-files.js';
import type { SearchInput, SearchMatch } from './search.js';

class RipgrepError extends MemfunError {
  readonly code = 'tool.ripgrep';
}

/** The first candidate that can be run, else `rg` of PATH, else `undefined`. */
export async function findRipgrep(candidates: readonly string[]): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const onPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '');
  for (const file of [...candidates, ...onPath.map((folder) => path.join(folder, name))]) {
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // not this one
    }
  }
  return undefined;
}

const textSchema = z.union([
  z.object({ text: z.string() }).transform((t) => t.text),
  z.object({ bytes: z.string() }).transform(() => undefined),
]);
const matchSchema = z.object({
  type: z.literal('match'),
  data: z.object({
    path: textSchema,
    lines: textSchema,
    line_number: z.number(),
    submatches: z.array(z.object({ start: z.number() })),
  }),
});

/** More matches than this are not even counted. */
const HARD_CAP = 20_000;

export interface RawMatches {
  readonly matches: readonly SearchMatch[];
  /** True when the search was ended at the hard cap. */
  readonly capped: boolean;
}

/** @throws PatternError for a wrong expression; RipgrepError when ripgrep fails; AbortedError */
export async function searchWithRipgrep(
  rg: string,
  root: string,
  input: SearchInput,
  signal: AbortSignal,
): Promise<RawMatches> {
  const args = [
    '--json',
    '--no-config',
    '--max-columns=4000',
    '--no-require-git',
    '--no-ignore-global',
    '--no-ignore-parent',
    ...(input.regex ? [] : ['--fixed-strings']),
    input.caseSensitive ? '--case-sensitive' : '--ignore-case',
    ...['node_modules', 'bower_components', 'vendor', '__pycache__', 'site-packages'].flatMap(
      (name) => ['--glob', `!**/${name}/**`],
    ),
    '--regexp',
    input.pattern,
    '--',
    '.',
  ];
  const child = spawn(rg, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], signal });
  const failed = new Promise<Error | undefined>((resolve) =>
    child.once('error', resolve).once('close', () => resolve(undefined)),
  );
  let errors = '';
  child.stderr.on(
    'data',
    (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(0, 2_000)),
  );
  const wanted = input.glob === undefined ? () => true : matcher(input.glob);
  const matches: SearchMatch[] = [];
  let capped = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const match = toMatch(line);
    if (match === undefined || !wanted(match.path)) continue;
    matches.push(match);
    if (matches.length < HARD_CAP) continue;
    capped = true;
    child.kill();
    break;
  }
  const error = await failed;
  if (signal.aborted) throw new AbortedError(undefined, signal.reason);
  if (error !== undefined)
    throw new RipgrepError(`ripgrep could not be run: ${error.message}`, {
      cause: error,
      remedy: 'Run Memfun: Doctor.',
    });
  if (
    child.exitCode === 2 &&
    matches.length === 0 &&
    /regex parse error|error parsing/.test(errors)
  )
    throw new PatternError(input.pattern, lastLine(errors));
  return { matches, capped };
}

function toMatch(line: string): SearchMatch | undefined {
  if (!line.startsWith('{"type":"match"')) return undefined;
  const parsed = matchSchema.safeParse(JSON.parse(line));
  if (!parsed.success) return undefined;
  const { path: file, lines: text, line_number, submatches } = parsed.data.data;
  if (file === undefined || text === undefined) return undefined;
  const column =
    Buffer.from(text)
      .subarray(0, submatches[0]?.start ?? 0)
      .toString().length + 1;
  return {
    path: file.replace(/^\.[/\\]/, '').replaceAll('\\', '/'),
    line: line_number,
    column,
    text: text.replace(/\r?\n$/, ''),
  };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? text;
}
