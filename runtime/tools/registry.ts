// The tools of a run by name, in this process.
import { MemfunError } from '../core/index.js';
import type { AnyTool, ToolRegistry } from '../ports/index.js';

export class ToolExistsError extends MemfunError {
  readonly code = 'tool.exists';
  constructor(readonly tool: string) {
    super(`There is already a tool named "${tool}".`, {
      remedy: 'Give the new tool another name, or dispose of the old one first.',
    });
  }
}

/** An empty registry, filled with the given tools. @throws ToolExistsError on a name given twice. */
export function createToolRegistry(tools: readonly AnyTool[] = []): ToolRegistry {
  const byName = new Map<string, AnyTool>();
  const registry: ToolRegistry = {
    register(tool) {
      if (byName.has(tool.name)) throw new ToolExistsError(tool.name);
      byName.set(tool.name, tool);
      return {
        dispose: () => {
          if (byName.get(tool.name) === tool) byName.delete(tool.name);
        },
      };
    },
    get: (name) => byName.get(name) ?? registry.list().find((tool) => tool.aliases?.includes(name)),
    list: () => [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  for (const tool of tools) registry.register(tool);
  return registry;
}
