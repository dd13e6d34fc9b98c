// How the project's own checks of a change are run.
import type { CheckDeps } from '../agents/index.js';
import { detectChecks } from '../checks/index.js';
import type { Config } from '../config/index.js';
import type { FileStore } from '../ports/index.js';

/** On this machine's disk only: elsewhere no command can run. */
export function checksOn(
  workspace: FileStore,
  { checks }: Pick<Config, 'checks'>,
): CheckDeps | undefined {
  if (!checks.enabled || workspace.localRoot === undefined) return undefined;
  return {
    budgetMs: checks.budgetMs,
    root: workspace.localRoot,
    detect: (changed, signal) => detectChecks(workspace, changed, signal),
    exists: async (path) => (await workspace.stat(path)) !== undefined,
  };
}
