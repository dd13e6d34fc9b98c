// A built-in agent that a person wants to change: its file is copied to where theirs lie, and the copy takes its place.
import { MemfunError } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import type { FoundAgents } from './discover.js';
import type { AgentDefinition } from './types.js';

/** What a person does with agents. */
export interface AgentDesk {
  /** As they are now: files that were changed, added or removed since count. */
  list(): Promise<FoundAgents>;
  /**
   * The file in which a person changes an agent. Of a built-in one a copy is made, in the workspace where that is trusted.
   * @throws MemfunError when there is no such agent
   */
  own(name: string): Promise<{ readonly root: string; readonly path: string }>;
}

/** Where a person's agents lie; `root` as of a file store. */
export interface OwnPlace {
  readonly files: FileStore;
  readonly folder: string;
}

class NoSuchAgentError extends MemfunError {
  readonly code = 'agent.not_there';
  constructor(name: string) {
    super(`There is no agent "${name}" any more.`, { remedy: 'Open the view again.' });
  }
}

/**
 * The file of an agent that a person may change: of a built-in one a copy, of any other its own. A copy that is there
 * already is left as it is.
 * @throws NoSuchAgentError, and what the file stores throw
 */
export async function ownAgent(
  name: string,
  agents: readonly AgentDefinition[],
  builtIn: FileStore,
  place: OwnPlace,
): Promise<{ readonly root: string; readonly path: string }> {
  const agent = agents.find((one) => one.name === name);
  if (agent === undefined) throw new NoSuchAgentError(name);
  if (agent.source !== 'built-in') return { root: agent.root ?? '', path: agent.path };
  const path = `${place.folder}/${name}/AGENT.md`;
  if ((await place.files.stat(path)) === undefined)
    await place.files.write(path, await builtIn.read(agent.path));
  return { root: place.files.root, path };
}
