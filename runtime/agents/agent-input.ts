// The input of tools that name an agent: one schema for the same names, because a plan makes such tools for each of its agents.
import * as z from 'zod';

type Names = readonly [string, ...string[]];
type AgentInput<S extends z.ZodRawShape> = z.ZodObject<S & { agent: z.ZodEnum }>;

/** Schemas are kept while there are few sets of names. */
const MAX_KEPT = 200;

/** @param shape what such a tool takes beside the agent */
export function agentInput<S extends z.ZodRawShape>(shape: S): (names: Names) => AgentInput<S> {
  const known = new Map<string, AgentInput<S>>();
  return (names) => {
    const key = names.join('\n');
    const made = known.get(key) ?? z.object({ ...shape, agent: z.enum(names) });
    if (known.size < MAX_KEPT) known.set(key, made);
    return made;
  };
}
