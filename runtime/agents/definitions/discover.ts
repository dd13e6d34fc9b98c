// Finds agents: AGENT.md folders and the files of other tools, those of the workspace before the built-in ones.
import { type Logger, toErrorInfo } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import { problemText } from '../../skills/index.js';
import { readAgent } from './read.js';
import type { AgentDefinition, AgentSource } from './types.js';

export interface AgentPlace {
  readonly source: AgentSource;
  readonly files: FileStore;
  readonly folder: string;
  /** `folders`: one folder with an AGENT.md for each; `files`: one Markdown file for each. */
  readonly form: 'folders' | 'files';
}

export interface FoundAgents {
  /** One of each name, by name. */
  readonly agents: readonly AgentDefinition[];
  /** What is wrong with those that are left out, with file, line and field. */
  readonly warnings: readonly string[];
}

const MAX_AGENTS = 200;
const MAX_BYTES = 128 * 1024;

/** Places are given by precedence. Never rejects for an agent. */
export async function discoverAgents(
  places: readonly AgentPlace[],
  logger: Logger,
): Promise<FoundAgents> {
  const agents = new Map<string, AgentDefinition>();
  const warnings: string[] = [];
  for (const { source, files, folder, form } of places) {
    const entries = await files.list(folder).catch(() => []);
    for (const { name, kind, symlink } of entries.slice(0, MAX_AGENTS)) {
      if (symlink || name.startsWith('.')) continue;
      const isFolder = form === 'folders' && kind === 'directory';
      const isFile = form === 'files' && kind === 'file' && name.endsWith('.md');
      if (!isFolder && !isFile) continue;
      const path = isFolder ? `${folder}/${name}/AGENT.md` : `${folder}/${name}`;
      const fallback = name.replace(/(?:\.agent)?\.md$/, '').toLowerCase();
      try {
        const info = await files.stat(path);
        if (info?.kind !== 'file' || info.size > MAX_BYTES) continue;
        const text = new TextDecoder().decode(await files.read(path));
        const { agent, problems } = readAgent(path, text, { source, fallback });
        warnings.push(...problems.map(problemText));
        if (agent !== undefined && !agents.has(agent.name))
          agents.set(agent.name, { ...agent, root: files.root });
      } catch (error) {
        const { message } = toErrorInfo(error);
        warnings.push(message);
        logger.warn('An agent could not be loaded.', { path, message });
      }
    }
  }
  return { agents: [...agents.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), warnings };
}
