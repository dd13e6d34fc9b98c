// The tools that understand code.
import type { CodeService } from '../code/index.js';
import { CodeIndex } from '../code/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { outlineTool } from './outline.js';
import { parseAstTool } from './parse-ast.js';
import { repoMapTool } from './repo-map.js';
import { symbolsTool } from './symbols.js';

export function createCodeTools({
  workspace,
  code,
}: {
  readonly workspace: FileStore;
  readonly code: CodeService;
}): readonly AnyTool[] {
  const index = new CodeIndex(workspace, code);
  return [
    outlineTool(workspace, code),
    symbolsTool(index),
    parseAstTool(workspace, code),
    repoMapTool(index),
  ];
}
