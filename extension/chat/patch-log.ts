// The open conversation as numbered events. Inside an epoch numbers have no gaps and never change their event,
// so a view that knows epoch and last number can catch up from anywhere. A view that knows nothing gets the last turns
// and asks for earlier ones when somebody scrolls to them.
import { conversationUse } from '../../runtime/app/index.js';
import type { RunEvent } from '../../runtime/core/index.js';
import type { ConversationSlice, Patch } from '../bridge/index.js';

/** Turns that a new reader gets at once. */
const LAST_TURNS = 40;
/** Characters of a step's output that a page gets. */
const OUTPUT_CHARS = 40_000;

/** An output that nobody can read must not hold up a page. Whoever needs all of it finds it in the record. */
function bounded(event: RunEvent): RunEvent {
  if (event.type !== 'step.ended' || event.observation.length <= OUTPUT_CHARS) return event;
  const { observation } = event;
  const half = OUTPUT_CHARS / 2;
  const left = observation.length - OUTPUT_CHARS;
  return {
    ...event,
    observation: `${observation.slice(0, half)}\n[… ${left} characters …]\n${observation.slice(-half)}`,
  };
}

/** Other turns that an event says something about. */
function turnsNamed(event: RunEvent): readonly string[] {
  return event.type === 'turns.withdrawn' ||
    event.type === 'turns.replaced' ||
    event.type === 'conversation.branched'
    ? event.turnIds
    : [];
}

export class PatchLog {
  readonly epoch: string;
  readonly #patches: Patch[] = [];
  #waiting: RunEvent[] = [];

  constructor(epoch: string, events: readonly RunEvent[] = []) {
    this.epoch = epoch;
    this.#waiting = events.map(bounded);
    this.flush();
  }

  /** Takes an event. It gets its number at the next `flush`; neighbouring pieces of an answer become one. */
  add(event: RunEvent): void {
    const last = this.#waiting.at(-1);
    if (
      event.type === 'answer.delta' &&
      last?.type === 'answer.delta' &&
      last.turnId === event.turnId
    ) {
      this.#waiting[this.#waiting.length - 1] = { ...last, text: last.text + event.text };
    } else {
      this.#waiting.push(bounded(event));
    }
  }

  /** Numbers what has waited and returns it. */
  flush(): readonly Patch[] {
    const fresh = this.#waiting.map((event, i) => ({ seq: this.#patches.length + 1 + i, event }));
    this.#waiting = [];
    this.#patches.push(...fresh);
    return fresh;
  }

  /** 0: nothing is numbered yet. */
  get lastSeq(): number {
    return this.#patches.length;
  }

  /** What was numbered from `fromSeq` on; for a reader of another epoch its last turns, and what was before in short. */
  since(
    epoch: string | undefined,
    fromSeq: number,
  ): Pick<ConversationSlice, 'fromSeq' | 'patches' | 'earlier'> {
    if (epoch === this.epoch)
      return { fromSeq, patches: this.#patches.slice(Math.max(0, fromSeq - 1)) };
    const starts = this.#turnStarts();
    const turns = starts.length - LAST_TURNS;
    const cut = starts[turns]?.at ?? 0;
    if (turns <= 0 || cut === 0) return { fromSeq: 1, patches: [...this.#patches] };
    const before = this.#patches.slice(0, cut).map(({ event }) => event);
    const { usage, contextTokens } = conversationUse(before);
    const queue = before.findLast((event) => event.type === 'queue.changed')?.queue ?? [];
    const tokens = usage.inputTokens + usage.outputTokens;
    return {
      fromSeq: cut + 1,
      patches: this.#patches.slice(cut),
      earlier: { turns, tokens, usd: usage.costUsd, contextTokens, queue },
    };
  }

  /** The numbered events of the turns from one position up to before another, and what others say about them. */
  turns(from: number, to: number): readonly RunEvent[] {
    const wanted = new Set(
      this.#turnStarts()
        .slice(from, to)
        .map(({ turnId }) => turnId),
    );
    return this.#patches.flatMap(({ event }) =>
      event.type !== 'queue.changed' &&
      (wanted.has(event.turnId) || turnsNamed(event).some((turnId) => wanted.has(turnId)))
        ? [event]
        : [],
    );
  }

  /** Each turn with the position of its first event. A list of what waits begins no turn. */
  #turnStarts(): readonly { readonly turnId: string; readonly at: number }[] {
    const starts = new Map<string, number>();
    for (const [at, { event }] of this.#patches.entries()) {
      if (event.type !== 'queue.changed' && !starts.has(event.turnId)) starts.set(event.turnId, at);
    }
    return [...starts].map(([turnId, at]) => ({ turnId, at }));
  }

  /** Every event so far, numbered or waiting. */
  events(): readonly RunEvent[] {
    return [...this.#patches.map((patch) => patch.event), ...this.#waiting];
  }
}
