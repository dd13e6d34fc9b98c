// Targets that are no model call: `agent:NAME`, `skill:NAME`, `tools`, `router`; their parts as they are, and recorded runs.
import { agentPart, type Component, routerParts, skillPart, toolPart } from '../optimizer/index.js';
import type { TraceRecord } from '../traces/index.js';
import type { PartSources, Recorded } from './optimize-access.js';
import { type RunExample, runExamples } from './trials.js';

export interface PartTarget {
  readonly name: string;
  /** Without any optimisation. */
  readonly components: readonly Component[];
  readonly examples: readonly RunExample[];
}

/** Tools whose descriptions are optimised together: those that were used most. */
const MOST_TOOLS = 6;

/** Every such target, with its examples. */
export async function partTargets(
  { agents, skills, tools }: PartSources,
  recorded: Recorded,
): Promise<readonly PartTarget[]> {
  const [allAgents, allSkills] = await Promise.all([agents(), skills()]);
  const used = usedTools(recorded.records);
  const described = tools()
    .filter(({ name, remote }) => remote !== true && used.has(name))
    .sort((a, b) => (used.get(b.name) ?? 0) - (used.get(a.name) ?? 0))
    .slice(0, MOST_TOOLS);
  return [
    ...allAgents.map((agent) => ({
      name: `agent:${agent.name}`,
      components: [agentPart(agent)],
      examples: runExamples(recorded, (record) => usesAgent(record, agent.name)),
    })),
    ...allSkills.map((skill) => ({
      name: `skill:${skill.name}`,
      components: [skillPart(skill)],
      examples: runExamples(recorded, (record) => usesSkill(record, skill.name)),
    })),
    {
      name: 'tools',
      components: described.map(toolPart),
      examples: runExamples(recorded, ({ events }) =>
        events.some((event) => event.type === 'step.call' && used.has(event.tool)),
      ),
    },
    {
      name: 'router',
      components: routerParts(),
      examples: runExamples(recorded, isRouted),
    },
  ];
}

/** It was put to the agent, or one of its loops is the agent's. */
export function usesAgent({ events }: Pick<TraceRecord, 'events'>, name: string): boolean {
  return events.some(
    (event) =>
      (event.type === 'turn.started' && startsWith(event.request.text, `/agent ${name}`)) ||
      (event.type === 'step.started' && event.agent === name),
  );
}

export function usesSkill({ events }: Pick<TraceRecord, 'events'>, name: string): boolean {
  return events.some(
    (event) =>
      (event.type === 'turn.started' && startsWith(event.request.text, `/${name}`)) ||
      (event.type === 'step.call' &&
        event.tool === 'skill.use' &&
        event.summary.endsWith(`→ ${name}`)),
  );
}

/** The way was chosen by the router, not by the user. */
function isRouted({ events }: TraceRecord): boolean {
  return events.some(
    (event) =>
      event.type === 'turn.started' &&
      event.request.effort === 'auto' &&
      !event.request.text.startsWith('/'),
  );
}

function startsWith(text: string, call: string): boolean {
  return text.trim() === call || text.trim().startsWith(`${call} `);
}

function usedTools(records: readonly TraceRecord[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { events } of records)
    for (const event of events)
      if (event.type === 'step.call' && event.state !== 'running')
        counts.set(event.tool, (counts.get(event.tool) ?? 0) + 1);
  return counts;
}
