// What a screen reader is told of the open conversation: that work began, what it asks, which parts ended, how it ended.
import { useEffect, useRef } from 'react';
import type { TurnView } from '../extension/bridge/index.js';
import { localError } from './localized.js';
import { useApp, useAppState } from './state/app.js';
import type { Saying } from './state/store.js';
import { strings } from './strings/index.js';

type News = Omit<Saying, 'id'>;

interface Known {
  readonly epoch: string | undefined;
  readonly turn: TurnView | undefined;
  /** No other view was open since that conversation is. */
  readonly inChat: boolean;
}

/** Says what is new in the last turn of the open conversation; of one that is opened only what still goes on. */
export function useTurnNews(): void {
  const { store } = useApp();
  const epoch = useAppState((state) => state.chat.epoch);
  const view = useAppState((state) => state.view);
  const running = useAppState((state) => state.running);
  const last = useAppState((state) => state.chat.turns.at(-1));
  const isFirst = useAppState((state) => state.chat.turns.length === 1);
  const known = useRef<Known>(undefined);

  useEffect(() => {
    const before = known.current;
    const inChat = view === 'chat' && (before?.epoch !== epoch || before?.inChat === true);
    known.current = { epoch, turn: last, inChat };
    if (last === undefined) return;
    // A question in an empty chat begins a conversation; one that is opened from elsewhere is not news.
    const wasEmpty = before?.epoch !== undefined && before.turn === undefined && before.inChat;
    const begun = wasEmpty && isFirst;
    if (before?.epoch !== epoch && !begun && !(running && last.stopReason === undefined)) return;
    const same = before?.epoch === epoch && before?.turn?.turnId === last.turnId;
    for (const { text, urgent } of newsOf(same ? before?.turn : undefined, last))
      store.say(text, urgent);
  }, [store, epoch, view, running, last, isFirst]);
}

/** What is new in a turn, in the order in which it is said: never its words while they are being written. */
function newsOf(before: TurnView | undefined, now: TurnView): readonly News[] {
  if (before === now) return [];
  return [
    ...(before === undefined && now.stopReason === undefined ? [calm(strings.working)] : []),
    ...warnings(before, now),
    ...tasks(before, now),
    ...asked(before, now),
    ...(now.stopReason !== undefined && before?.stopReason === undefined ? [ending(now)] : []),
  ];
}

const calm = (text: string): News => ({ text, urgent: false });

function warnings(before: TurnView | undefined, { notices }: TurnView): readonly News[] {
  const added = notices.slice(before?.notices.length ?? 0);
  return added.some(({ level }) => level !== 'info') ? [calm(strings.news.warning)] : [];
}

/** What waits for the person, by its id: how it is said. */
function questions(turn: TurnView | undefined): ReadonlyMap<string, string> {
  const waiting = new Map<string, string>();
  if (turn === undefined || turn.stopReason !== undefined) return waiting;
  for (const { approvalId, decision, command, host } of turn.approvals)
    if (decision === undefined)
      waiting.set(
        approvalId,
        command !== undefined
          ? strings.news.command
          : host !== undefined
            ? strings.news.address
            : strings.news.changes,
      );
  for (const { conflictId, take } of turn.conflicts)
    if (take === undefined) waiting.set(conflictId, strings.news.conflict);
  if (turn.team?.waits === true)
    waiting.set(turn.team.planId, strings.news.plan(turn.team.tasks.length));
  return waiting;
}

/** Several of a kind that come at once are said once; one that takes the place of another is new. */
function asked(before: TurnView | undefined, now: TurnView): readonly News[] {
  const known = questions(before);
  const added = [...questions(now)].filter(([id, text]) => known.get(id) !== text);
  return [...new Set(added.map(([, text]) => text))].map((text) => ({ text, urgent: true }));
}

/** Tasks of a plan that have ended since. */
function tasks(before: TurnView | undefined, { team }: TurnView): readonly News[] {
  if (before?.team === undefined || team === undefined) return [];
  const open = new Set(before.team.tasks.filter(({ state }) => isOpen(state)).map(({ id }) => id));
  return team.tasks.flatMap(({ id, state }, at) =>
    open.has(id) && !isOpen(state)
      ? [calm(strings.news.task(at + 1, team.tasks.length, strings.team.states[state]))]
      : [],
  );
}

const isOpen = (state: string): boolean => state === 'waiting' || state === 'running';

function ending({ stopReason, error: told }: TurnView): News {
  if (stopReason === undefined || stopReason === 'answered') return calm(strings.answerReady);
  const error = told === undefined ? undefined : localError(told);
  const words = [error?.message ?? strings.ended[stopReason], error?.remedy];
  return { text: words.filter(Boolean).join(' '), urgent: stopReason === 'error' };
}
