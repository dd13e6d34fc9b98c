// An agent drafted from a cluster of runs, in our format, read by the same reader as any other, with no more rights.
import { readAgent, writeAgent } from '../../agents/index.js';
import { synthesizeAgent } from '../../models/index.js';
import { problemText } from '../../skills/index.js';
import type { Cluster } from './cluster.js';
import { type Draft, type DraftOptions, drafted } from './draft.js';

/** Steps beyond the longest of the runs that it may take. */
const SPARE_STEPS = 3;

/**
 * It gets the tools that the shown runs used, no agents to call and no servers; and hardly more steps than they took.
 * @throws DraftError, ModelError, AbortedError
 */
export function draftAgent(cluster: Cluster, options: DraftOptions): Promise<Draft> {
  const tools = [...new Set(cluster.runs.flatMap((run) => run.tools))].sort();
  const steps = Math.max(...cluster.runs.map(({ way }) => way.split(/^\d+\. /m).length - 1));
  return drafted(
    'agent',
    synthesizeAgent,
    { ...cluster, tools },
    options,
    (name, description, body) => {
      const { text } = writeAgent(
        {
          name,
          description,
          tools,
          maxTurns: Math.max(1, steps) + SPARE_STEPS,
          instructions: body,
        },
        'memfun',
      );
      const path = `agents/${name}/AGENT.md`;
      const { agent, problems } = readAgent(path, text, { source: 'user', fallback: name });
      return {
        text,
        problems: [
          ...problems.map(problemText),
          ...(agent !== undefined && agent.name !== name
            ? [`"${name}" is no name of an agent`]
            : []),
        ],
      };
    },
  );
}
