// Turns the arguments of a call in the REPL into a tool's input object.
import type { Json } from '../core/index.js';
import type { AnyTool } from '../ports/index.js';

export type Bound =
  | { readonly ok: true; readonly input: Json }
  | { readonly ok: false; readonly reason: string };

/** `f(a, b, {rest})`: positional keys first, then one object with the others; or one object with all. */
export function bindArguments(tool: AnyTool, args: readonly Json[]): Bound {
  const input: Record<string, Json> = {};
  const rest = args.slice(tool.positional.length);
  tool.positional.forEach((key, i) => {
    const value = args[i];
    if (value !== undefined) input[key] = value;
  });
  for (const value of rest) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      return {
        ok: false,
        reason: `${tool.name}() was given too many arguments. Example: ${tool.example}`,
      };
    }
    Object.assign(input, value);
  }
  return { ok: true, input };
}
