// The timeline: what was said when, oldest first, with what has ended since.
import { minute } from './commands/say.js';
import type { Memory, MemoryFilter, MemoryService } from './types.js';

const LIMIT = 50;
/** Hits of a text that are put in order of time. */
const FOUND = 200;

export interface TimelineQuery extends MemoryFilter {
  /** What it is about; absent: everything. */
  readonly text?: string;
  /** Of one conversation. */
  readonly session?: string;
}

/** The newest `limit` (default 50) of what passes, oldest first. */
export async function timelineOf(
  memory: MemoryService,
  { text, session, limit = LIMIT, ...filter }: TimelineQuery,
): Promise<readonly Memory[]> {
  const wanted: MemoryFilter = { includeSuperseded: true, ...filter };
  const found =
    text === undefined
      ? await memory.list(wanted)
      : (await memory.search({ text, ...wanted, limit: FOUND })).map((hit) => hit.memory);
  return found
    .filter(({ provenance }) => session === undefined || provenance.sessionId === session)
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
    .slice(-limit);
}

/** One line of Markdown each. */
export function timelineText(memories: readonly Memory[]): string {
  const rows = memories.map(({ createdAt, validTo, fields, content, id }) => {
    const ended = validTo === undefined ? '' : ` (until ${minute(validTo)})`;
    const speaker = typeof fields['speaker'] === 'string' ? `${fields['speaker']}: ` : '';
    return `- ${minute(createdAt)} ${speaker}${content.replaceAll(/\s+/g, ' ')}${ended} \`${id}\``;
  });
  return rows.join('\n') || 'Nothing is remembered of that time.';
}
