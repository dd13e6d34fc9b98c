// A copy of a conversation that ends with one of its turns.

import type { Memfun } from '../../runtime/app/index.js';
import type { RunEvent } from '../../runtime/core/index.js';

interface BranchOptions {
  readonly from: { readonly sessionId: string; readonly title: string };
  /** The last turn that is copied. */
  readonly turnId: string;
  readonly now: number;
}

/** The original stays as it is. @returns the copy, nothing when there is no such turn @throws SessionMissingError */
export async function makeBranch(
  sessions: Memfun['sessions'],
  { from, turnId, now }: BranchOptions,
): Promise<string | undefined> {
  const copied = copyUpTo((await sessions.load(from.sessionId)).events, turnId);
  if (copied === undefined) return undefined;
  const { sessionId } = await sessions.create(titleOfCopy(from.title));
  for (const event of copied.events) await sessions.append(sessionId, event);
  await sessions.append(sessionId, {
    type: 'conversation.branched',
    at: now,
    turnId,
    fromSessionId: from.sessionId,
    turnIds: [...copied.turnIds],
  });
  return sessionId;
}

/** Characters of a title that leave room for a number, where titles are cut. */
const NAME_CHARS = 110;

/** With a number, so that a list of conversations tells them apart. */
function titleOfCopy(title: string): string {
  const [, first = title, number = '1'] = /^(.*) \((\d{1,3})\)$/s.exec(title) ?? [];
  const name = first.length > NAME_CHARS ? `${first.slice(0, NAME_CHARS)}…` : first;
  return `${name} (${Number(number) + 1})`;
}

/** The turns up to the named one with all their events; `undefined` when it is not there. */
function copyUpTo(
  events: readonly RunEvent[],
  turnId: string,
): { readonly turnIds: readonly string[]; readonly events: readonly RunEvent[] } | undefined {
  const turns = events.flatMap((event) => (event.type === 'turn.started' ? [event.turnId] : []));
  const at = turns.indexOf(turnId);
  if (at === -1) return undefined;
  const turnIds = turns.slice(0, at + 1);
  const kept = new Set(turnIds);
  // What waits belongs to the conversation that it was written in.
  const copied = events.filter((event) => kept.has(event.turnId) && event.type !== 'queue.changed');
  return { turnIds, events: copied };
}
