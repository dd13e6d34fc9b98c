// The tools that ask git.
import type { AnyTool, FileStore } from '../ports/index.js';
import { gitBlameTool } from './git-blame.js';
import { gitDiffTool } from './git-diff.js';
import { gitLogTool } from './git-log.js';
import { gitShowTool } from './git-show.js';
import { gitStatusTool } from './git-status.js';

export function createGitTools({
  workspace,
}: {
  readonly workspace: FileStore;
}): readonly AnyTool[] {
  return [gitStatusTool, gitLogTool, gitShowTool, gitDiffTool, gitBlameTool].map((tool) =>
    tool(workspace),
  );
}
