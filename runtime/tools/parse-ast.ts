// The tool parseAst: the syntax tree of a file, or what a tree-sitter query captures in it.
import * as z from 'zod';
import { type CodeService, capture, decodeText, languageOf } from '../code/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';

/** Nodes of one file within lines; none and `language: null` when its language is not supported. */
export function createParseAstTool(workspace: FileStore, code: CodeService): AnyTool {
  const line = z.number().int().min(1).optional();
  return defineTool({
    name: 'parseAst',
    description:
      'Syntax nodes of a file, 500 at most: the captures of a tree-sitter query, or its two top levels.',
    input: z.object({
      path: z.string().min(1),
      startLine: line,
      endLine: line,
      query: z.string().min(1).optional(),
    }),
    output: z.object({
      path: z.string(),
      language: z.string().nullable(),
      nodes: z.array(capture),
    }),
    effect: 'read',
    positional: ['path'],
    example: "await parseAst('src/a.ts', { query: '(call_expression function: (_) @call)' })",
    summarize: ({ path }, { nodes }) => `${nodes.length} nodes of ${path}`,
    async run({ path, startLine = 1, endLine = Infinity, query }, { signal }) {
      const decoded = decodeText(await workspace.read(path, signal));
      const language = languageOf(path);
      if (language === undefined || decoded.binary) return { path, language: null, nodes: [] };
      const found = await code.query(decoded.text, language, query, signal);
      const nodes = found.filter((n) => n.endLine >= startLine && n.startLine <= endLine);
      return { path, language: language.name, nodes };
    },
  });
}
