// The agents of this workspace: where they are found, those of a person's own first, and where a changed one is kept.
import path from 'node:path';
import {
  type AgentDesk,
  type AgentPlace,
  discoverAgents,
  type FoundAgents,
  ownAgent,
} from '../agents/index.js';
import { createNodeFileStore } from '../storage/index.js';
import type { MemfunEnvironment } from './types.js';

type Ground = Pick<
  MemfunEnvironment,
  'workspace' | 'userStorage' | 'assetsDir' | 'trusted' | 'logger'
>;

export function createAgentDesk(env: Ground): AgentDesk {
  const { workspace, userStorage, assetsDir, trusted, logger } = env;
  const own: readonly AgentPlace[] = [
    { source: 'workspace', files: workspace, folder: '.memfun/agents', form: 'folders' },
    { source: 'workspace', files: workspace, folder: '.github/agents', form: 'files' },
    { source: 'workspace', files: workspace, folder: '.claude/agents', form: 'files' },
  ];
  const user: AgentPlace = {
    source: 'user',
    files: userStorage,
    folder: 'agents',
    form: 'folders',
  };
  const shipped = createNodeFileStore(path.dirname(path.resolve(assetsDir)));
  const places: readonly AgentPlace[] = [
    ...(trusted ? own : []),
    user,
    { source: 'built-in', files: shipped, folder: 'agents', form: 'folders' },
  ];
  const list = (): Promise<FoundAgents> => discoverAgents(places, logger);
  return {
    list,
    own: async (name) => {
      const [place = user] = trusted ? own : [user];
      return ownAgent(name, (await list()).agents, shipped, place);
    },
  };
}
