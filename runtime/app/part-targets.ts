// Targets that are no model call: `agent:NAME`, `skill:NAME`, `tools`, `router`; their parts as they are, and recorded runs.
import { agentPart, type Component, routerParts, skillPart, toolPart } from '../optimizer/index.js';
import { type TraceRecord, usesOf } from '../traces/index.js';
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
  const uses = new Map(recorded.records.map((record) => [record, usesOf(record.events)]));
  const examplesOf = (name: string): readonly RunExample[] =>
    runExamples(recorded, (record) => uses.get(record)?.has(name) === true);
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
      examples: examplesOf(`agent:${agent.name}`),
    })),
    ...allSkills.map((skill) => ({
      name: `skill:${skill.name}`,
      components: [skillPart(skill)],
      examples: examplesOf(`skill:${skill.name}`),
    })),
    {
      name: 'tools',
      components: described.map(toolPart),
      examples: examplesOf('tools'),
    },
    {
      name: 'router',
      components: routerParts(),
      examples: examplesOf('router'),
    },
  ];
}

function usedTools(records: readonly TraceRecord[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { events } of records)
    for (const event of events)
      if (event.type === 'step.call' && event.state !== 'running')
        counts.set(event.tool, (counts.get(event.tool) ?? 0) + 1);
  return counts;
}
