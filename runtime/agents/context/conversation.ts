// The earlier turns of a session as models are given them: question and answer, a summary in place of old ones.
import type { Citation, HistorySummary, RunEvent, RunEventOf } from '../../core/index.js';
import {
  type HistoryTurn,
  historyLimit,
  summaryText,
  tokensOf,
  tokensOfText,
} from '../../memory/index.js';
import type { SessionManager } from '../../ports/index.js';

export interface Exchange {
  readonly user: string;
  readonly assistant: string;
}

export interface ConversationTurn extends HistoryTurn {
  /** Of its answer. */
  readonly citations: readonly Citation[];
}

/** What servers say of themselves, and questions aside, are for people; a model is not told them as something that was said. */
const FOR_PEOPLE = /^\s*\/(mcp|btw)\b/;

/** A conversation as its record tells it. */
export interface Conversation {
  /** Finished turns that were not taken back, oldest first. */
  readonly turns: readonly ConversationTurn[];
  /** The summary that stands for some of them. */
  readonly compressed: RunEventOf<'history.compressed'> | undefined;
}

/** A session that cannot be read is an error; one without finished turns is empty. @throws SessionMissingError */
export async function loadConversation(
  sessions: SessionManager,
  sessionId: string,
): Promise<Conversation> {
  const { events } = await sessions.load(sessionId);
  return readConversation(events);
}

export function readConversation(events: readonly RunEvent[]): Conversation {
  const asked = new Map<string, string>();
  const answered = new Map<string, RunEventOf<'answer.completed'>>();
  const withdrawn = new Set<string>();
  const pinned = new Set<string>();
  const restored = new Set<string>();
  let compressed: Conversation['compressed'];
  for (const event of events) {
    if (event.type === 'turn.started') asked.set(event.turnId, event.request.text);
    if (event.type === 'answer.completed') answered.set(event.turnId, event);
    if (event.type === 'turns.withdrawn') mark(withdrawn, event.turnIds, event.withdrawn);
    if (event.type === 'turns.replaced') mark(withdrawn, event.turnIds, true);
    if (event.type === 'turn.steered') {
      const said = asked.get(event.turnId);
      if (said !== undefined) asked.set(event.turnId, `${said}\n\n${event.text}`);
    }
    if (event.type === 'turn.pinned') mark(pinned, [event.pinnedTurnId], event.pinned);
    if (event.type === 'history.compressed') {
      compressed = event;
      mark(restored, event.turnIds, false);
    }
    if (event.type === 'history.restored') {
      compressed = undefined;
      mark(restored, event.turnIds, true);
    }
  }
  const turns = [...asked].flatMap(([turnId, user]): ConversationTurn[] => {
    const answer = answered.get(turnId);
    if (answer === undefined || withdrawn.has(turnId) || FOR_PEOPLE.test(user)) return [];
    const { text: assistant, citations } = answer;
    return [
      {
        turnId,
        user,
        assistant,
        pinned: pinned.has(turnId),
        restored: restored.has(turnId),
        citations,
      },
    ];
  });
  // A summary that speaks of a turn that was taken back does not hold.
  const holds = compressed?.turnIds.every((turnId) => !withdrawn.has(turnId)) === true;
  return { turns, compressed: holds ? compressed : undefined };
}

function mark(set: Set<string>, ids: readonly string[], isIn: boolean): void {
  for (const id of ids)
    if (isIn) set.add(id);
    else set.delete(id);
}

/** Tokens of a conversation for a single prompt; the loop has all of it in a variable. */
export const SHORT_HISTORY = 6_000;

/**
 * What a model is given: the summary first, then the turns that it does not stand for, the newest that fit.
 * @param window tokens that the model can hold
 * @param most tokens, where fewer are wanted
 */
export function exchangesOf(
  { turns, compressed }: Conversation,
  window: number,
  most = Number.POSITIVE_INFINITY,
): readonly Exchange[] {
  const covered = new Set(compressed?.turnIds);
  const told = compressed === undefined ? [] : [inPlaceOf(covered.size, compressed.summary)];
  const open = turns.filter(({ turnId, pinned }) => pinned || !covered.has(turnId));
  const limit = Math.min(most, historyLimit(window)) - summaryTokens(compressed?.summary);
  return [...told, ...newest(open, limit)];
}

export function summaryTokens(summary: HistorySummary | undefined): number {
  return summary === undefined ? 0 : tokensOfText(summaryText(summary));
}

function inPlaceOf(turns: number, summary: HistorySummary): Exchange {
  return {
    user: `(In place of ${turns} earlier turns: what they said.)`,
    assistant: summaryText(summary),
  };
}

/** Pinned ones first of all; in their order. */
function newest(turns: readonly HistoryTurn[], limit: number): readonly Exchange[] {
  let left = limit - turns.filter(({ pinned }) => pinned).reduce((sum, t) => sum + tokensOf(t), 0);
  let isOpen = true;
  const kept = new Set<string>();
  for (const turn of [...turns].reverse()) {
    if (turn.pinned) continue;
    left -= tokensOf(turn);
    isOpen &&= left >= 0;
    if (isOpen) kept.add(turn.turnId);
  }
  return turns
    .filter(({ turnId, pinned }) => pinned || kept.has(turnId))
    .map(({ user, assistant }) => ({ user, assistant }));
}
