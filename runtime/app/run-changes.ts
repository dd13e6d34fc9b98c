// A run's own view of the workspace, the tools that change it, and what decides about its commands.
import type { ChangeDeps, CommandDeps } from '../agents/index.js';
import { Overlay } from '../changes/index.js';
import type { Mode } from '../core/index.js';
import type { AnyTool, ToolRegistry } from '../ports/index.js';
import { createToolRegistry } from '../tools/index.js';
import type { MemfunParts } from './parts.js';
import type { MemfunEnvironment } from './types.js';

interface RunChanges extends ChangeDeps {
  readonly tools: ToolRegistry;
  readonly commands: CommandDeps | undefined;
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
    toolsOver: (part) => changes.toolsOver(part),
    commands: commands && {
      mode,
      approvals,
      judge: (command) => commands.judge(command, mode),
      allowAlways: (command) => commands.allowAlways(command),
    },
    tools: createToolRegistry([
      ...own,
      ...tools.list().filter(({ name }) => own.every((tool) => tool.name !== name)),
    ]),
  };
}
