// Tool search: literal text or a regular expression over the workspace.
import * as z from 'zod';
import { decodeText, walkWorkspace } from '../code/index.js';
import { throwIfAborted } from '../core/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';
import { PatternError } from './file-errors.js';
import { matcher } from './list-files.js';
import type { RawMatches } from './ripgrep.js';
import { findRipgrep, searchWithRipgrep } from './ripgrep.js';

const LINE_CHARS = 400;
const FALLBACK_BYTES = 2 * 1024 * 1024;
const FALLBACK_MATCHES = 20_000;

const inputSchema = z.object({
  pattern: z.string().min(1),
  regex: z.boolean().default(false),
  glob: z.string().optional(),
  caseSensitive: z.boolean().default(false),
  context: z.number().int().min(0).max(10).default(0),
  limit: z.number().int().min(1).max(5_000).default(200),
});
export type SearchInput = z.infer<typeof inputSchema>;

const matchSchema = z.object({
  path: z.string(),
  line: z.number(),
  column: z.number(),
  text: z.string(),
  before: z.array(z.string()).optional(),
  after: z.array(z.string()).optional(),
});
export type SearchMatch = z.infer<typeof matchSchema>;

export interface SearchOptions {
  readonly workspace: FileStore;
  /** Places to look for ripgrep before PATH. */
  readonly ripgrep: { readonly candidates: readonly string[] };
}

export function searchTool({ workspace, ripgrep }: SearchOptions): AnyTool {
  let found: Promise<string | undefined> | undefined;
  return defineTool({
    name: 'search',
    description:
      'Finds lines by literal text, or by {regex: true}. Counts are of all matches, "matches" holds up to "limit".',
    effect: 'read',
    positional: ['pattern'],
    example: "const { matches } = await search('retryDelay', { glob: 'src/**', limit: 50 })",
    input: inputSchema,
    output: z.object({
      matches: z.array(matchSchema),
      total: z.number(),
      files: z.number(),
      truncated: z.boolean(),
      engine: z.enum(['ripgrep', 'javascript']),
    }),
    async run(input, { signal }) {
      found ??= findRipgrep(ripgrep.candidates);
      const rg = workspace.localRoot === undefined ? undefined : await found;
      const raw =
        rg !== undefined && workspace.localRoot !== undefined
          ? await searchWithRipgrep(rg, workspace.localRoot, input, signal)
          : await searchInProcess(workspace, input, signal);
      const all = [...raw.matches].sort((a, b) =>
        a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1,
      );
      const shown = all
        .slice(0, input.limit)
        .map((match) => ({ ...match, text: match.text.slice(0, LINE_CHARS) }));
      return {
        matches:
          input.context > 0 ? await withContext(workspace, shown, input.context, signal) : shown,
        total: all.length,
        files: new Set(all.map((match) => match.path)).size,
        truncated: raw.capped || all.length > shown.length,
        engine: rg === undefined ? ('javascript' as const) : ('ripgrep' as const),
      };
    },
    summarize: (_input, { total, files, engine }) =>
      `${total} matches in ${files} files${engine === 'javascript' ? ' (built-in search: ripgrep was not found)' : ''}`,
  });
}

/** Without ripgrep: every file of the walk, line by line. */
async function searchInProcess(
  workspace: FileStore,
  input: SearchInput,
  signal: AbortSignal,
): Promise<RawMatches> {
  const expression = expressionOf(input);
  const wanted = input.glob === undefined ? () => true : matcher(input.glob);
  const matches: SearchMatch[] = [];
  for await (const path of walkWorkspace(workspace, { signal })) {
    throwIfAborted(signal);
    if (!wanted(path)) continue;
    const stat = await workspace.stat(path);
    if (stat === undefined || stat.size > FALLBACK_BYTES) continue;
    const decoded = decodeText(await workspace.read(path, signal));
    if (decoded.binary) continue;
    for (const [index, text] of decoded.text.split(/\r?\n/).entries()) {
      const at = text.search(expression);
      if (at >= 0) matches.push({ path, line: index + 1, column: at + 1, text });
      if (matches.length >= FALLBACK_MATCHES) return { matches, capped: true };
    }
  }
  return { matches, capped: false };
}

function expressionOf({ pattern, regex, caseSensitive }: SearchInput): RegExp {
  const source = regex ? pattern : pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  try {
    return new RegExp(source, caseSensitive ? 'u' : 'iu');
  } catch (error) {
    throw new PatternError(pattern, error instanceof Error ? error.message : String(error));
  }
}

async function withContext(
  workspace: FileStore,
  matches: readonly SearchMatch[],
  lines: number,
  signal: AbortSignal,
): Promise<SearchMatch[]> {
  const texts = new Map<string, readonly string[]>();
  const result: SearchMatch[] = [];
  for (const match of matches) {
    if (!texts.has(match.path)) {
      const decoded = decodeText(await workspace.read(match.path, signal));
      texts.set(match.path, decoded.binary ? [] : decoded.text.split(/\r?\n/));
    }
    const all = texts.get(match.path) ?? [];
    result.push({
      ...match,
      before: all.slice(Math.max(0, match.line - 1 - lines), match.line - 1),
      after: all.slice(match.line, match.line + lines),
    });
  }
  return result;
}
