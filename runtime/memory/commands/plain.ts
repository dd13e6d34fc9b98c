// What /remember, /forget and /memory do, for the chat and the command line alike: Markdown for people, data for programs.
import { MemfunError } from '../../core/index.js';
import type { Memory, MemoryHit, MemoryService, SaveOutcome } from '../types.js';
import { describeOutcome, oneLine, row } from './say.js';

export interface MemoryReply<T> {
  readonly markdown: string;
  readonly data: T;
}

/** The words fit several memories: none was touched. */
export class MemoryAmbiguousError extends MemfunError {
  readonly code = 'memory.ambiguous';
  constructor(
    readonly words: string,
    readonly candidates: readonly Memory[],
  ) {
    super(
      `“${words}” fits several memories; nothing was forgotten.\n\n${candidates.map(row).join('\n')}`,
      { remedy: 'Forget one by its id.' },
    );
  }
}

/** Nothing that is remembered fits the words. */
export class MemoryUnmatchedError extends MemfunError {
  readonly code = 'memory.unmatched';
  constructor(readonly words: string) {
    super(`Nothing is remembered about “${words}”; nothing was forgotten.`, {
      remedy: 'List what is remembered, and forget a memory by its id.',
    });
  }
}

const LISTED = 50;
/** A search names one memory when it scores this much and the next one clearly less. */
const CLEAR_SCORE = 0.5;
const CLEAR_LEAD = 1.5;

const TAG = /^#([\p{L}\p{N}][\p{L}\p{N}_-]*)\s+/u;
const LAYER = /^(core|project):?\s+(?=\S)/;

/**
 * Stores what was said; `#tags` and a layer may stand before it.
 * @throws MemoryDraftError, SecretInMemoryError, StorageWriteError
 */
export async function remember(
  text: string,
  memory: MemoryService,
): Promise<MemoryReply<SaveOutcome>> {
  let content = text.trimStart();
  const tags: string[] = [];
  for (let tag = TAG.exec(content); tag !== null; tag = TAG.exec(content)) {
    tags.push(tag[1] ?? '');
    content = content.slice(tag[0].length);
  }
  const layer = LAYER.exec(content);
  if (layer !== null) content = content.slice(layer[0].length);
  const data = await memory.save({
    content,
    provenance: { source: 'user' },
    ...(tags.length === 0 ? {} : { tags }),
    ...(layer === null ? {} : { layer: layer[1] === 'core' ? 'core' : 'project' }),
  });
  return { markdown: describeOutcome(data), data };
}

/**
 * Forgets the memory with this id, or the one that the words clearly mean.
 * @throws MemoryUnmatchedError, MemoryAmbiguousError, StorageWriteError
 */
export async function forget(
  idOrWords: string,
  memory: MemoryService,
): Promise<MemoryReply<{ readonly memory: Memory }>> {
  const found = await memoryMeant(idOrWords.trim(), memory);
  const forgotten = await memory.forget(found.id);
  return { markdown: `Forgotten: ${oneLine(forgotten)}`, data: { memory: forgotten } };
}

/** Everything that is remembered, or what fits the words. */
export async function showMemory(
  words: string,
  memory: MemoryService,
): Promise<MemoryReply<{ readonly hits: readonly MemoryHit[] }>> {
  const text = words.trim();
  const hits =
    text === ''
      ? (await memory.list({ limit: LISTED })).map((one) => ({ memory: one, score: 1, why: '' }))
      : await memory.search({ text, limit: LISTED });
  if (hits.length > 0) {
    return { markdown: hits.map((hit) => row(hit.memory)).join('\n'), data: { hits } };
  }
  const markdown =
    text === ''
      ? 'Nothing is remembered yet. Say “I prefer …”, or use `/remember`.'
      : `Nothing is remembered about “${text}”.`;
  return { markdown, data: { hits } };
}

/** The memory with this id, or the one that the words clearly mean. @throws MemoryUnmatchedError, MemoryAmbiguousError */
async function memoryMeant(words: string, memory: MemoryService): Promise<Memory> {
  if (words === '') throw new MemoryUnmatchedError(words);
  const byId = await memory.get(words);
  if (byId?.status === 'active') return byId;
  const hits = await memory.search({ text: words, limit: LISTED });
  const literal = hits
    .map((hit) => hit.memory)
    .filter(({ content }) => content.toLowerCase().includes(words.toLowerCase()));
  if (literal.length > 1) throw new MemoryAmbiguousError(words, literal);
  const [only] = literal;
  if (only !== undefined) return only;
  const [best, next] = hits;
  if (best === undefined) throw new MemoryUnmatchedError(words);
  const isClear =
    best.score >= CLEAR_SCORE && (next === undefined || best.score >= next.score * CLEAR_LEAD);
  if (!isClear) throw new MemoryAmbiguousError(words, hits.map((hit) => hit.memory).slice(0, 5));
  return best.memory;
}
