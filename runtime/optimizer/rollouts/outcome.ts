// What became of a turn, from everything that was recorded: its end, its checks, and what the user did afterwards.
import type { Rating, RunEvent, RunEventOf, RunEventType } from '../../core/index.js';

export interface TurnOutcome {
  /** `unknown`: it ended, and nobody said or did anything that tells more. */
  readonly verdict: 'good' | 'unknown' | 'bad';
  /** In words, for whoever writes a better prompt. */
  readonly feedback: string;
}

const FEEDBACK_CHARS = 300;
/** Share of its lines from which on an edit is a correction. */
const REWRITTEN = 0.5;
/** A question that comes again within this time was not answered well. */
const AGAIN_MS = 60 * 60 * 1000;
const TAKEN_BACK = 'The user took its changes back.';

const LIKED = 'The user liked the answer.';
const DISLIKED = 'The user did not like the answer.';

interface Sign {
  readonly turnId: string;
  /** `again`: what was taken back holds again. */
  readonly kind: 'good' | 'bad' | 'seen' | 'again' | 'unrated';
  readonly text: string;
}

const RATINGS = {
  up: { kind: 'good', text: LIKED },
  down: { kind: 'bad', text: DISLIKED },
  none: { kind: 'unrated', text: '' },
} as const satisfies Readonly<Record<Rating, Omit<Sign, 'turnId'>>>;

type Reader<T extends RunEventType> = (event: RunEventOf<T>) => readonly Sign[];

/** What the kinds of event say about turns: their own, or those that they name. */
const READERS: { readonly [T in RunEventType]?: Reader<T> } = {
  'turn.started': ({ turnId }) => [{ turnId, kind: 'seen', text: '' }],
  'turn.ended': ({ turnId, stopReason, error }) =>
    stopReason === 'answered' || stopReason === 'stopped'
      ? []
      : [{ turnId, kind: 'bad', text: `It ended early: ${error?.message ?? stopReason}.` }],
  'checks.reported': ({ turnId, results }) =>
    results.flatMap(({ tool, outcome, findings, failedTests }): readonly Sign[] => {
      if (outcome === 'passed') return [{ turnId, kind: 'good', text: `${tool} passed.` }];
      if (outcome !== 'failed') return [];
      const problems = [...failedTests, ...findings.map(({ message }) => message)].join('; ');
      return [{ turnId, kind: 'bad', text: `${tool} failed: ${problems}` }];
    }),
  'approval.answered': ({ turnId, decision, message }) => {
    if (decision === 'allowed') return [{ turnId, kind: 'good', text: 'The user allowed it.' }];
    if (decision !== 'denied') return [];
    const why = message === undefined || message === '' ? '.' : `: ${message}`;
    return [{ turnId, kind: 'bad', text: `The user denied it${why}` }];
  },
  'turns.withdrawn': ({ turnIds, withdrawn }) =>
    turnIds.map((turnId) => ({ turnId, kind: withdrawn ? 'bad' : 'again', text: TAKEN_BACK })),
  'turns.replaced': ({ turnIds }) =>
    turnIds.map((turnId) => bad(turnId, 'The user asked again, in other words.')),
  'turn.rated': ({ turnId, rating }) => [{ turnId, ...RATINGS[rating] }],
  'turn.edited': ({ turnId, lines, of, diff }) => {
    const text = `The user rewrote ${lines} of ${of} lines that it had written: ${diff}`;
    return [{ turnId, kind: REWRITTEN * of <= lines ? 'bad' : 'seen', text }];
  },
  'turn.steered': ({ turnId, text }) => [
    bad(turnId, `The user had to correct it on the way: ${text}`),
  ],
};

/**
 * By turn. Bad: a failed end, failed checks, a change that was denied, undone or mostly rewritten, a question that was
 * asked again, a correction on the way, a thumb down. Good: the project's own checks passed, the user allowed its changes, or a
 * thumb up. What the user says of the answer outranks everything else.
 * @param events of the traces and conversations, in any order; an event may come twice
 */
export function turnOutcomes(events: readonly RunEvent[]): ReadonlyMap<string, TurnOutcome> {
  const turns = new Map<string, Sign[]>();
  for (const event of [...events].sort((a, b) => a.at - b.at)) {
    const read = READERS[event.type] as Reader<RunEventType> | undefined;
    for (const sign of read?.(event) ?? []) {
      const known = turns.get(sign.turnId) ?? [];
      const gone = goneWith(sign, event.type === 'turn.rated');
      turns.set(sign.turnId, [...known.filter(({ text }) => !gone.includes(text)), sign]);
    }
  }
  for (const turnId of askedAgain(events))
    turns.get(turnId)?.push(bad(turnId, 'The user asked the same again.'));
  return new Map([...turns].map(([turnId, signs]) => [turnId, outcomeOf(signs)]));
}

/** Questions that came again, word by word, once they had been answered. */
function askedAgain(events: readonly RunEvent[]): ReadonlySet<string> {
  const ends = new Map<string, number>();
  const asked = new Map<string, RunEventOf<'turn.started'>>();
  for (const event of events) {
    // What the user has stopped was no answer that could have been a bad one.
    if (event.type === 'turn.ended' && event.stopReason !== 'stopped')
      ends.set(event.turnId, event.at);
    if (event.type === 'turn.started' && event.request.text.trim().endsWith('?'))
      asked.set(event.turnId, event);
  }
  const last = new Map<string, RunEventOf<'turn.started'>>();
  const again = new Set<string>();
  for (const event of [...asked.values()].sort((a, b) => a.at - b.at)) {
    const { text, attachments } = event.request;
    const key = JSON.stringify([text.trim().toLowerCase(), attachments]);
    const before = last.get(key);
    const ended = before && ends.get(before.turnId);
    if (before !== undefined && ended !== undefined && ended <= event.at)
      if (event.at - ended < AGAIN_MS) again.add(before.turnId);
    last.set(key, event);
  }
  return again;
}

/** What the user has said before and no longer says. */
function goneWith({ kind, text }: Sign, isRating: boolean): readonly string[] {
  if (isRating) return [LIKED, DISLIKED];
  return kind === 'again' ? [text] : [];
}

function bad(turnId: string, text: string): Sign {
  return { turnId, kind: 'bad', text };
}

function outcomeOf(signs: readonly Sign[]): TurnOutcome {
  const rated = signs.find(({ text }) => text === LIKED || text === DISLIKED)?.kind;
  const order = rated === 'good' ? (['good', 'bad'] as const) : (['bad', 'good'] as const);
  for (const verdict of order) {
    const said = signs.filter(({ kind }) => kind === verdict).map(({ text }) => text);
    if (said.length > 0)
      return { verdict, feedback: [...new Set(said)].join(' ').slice(0, FEEDBACK_CHARS) };
  }
  const seen = signs.flatMap(({ kind, text }) => (kind === 'seen' && text !== '' ? [text] : []));
  const nothing = 'It was answered, and nothing was said against it.';
  return { verdict: 'unknown', feedback: [nothing, ...seen].join(' ').slice(0, FEEDBACK_CHARS) };
}
