// The tools that ask git.
import type { AnyTool, FileStore } from '../ports/index.js';
import { gitBlameTool } from './git-blame.js';
import { gitDiffTool } from './git-diff.js';
import { gitLogTool } from './git-log.js';

export function createGitTools({
  workspace,
}: {
  readonly workspace: FileStore;
}): readonly AnyTool[] {
  return [gitLogTool(workspace), gitDiffTool(workspace), gitBlameTool(workspace)];
}
