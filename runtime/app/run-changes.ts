// A run's own view of the workspace, the tools that change it, and what decides about its commands.
import type { ChangeDeps, CommandDeps } from '../agents/index.js';
import { Overlay } from '../changes/index.js';
import type { Mode } from '../core/index.js';
import type { AnyTool, FileStore, ToolRegistry } from '../ports/index.js';
import { createNodeFileStore } from '../storage/index.js';
import { type CommandFolder, createToolRegistry } from '../tools/index.js';
import type { MemfunParts } from './parts.js';
import type { MemfunEnvironment } from './types.js';

interface RunChanges extends ChangeDeps {
  readonly tools: ToolRegistry;
  readonly commands: CommandDeps | undefined;
}

/** The workspace, or the folder that stands for it at this moment. */
function workspaceIn(workspace: FileStore, folder: () => string | undefined): CommandFolder {
  const now = (): CommandFolder => {
    const root = folder();
    return root === undefined ? workspace : createNodeFileStore(root);
  };
  return {
    root: workspace.root,
    get localRoot() {
      return now().localRoot;
    },
    realPath: (path) => now().realPath(path),
  };
}

/** Fresh for one run; nothing where the workspace may not be changed. */
export function runChanges(
  { workspace, approvals, trusted }: MemfunEnvironment,
  { changes, commands, tools }: MemfunParts,
  mode: Mode,
  custom: readonly AnyTool[],
): RunChanges | undefined {
  if (changes === undefined || !trusted || mode === 'plan') return undefined;
  const { target, backups } = changes;
  const overlay = new Overlay({ workspace, target });
  const own = [...changes.toolsOver(overlay), ...(commands?.tools ?? []), ...custom];
  return {
    overlay,
    mode,
    target,
    backups,
    approvals,
    toolsOver: (part, commandsIn) => [
      ...changes.toolsOver(part),
      ...(commandsIn === undefined
        ? []
        : (commands?.toolsIn(workspaceIn(workspace, commandsIn)) ?? [])),
    ],
    commands: commands && {
      mode,
      approvals,
      judge: (command, as = mode) => commands.judge(command, as),
      allowAlways: (command) => commands.allowAlways(command),
    },
    tools: createToolRegistry([
      ...own,
      ...tools.list().filter(({ name }) => own.every((tool) => tool.name !== name)),
    ]),
  };
}
