// Writes an agent as a file of a dialect: with the fields that the dialect has, in its words.
import { stringify } from 'yaml';
import { type AgentField, nameIn, SAYS } from './fields.js';
import type { AgentDefinition, AgentDialect } from './types.js';

export interface WrittenAgent {
  readonly text: string;
  /** Fields that the dialect cannot say. */
  readonly left: readonly AgentField[];
}

export function writeAgent(
  agent: Omit<AgentDefinition, 'source' | 'path'>,
  dialect: AgentDialect,
): WrittenAgent {
  const said = new Set<AgentField>(SAYS[dialect]);
  const front: Record<string, unknown> = {};
  const left: AgentField[] = [];
  for (const [field, value] of Object.entries(valuesOf(agent)) as [AgentField, unknown][]) {
    if (value === undefined) continue;
    if (said.has(field)) front[nameIn(dialect, field)] = value;
    else left.push(field);
  }
  return { text: `---\n${stringify(front, { lineWidth: 0 })}---\n\n${agent.instructions}\n`, left };
}

function valuesOf(
  agent: Omit<AgentDefinition, 'source' | 'path'>,
): Readonly<Record<AgentField, unknown>> {
  const { byModel, instructions: _instructions, ...fields } = agent;
  return {
    name: fields.name,
    description: fields.description,
    tools: fields.tools,
    disallowedTools: fields.disallowedTools,
    agents: fields.agents,
    model: fields.model,
    maxTurns: fields.maxTurns,
    budget: fields.budget,
    skills: fields.skills,
    mcpServers: fields.mcpServers,
    handoffs: fields.handoffs,
    tags: fields.tags,
    version: fields.version,
    'disable-model-invocation': byModel === false ? true : undefined,
  };
}
