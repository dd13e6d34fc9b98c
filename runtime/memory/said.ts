// Something said in a conversation elsewhere: kept as it is, with who said it, where and when.
import type { Memory, MemoryDraft, MemoryService, SaveOutcome } from './types.js';

/** What marks a draft as a turn of a conversation: any of the first three. */
export interface Said {
  readonly session?: string | undefined;
  readonly speaker?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt?: number | undefined;
  readonly role?: string | undefined;
}

/**
 * Stores a turn of a conversation as it is, beside what is known: merged away, it would be missing where it was said.
 * Anything else is reconciled with what is known.
 * @throws MemoryDraftError, SecretInMemoryError
 */
export async function storeSaid(
  memory: MemoryService,
  draft: MemoryDraft,
  { session, speaker, createdAt, role }: Said,
): Promise<SaveOutcome> {
  const fields = {
    ...draft.fields,
    ...(speaker === undefined ? {} : { speaker }),
    ...(role === undefined ? {} : { role }),
  };
  const whole = Object.keys(fields).length === 0 ? draft : { ...draft, fields };
  if (session === undefined && speaker === undefined && createdAt === undefined) {
    return memory.save(whole);
  }
  const stored = await memory.add({
    ...whole,
    ...(createdAt === undefined ? {} : { createdAt }),
    provenance: {
      ...draft.provenance,
      source: 'import',
      ...(session === undefined ? {} : { sessionId: session }),
    },
  });
  return { action: 'added', memory: stored };
}

/** Whether a memory is a turn of a conversation that was held elsewhere. */
export function isTurn({ provenance }: Memory): boolean {
  return provenance.source === 'import' && provenance.sessionId !== undefined;
}
