// Names to choose from while a message is typed: the parts of a window as mentions look at them.
import { mentionSite, suggestMentions } from '../agents/index.js';
import type { Config } from '../config/index.js';
import type { IdMaker, MentionSuggestion } from '../core/index.js';
import { SkillCatalogue } from '../skills/index.js';
import type { MemfunParts } from './parts.js';
import type { MemfunEnvironment } from './types.js';

export interface SuggestDeps {
  readonly env: Pick<MemfunEnvironment, 'workspace' | 'terminals' | 'logger'>;
  readonly parts: MemfunParts;
  readonly config: Config;
  readonly ids: IdMaker;
  readonly files: (signal: AbortSignal) => Promise<readonly string[]>;
}

/** @param query what stands after the @ so far @throws AbortedError */
export async function suggestIn(
  { env, parts, config, ids, files }: SuggestDeps,
  query: string,
  signal: AbortSignal,
): Promise<readonly MentionSuggestion[]> {
  const { workspace, terminals, logger } = env;
  const { memory, sessions, tools } = parts;
  const [{ skills }, { agents }] = await Promise.all([parts.skills(), parts.agentDesk.list()]);
  const site = mentionSite(
    {
      workspace,
      terminals,
      memory,
      sessions,
      tools,
      agents,
      skills: new SkillCatalogue(skills),
      gate: parts.gateFor(tools, { ...config, mode: 'plan' }),
      files: () => files(signal),
      resources: parts.mcp?.offers,
    },
    { signal, logger, caller: 'user', turnId: ids.next('turn'), stepId: undefined },
  );
  return suggestMentions(query, site, logger);
}
