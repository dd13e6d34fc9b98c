// Search without ripgrep: the same answer from JavaScript, slower, guarded against patterns that never end.
import { createContext, runInContext } from 'node:vm';
import { decodeText, walkWorkspace } from '../code/index.js';
import { throwIfAborted } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import {
  MAX_FOUND,
  MAX_SEARCHED_BYTES,
  type SearchFound,
  type SearchMatch,
  SearchPatternError,
  type SearchRequest,
  SearchTooSlowError,
  shownLine,
} from './search-types.js';

/** Most milliseconds the pattern may take on one file. */
const FILE_TIMEOUT_MS = 2000;

/**
 * Searches the files of a walk, or those given.
 * @throws SearchPatternError, SearchTooSlowError, AbortedError
 */
export async function searchWithJavaScript(
  workspace: FileStore,
  request: SearchRequest,
  paths: AsyncIterable<string> | Iterable<string> = walkWorkspace(workspace, {
    signal: request.signal,
  }),
): Promise<SearchFound> {
  const pattern = compile(request);
  const matches: SearchMatch[] = [];
  let unreadable = 0;
  for await (const path of paths) {
    if (!request.accepts(path)) continue;
    const size = (await workspace.stat(path))?.size ?? 0;
    if (size > MAX_SEARCHED_BYTES) continue;
    const data = await workspace.read(path, request.signal).catch(() => undefined);
    throwIfAborted(request.signal);
    if (data === undefined) {
      unreadable++;
      continue;
    }
    const decoded = decodeText(data);
    if (decoded.binary) continue;
    for (const match of matchesIn(path, decoded.text, pattern, request)) {
      if (matches.length === MAX_FOUND) return { matches, unreadable, stopped: true };
      matches.push(match);
    }
  }
  return { matches, unreadable, stopped: false };
}

function compile({ pattern, regex, caseSensitive }: SearchRequest): RegExp {
  const source = regex ? pattern : pattern.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  try {
    return new RegExp(source, caseSensitive ? '' : 'i');
  } catch (error) {
    throw new SearchPatternError(pattern, error instanceof Error ? error.message : '', error);
  }
}

function matchesIn(
  path: string,
  text: string,
  pattern: RegExp,
  request: SearchRequest,
): readonly SearchMatch[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return columnsOf(lines, pattern, path).map(([index, column]) => ({
    path,
    line: index + 1,
    column: column + 1,
    text: shownLine(lines[index] ?? ''),
    ...(request.context > 0 && {
      before: lines.slice(Math.max(0, index - request.context), index).map(shownLine),
      after: lines.slice(index + 1, index + 1 + request.context).map(shownLine),
    }),
  }));
}

/** Only a script of `node:vm` can be interrupted inside of a running regular expression. */
function columnsOf(
  lines: readonly string[],
  pattern: RegExp,
  path: string,
): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  const look = (): void => {
    lines.forEach((line, index) => {
      const column = line.search(pattern);
      if (column >= 0) found.push([index, column]);
    });
  };
  try {
    runInContext('look()', createContext({ look }), { timeout: FILE_TIMEOUT_MS });
  } catch (error) {
    throw isTimeout(error) ? new SearchTooSlowError(pattern.source, path) : error;
  }
  return found;
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
