// A message `/agent NAME task`: the named agent does the task, with its own instructions and no more tools than its file names.
import { MemfunError, type TurnRequest } from '../../core/index.js';
import type { AgentDefinition } from '../definitions/index.js';

export interface AgentCall {
  readonly agent: AgentDefinition;
  readonly request: TurnRequest;
}

export class UnknownAgentError extends MemfunError {
  readonly code = 'agent.unknown';
  constructor(name: string, known: readonly string[]) {
    super(`There is no agent "${name}".`, {
      remedy: known.length === 0 ? 'No agent is defined here.' : `There are: ${known.join(', ')}.`,
    });
  }
}

/** Without a task there is nothing to run. */
class AgentTaskError extends MemfunError {
  readonly code = 'agent.task';
  constructor(name: string) {
    super(`What should ${name} do?`, { remedy: `Type /agent ${name} and then the task.` });
  }
}

const CALL = /^\/agent\s+(\S+)(?:\s+([\s\S]*))?$/;

/** `undefined` when the message starts no agent. @throws UnknownAgentError, AgentTaskError */
export function agentCall(
  request: TurnRequest,
  agents: readonly AgentDefinition[],
): AgentCall | undefined {
  const [, name = '', task = ''] = CALL.exec(request.text.trim()) ?? [];
  if (name === '') return undefined;
  const agent = agents.find((one) => one.name === name);
  if (agent === undefined)
    throw new UnknownAgentError(
      name,
      agents.map((one) => one.name),
    );
  if (task.trim() === '') throw new AgentTaskError(name);
  return { agent, request: { ...request, text: task.trim(), effort: 'agent' } };
}

/** The list of `/agents`. */
export function agentsText(agents: readonly AgentDefinition[]): string {
  const rows = agents.map(
    ({ name, description, source }) => `- \`/agent ${name}\` (${source}) ${description}`,
  );
  return [
    ...rows,
    '',
    '`/agent NAME task` lets one of them do a task. [Agents and skills](memfun:skills) shows more of them.',
  ].join('\n');
}
