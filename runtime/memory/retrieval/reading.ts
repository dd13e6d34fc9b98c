// What of a memory is searched: its words and ideas, its tags, what it is about, who said it.
import { analyse, conceptsOf } from '../analysis/index.js';
import type { Memory } from '../types.js';
import type { TermWeights } from './bm25.js';
import { speakerOf } from './conversations.js';

const CONTENT_WEIGHT = 1;
const TAG_WEIGHT = 0.5;
const SUBJECT_WEIGHT = 0.5;
const SPEAKER_WEIGHT = 0.5;

/** What of a memory has a meaning. */
export function textOf({ content, tags, subject }: Memory): string {
  return [content, ...tags, ...(subject === undefined ? [] : [subject])].join(' ');
}

/** Whether nothing changed that is searched for. */
export function readsTheSame(one: Memory, other: Memory): boolean {
  return (
    one.content === other.content &&
    one.subject === other.subject &&
    one.createdAt === other.createdAt &&
    one.provenance.sessionId === other.provenance.sessionId &&
    speakerOf(one) === speakerOf(other) &&
    one.tags.join('\n') === other.tags.join('\n')
  );
}

/** Its terms and ideas, by how often and where it says them. */
export function weightsOf(
  memory: Pick<Memory, 'content' | 'tags' | 'fields'> & { readonly subject?: string | undefined },
): TermWeights {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    const tokens = analyse(text);
    for (const { term } of tokens) weights.set(term, (weights.get(term) ?? 0) + weight);
    // An idea counts once: its words have said it already.
    for (const { idea, weight: share } of conceptsOf(tokens)) {
      weights.set(idea, Math.max(weights.get(idea) ?? 0, share * weight));
    }
  };
  add(memory.content, CONTENT_WEIGHT);
  for (const tag of memory.tags) add(tag, TAG_WEIGHT);
  // Its scope (`project:`) says nothing about it.
  const slot = memory.subject?.replace(/^(?:user|project|file):/, '');
  if (slot !== undefined) add(slot, SUBJECT_WEIGHT);
  const speaker = speakerOf(memory);
  if (speaker !== undefined) add(speaker, SPEAKER_WEIGHT);
  return weights;
}
