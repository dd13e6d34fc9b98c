// The workspace's tools together with the REPL tools of one loop.
import type { AnyTool, ToolRegistry } from '../ports/index.js';

/** A read-only view: `own` tools first, then everything of `base`. */
export function withTools(base: ToolRegistry, own: readonly AnyTool[]): ToolRegistry {
  const byName = new Map(own.map((tool) => [tool.name, tool]));
  return {
    get: (name) => byName.get(name) ?? base.get(name),
    list: () =>
      [...own, ...base.list().filter((tool) => !byName.has(tool.name))].sort((a, b) =>
        a.name < b.name ? -1 : 1,
      ),
    register: (tool) => base.register(tool),
  };
}
