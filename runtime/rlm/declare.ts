// The host functions as the model reads them.
import type { AnyTool } from '../ports/index.js';

export function declareFunctions(tools: readonly AnyTool[]): string {
  return tools.map((t) => `${t.name}(${t.positional.join(', ')}) // ${t.description} ${t.example}`).join('\n');
}
