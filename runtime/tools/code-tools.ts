// The tools that understand code, over one index of the workspace.
import type { CodeIndex, CodeService } from '../code/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { createOutlineTool } from './outline.js';
import { createParseAstTool } from './parse-ast.js';
import { createRepoMapTool } from './repo-map.js';
import { createSymbolsTool } from './symbols.js';

export interface CodeToolsOptions {
  readonly workspace: FileStore;
  /** Stays the caller's to dispose. */
  readonly code: CodeService;
  /** Over the same workspace. */
  readonly index: CodeIndex;
}

/** outline, symbols, parseAst and repoMap. */
export function createCodeTools({ workspace, code, index }: CodeToolsOptions): readonly AnyTool[] {
  return [
    createOutlineTool(workspace, code),
    createSymbolsTool(index),
    createParseAstTool(workspace, code),
    createRepoMapTool(index),
  ];
}
