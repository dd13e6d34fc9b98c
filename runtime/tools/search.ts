// The tool search: lines that match a text or a regular expression, and the engine that found them.
import picomatch from 'picomatch';
import * as z from 'zod';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';
import { findRipgrep, searchWithRipgrep } from './ripgrep.js';
import { searchWithJavaScript } from './search-fallback.js';
import type { SearchFound, SearchMatch, SearchRequest } from './search-types.js';

const input = z.object({
  pattern: z.string().min(1).max(10_000),
  regex: z.boolean().default(false).describe('pattern is a regular expression'),
  glob: z.string().min(1).max(1000).optional().describe('only files that match'),
  caseSensitive: z.boolean().default(false),
  context: z.int().min(0).max(20).default(0).describe('lines before and after'),
  limit: z.int().min(1).max(10_000).default(200).describe('most matches to return'),
});

const output = z.object({
  matches: z.array(
    z.object({
      path: z.string(),
      line: z.int(),
      column: z.int(),
      text: z.string(),
      before: z.array(z.string()).optional(),
      after: z.array(z.string()).optional(),
    }),
  ),
  files: z.int().describe('files with a match'),
  total: z.int().describe('matching lines found'),
  truncated: z.boolean(),
  unreadable: z.int().describe('files that could not be read'),
  engine: z.enum(['ripgrep', 'javascript']),
});

export interface RipgrepOptions {
  /** Absolute paths tried before PATH. */
  readonly candidates: readonly string[];
  /** Whether PATH and candidates are looked at; default true. */
  readonly enabled?: boolean;
}

/** The tool over one workspace; without ripgrep, or without a local folder, JavaScript searches. */
export function searchTool(workspace: FileStore, ripgrep: RipgrepOptions): AnyTool {
  let program: Promise<string | undefined> | undefined;
  return defineTool({
    name: 'search',
    description:
      'Lines that contain a text, or match a regular expression with regex: true. Ordered by path and line; engine says what searched. Binary files and those above 50 MB are left out.',
    input,
    output,
    effect: 'read',
    positional: ['pattern'],
    example: "const { matches } = await search('retry\\\\w*', { regex: true, glob: '**/*.ts' })",
    run: async ({ glob, limit, ...request }, { signal }) => {
      program ??=
        ripgrep.enabled === false ? Promise.resolve(undefined) : findRipgrep(ripgrep.candidates);
      const disk = diskOf(workspace);
      const rg = disk === undefined ? undefined : await program;
      const asked = {
        ...request,
        signal,
        accepts: glob === undefined ? () => true : picomatch(glob),
      };
      const found =
        rg === undefined || disk === undefined
          ? await searchWithJavaScript(workspace, asked)
          : await searchOnDisk(rg, disk, workspace, asked);
      const ordered = found.matches.toSorted(byPlace);
      return {
        matches: ordered.slice(0, limit),
        files: new Set(ordered.map((match) => match.path)).size,
        total: ordered.length,
        truncated: found.stopped || ordered.length > limit,
        unreadable: found.unreadable,
        engine: rg === undefined ? ('javascript' as const) : ('ripgrep' as const),
      };
    },
    summarize: (_input, { total, files, unreadable }) =>
      `${total} matches in ${files} files${unreadable === 0 ? '' : `, ${unreadable} unreadable`}`,
  });
}

interface Disk {
  readonly root: string;
  readonly differing: readonly string[];
}

function diskOf({ localRoot, overDisk }: FileStore): Disk | undefined {
  const view = overDisk?.();
  if (view !== undefined) return view;
  return localRoot === undefined ? undefined : { root: localRoot, differing: [] };
}

/** The disk by ripgrep, and the few files that differ from it by JavaScript. */
async function searchOnDisk(
  rg: string,
  { root, differing }: Disk,
  workspace: FileStore,
  request: SearchRequest,
): Promise<SearchFound> {
  const changed = new Set(differing);
  const found = await searchWithRipgrep(rg, root, {
    ...request,
    accepts: (path) => !changed.has(path) && request.accepts(path),
  });
  const there: string[] = [];
  for (const path of differing) {
    if ((await workspace.stat(path))?.kind === 'file') there.push(path);
  }
  if (there.length === 0) return found;
  const more = await searchWithJavaScript(workspace, request, there);
  return {
    matches: [...found.matches, ...more.matches],
    unreadable: found.unreadable + more.unreadable,
    stopped: found.stopped || more.stopped,
  };
}

function byPlace(a: SearchMatch, b: SearchMatch): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line;
}
