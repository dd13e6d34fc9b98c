// Tools references and diagnostics: what the editor's language servers know.
import * as z from 'zod';
import { MemfunError } from '../core/index.js';
import type { AnyTool, FileStore, LanguageServices } from '../ports/index.js';
import { FileMissingError, normalizePath } from '../ports/index.js';
import { defineTool } from './define.js';

const MAX = 1_000;

const placeSchema = z.object({
  path: z.string(),
  line: z.int(),
  text: z.string().describe('the line'),
});

export interface LanguageToolDependencies {
  readonly workspace: FileStore;
  readonly services: LanguageServices;
}

/** The name does not stand where it was looked for. */
class NameNotThereError extends MemfunError {
  readonly code = 'tool.name_not_there';
  constructor(name: string, path: string, line: number) {
    super(`"${name}" does not stand in line ${line} of ${path}.`, {
      remedy: 'Give the line of its definition, as outline() or search() names it.',
    });
  }
}

export function createLanguageTools(dependencies: LanguageToolDependencies): readonly AnyTool[] {
  return [referencesTool(dependencies), diagnosticsTool(dependencies)];
}

function referencesTool({ workspace, services }: LanguageToolDependencies): AnyTool {
  return defineTool({
    name: 'references',
    description:
      'Every use of a name by its meaning, as the language server of the editor sees it, the definition included. Needs the line of one of its uses. Empty when no server knows the language: search() then.',
    effect: 'read',
    positional: ['path', 'line', 'name'],
    example: "const { places } = await references('src/retry.ts', 12, 'backoff')",
    input: z.object({ path: z.string().min(1), line: z.int().min(1), name: z.string().min(1) }),
    output: z.object({ places: z.array(placeSchema), truncated: z.boolean() }),
    async run({ path, line, name }, { signal }) {
      const clean = normalizePath(path, workspace.root);
      const lines = await linesOf(workspace, clean, signal);
      if (lines[line - 1]?.includes(name) !== true) throw new NameNotThereError(name, clean, line);
      const found = await services.references(clean, line, name, signal);
      const texts = new Map<string, readonly string[]>([[clean, lines]]);
      const places: z.infer<typeof placeSchema>[] = [];
      for (const place of found.slice(0, MAX)) {
        const known = texts.get(place.path) ?? (await linesOf(workspace, place.path, signal));
        texts.set(place.path, known);
        places.push({ path: place.path, line: place.line, text: known[place.line - 1] ?? '' });
      }
      return { places, truncated: found.length > MAX };
    },
    summarize: ({ name }, { places }) =>
      `${places.length} uses of ${name} in ${new Set(places.map(({ path }) => path)).size} files`,
  });
}

function diagnosticsTool({ workspace, services }: LanguageToolDependencies): AnyTool {
  return defineTool({
    name: 'diagnostics',
    description:
      'The problems that the editor shows: compiler and linter messages of files that it has looked at, worst first.',
    effect: 'read',
    positional: ['path'],
    example: "const { problems } = await diagnostics('src/retry.ts')",
    input: z.object({ path: z.string().min(1).optional() }),
    output: z.object({
      problems: z.array(
        z.object({
          path: z.string(),
          line: z.int(),
          endLine: z.int().optional(),
          severity: z.enum(['error', 'warning', 'info', 'hint']),
          message: z.string(),
          source: z.string().optional(),
          code: z.string().optional(),
        }),
      ),
      truncated: z.boolean(),
    }),
    async run({ path }, { signal }) {
      const clean = path === undefined ? undefined : normalizePath(path, workspace.root);
      if (clean !== undefined && (await workspace.stat(clean)) === undefined)
        throw new FileMissingError(clean);
      const problems = await services.problems(clean, signal);
      return { problems: problems.slice(0, MAX), truncated: problems.length > MAX };
    },
    summarize: (_input, { problems }) => `${problems.length} problems`,
  });
}

async function linesOf(
  workspace: FileStore,
  path: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return new TextDecoder().decode(await workspace.read(path, signal)).split(/\r?\n/);
}
