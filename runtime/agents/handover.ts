// Handing a task over: the agents that a file names for what comes next take the work on, or are offered to the person.
import * as z from 'zod';
import { type Json, jsonSchema } from '../core/index.js';
import type { AnyTool } from '../ports/index.js';
import type { LoopOptions } from '../rlm/index.js';
import { defineTool } from '../tools/index.js';
import { agentInput } from './agent-input.js';
import type { AgentDefinition, Handoff } from './definitions/index.js';
import { taskFor } from './delegate.js';

/** Where a loop keeps that its work goes on elsewhere. */
export interface HandoverSlot {
  handed?: {
    readonly agent: AgentDefinition;
    readonly note: string;
    readonly values: Readonly<Record<string, Json>>;
  };
}

/** More values are no handle but a copy of everything. */
const MAX_VALUES = 20;

const inputOf = agentInput({
  note: z.string().trim().min(1).max(2_000),
  values: z
    .record(z.string().regex(/^[A-Za-z_]\w{0,39}$/), jsonSchema)
    .refine((values) => Object.keys(values).length <= MAX_VALUES, `at most ${MAX_VALUES}`)
    .default({}),
});
const outputSchema = z.object({ accepted: z.literal(true) });

/** Those that the agent names and that are there. */
export function handoffsOf(
  agent: AgentDefinition | undefined,
  agents: readonly AgentDefinition[],
): readonly Handoff[] {
  return (agent?.handoffs ?? []).filter(({ agent: name }) =>
    agents.some((one) => one.name === name),
  );
}

/**
 * None where nobody is named. Whoever has had the task before is not among them, so no task goes in circles.
 * @param callers names of the agents that have had the task, or that it came from
 */
export function handOverTool(
  agent: AgentDefinition | undefined,
  agents: readonly AgentDefinition[],
  callers: readonly string[],
  slot: HandoverSlot,
): readonly AnyTool[] {
  const named = handoffsOf(agent, agents).filter(({ agent: name }) => !callers.includes(name));
  const [first, ...more] = [...new Set(named.map((one) => one.agent))];
  if (first === undefined) return [];
  const list = named.map(({ agent: name, label }) =>
    label === undefined ? name : `${name} (${label})`,
  );
  return [
    defineTool({
      name: 'handOver',
      description: `Hands your whole task over to another agent, who ends it in your place with no more rights than you have; your work ends after this cell. Give what it needs as values: they become its variables, so do not repeat them in the note. To: ${list.join(', ')}.`,
      effect: 'control',
      positional: ['agent', 'note', 'values'],
      example: `await handOver('${first}', 'Look at what I have written.', { files: ['src/queue.ts'] })`,
      input: inputOf([first, ...more]),
      output: outputSchema,
      run: async ({ agent: name, note, values }) => {
        const to = agents.find((one) => one.name === name);
        if (to === undefined) throw new TypeError(`no agent ${name}`);
        slot.handed = { agent: to, note, values };
        return { accepted: true as const };
      },
      summarize: ({ agent: name }) => `handed over to ${name}`,
    }),
  ];
}

/** What whoever takes over is given: the note in words, everything else as variables. */
export function takenOver(
  { handed: { agent, note, values } }: Required<HandoverSlot>,
  from: string,
  { resume: _resume, over: _over, ...options }: LoopOptions,
): LoopOptions {
  const names = Object.keys(values);
  const handed = names.length === 0 ? '' : ` It hands on to you: ${names.join(', ')}.`;
  const task = `${note}\n\nThe agent ${from} has handed its task over to you; what it was asked is in the variable handover.task.${handed}`;
  return {
    ...options,
    task: taskFor(agent, task),
    variables: { ...options.variables, ...values, handover: { from, note, task: options.task } },
    maxSteps: agent.maxTurns,
    agent: agent.name,
  };
}
