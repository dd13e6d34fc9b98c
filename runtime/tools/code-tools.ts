// The tools that understand code, over one index of the workspace.
import { CodeIndex, type CodeService } from '../code/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { createOutlineTool } from './outline.js';
import { createParseAstTool } from './parse-ast.js';
import { createRepoMapTool } from './repo-map.js';
import { createSymbolsTool } from './symbols.js';

export interface CodeToolsOptions {
  readonly workspace: FileStore;
  /** Stays the caller's to dispose. */
  readonly code: CodeService;
}

/** outline, symbols, parseAst and repoMap. */
export function createCodeTools({ workspace, code }: CodeToolsOptions): readonly AnyTool[] {
  const index = new CodeIndex({ workspace, code });
  return [
    createOutlineTool(workspace, code),
    createSymbolsTool(index),
    createParseAstTool(workspace, code),
    createRepoMapTool(index),
  ];
}
