// The open conversation as numbered events. Inside an epoch numbers have no gaps and never change their event,
// so a view that knows epoch and last number can catch up from anywhere. A view that knows nothing gets the last turns
// and asks for earlier ones when somebody scrolls to them.
import type { RunEvent } from '../../runtime/core/index.js';
import {
  addUsed,
  type ConversationSlice,
  type Earlier,
  type Patch,
  type Used,
  usedBy,
} from '../bridge/index.js';

/** Turns that a new reader gets at once. */
const LAST_TURNS = 40;
/** Characters of a step's output that a page gets. */
const OUTPUT_CHARS = 40_000;
const NOTHING: Used = { tokens: 0, usd: 0 };

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

function sum(turns: readonly TurnMark[]): Used {
  let [tokens, usd] = [0, 0];
  for (const { used } of turns) {
    tokens += used.tokens;
    usd += used.usd;
  }
  return { tokens, usd };
}

/** What is known of a turn without reading its events again. */
interface TurnMark {
  readonly turnId: string;
  /** Position of its first event. A list of what waits begins no turn. */
  readonly at: number;
  /** Nothing, when another conversation has paid for it. */
  used: Used;
  copied: boolean;
  /** Tokens that the root model was given last. */
  context?: number;
}

export class PatchLog {
  readonly epoch: string;
  readonly #patches: Patch[] = [];
  #waiting: RunEvent[] = [];
  /** In the order they began. */
  readonly #turns: TurnMark[] = [];
  readonly #byId = new Map<string, TurnMark>();
  readonly #queues: { readonly at: number; readonly queue: Earlier['queue'] }[] = [];

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
    for (const patch of fresh) {
      this.#note(patch.event);
      this.#patches.push(patch);
    }
    return fresh;
  }

  /** Kept as events come, so that a new reader of a long conversation does not wait until all of it was read. */
  #note(event: RunEvent): void {
    if (event.type === 'queue.changed') {
      this.#queues.push({ at: this.#patches.length, queue: event.queue });
      return;
    }
    const turn = this.#byId.get(event.turnId) ?? this.#begin(event.turnId);
    if (event.type === 'model.called') {
      turn.used = addUsed(turn.used, usedBy({ copied: turn.copied, modelCalls: [event] }));
      if (event.role === 'root') turn.context = event.usage.inputTokens;
    }
    if (event.type !== 'conversation.branched') return;
    for (const turnId of event.turnIds) {
      const copied = this.#byId.get(turnId);
      if (copied !== undefined) Object.assign(copied, { used: NOTHING, copied: true });
    }
  }

  #begin(turnId: string): TurnMark {
    const turn = { turnId, at: this.#patches.length, used: NOTHING, copied: false };
    this.#turns.push(turn);
    this.#byId.set(turnId, turn);
    return turn;
  }

  /** 0: nothing is numbered yet. */
  get lastSeq(): number {
    return this.#patches.length;
  }

  /** By all numbered turns. */
  get used(): Used {
    return sum(this.#turns);
  }

  /** What was numbered from `fromSeq` on; for a reader of another epoch its last turns, and what was before in short. */
  since(
    epoch: string | undefined,
    fromSeq: number,
  ): Pick<ConversationSlice, 'fromSeq' | 'patches' | 'earlier'> {
    if (epoch === this.epoch)
      return { fromSeq, patches: this.#patches.slice(Math.max(0, fromSeq - 1)) };
    const turns = this.#turns.length - LAST_TURNS;
    const cut = this.#turns[turns]?.at ?? 0;
    if (turns <= 0 || cut === 0) return { fromSeq: 1, patches: [...this.#patches] };
    const before = this.#turns.slice(0, turns);
    return {
      fromSeq: cut + 1,
      patches: this.#patches.slice(cut),
      earlier: {
        turns,
        ...sum(before),
        contextTokens: before.findLast(({ context }) => context !== undefined)?.context ?? 0,
        queue: this.#queues.findLast(({ at }) => at < cut)?.queue ?? [],
      },
    };
  }

  /** The numbered events of the turns from one position up to before another, and what others say about them. */
  turns(from: number, to: number): readonly RunEvent[] {
    const wanted = new Set(this.#turns.slice(from, to).map(({ turnId }) => turnId));
    return this.#patches.flatMap(({ event }) =>
      event.type !== 'queue.changed' &&
      (wanted.has(event.turnId) || turnsNamed(event).some((turnId) => wanted.has(turnId)))
        ? [event]
        : [],
    );
  }

  /** Every event so far, numbered or waiting. */
  events(): readonly RunEvent[] {
    return [...this.#patches.map((patch) => patch.event), ...this.#waiting];
  }
}
