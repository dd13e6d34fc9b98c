// The profile: who the user is and what holds in the project, in few words, best known first.
import { isTurn } from './said.js';
import type { Memory, MemoryService } from './types.js';

const LIMIT = 40;

export interface MemoryProfile {
  readonly core: readonly Memory[];
  readonly project: readonly Memory[];
  readonly markdown: string;
}

/** At most `limit` memories (default 40) of each of the two. Turns of imported conversations are no traits. */
export async function memoryProfile(
  memory: MemoryService,
  { limit = LIMIT }: { readonly limit?: number } = {},
): Promise<MemoryProfile> {
  const of = async (layer: 'core' | 'project'): Promise<readonly Memory[]> =>
    (await memory.list({ layers: [layer] }))
      .filter((one) => !isTurn(one))
      .sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  const [core, project] = [await of('core'), await of('project')];
  const markdown = [section('The user', core), section('The project', project)].join('\n');
  return { core, project, markdown };
}

/** What a person pinned comes first, then what matters and what was of use. */
function weight({ pinned, importance, useCount }: Memory): number {
  return (pinned ? 10 : 0) + importance + Math.min(useCount, 20) / 20;
}

function section(title: string, memories: readonly Memory[]): string {
  const rows = memories.map(
    ({ category, content }) => `- ${content.replaceAll(/\s+/g, ' ')} (${category})`,
  );
  return `## ${title}\n\n${rows.join('\n') || 'Nothing is remembered yet.'}\n`;
}
