// The tools of this process, by name.
import type { AnyTool, ToolRegistry } from '../../ports/index.js';
import { ToolExistsError } from '../errors.js';

export class InProcessToolRegistry implements ToolRegistry {
  readonly #tools = new Map<string, AnyTool>();

  register(tool: AnyTool): { dispose(): void } {
    if (this.#tools.has(tool.name)) throw new ToolExistsError(tool.name);
    this.#tools.set(tool.name, tool);
    return {
      dispose: () => {
        if (this.#tools.get(tool.name) === tool) this.#tools.delete(tool.name);
      },
    };
  }

  get(name: string): AnyTool | undefined {
    return this.#tools.get(name);
  }

  list(): readonly AnyTool[] {
    return [...this.#tools.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
