// Which turns of a conversation are compressed: the oldest, once all of it is half of what the model can hold.

export interface HistoryTurn {
  readonly turnId: string;
  readonly user: string;
  readonly assistant: string;
  /** Never compressed. */
  readonly pinned: boolean;
  /** Was given back by the user: compressed again only when they ask for it. */
  readonly restored: boolean;
}

export interface Planned {
  /** In a summary already. */
  readonly covered: ReadonlySet<string>;
  /** Tokens of that summary. */
  readonly summaryTokens: number;
  /** Tokens that the model can hold. */
  readonly window: number;
  /** By the user: also a small conversation, and turns that were given back. */
  readonly asked: boolean;
}

/** Share of the model's window from which a conversation is compressed, and what is then left of it as it is. */
const FULL = 0.5;
const LEFT = 0.25;
/** The newest turns stay as they are. */
const KEPT = { asked: 2, unasked: 4 } as const;

const CHARS_PER_TOKEN = 4;
/** What a turn costs beside its text. */
const FRAME_TOKENS = 8;

/** An estimate. */
export function tokensOf({ user, assistant }: Pick<HistoryTurn, 'user' | 'assistant'>): number {
  return Math.ceil((user.length + assistant.length) / CHARS_PER_TOKEN) + FRAME_TOKENS;
}

export function tokensOfText(text: string): number {
  return Math.ceil(text.length / CHARS_PER_TOKEN);
}

/** Tokens of a conversation that a model may be given. */
export function historyLimit(window: number): number {
  return Math.floor(window * FULL);
}

/** Size of the conversation as models are given it. */
export function historyTokens(
  turns: readonly HistoryTurn[],
  { covered, summaryTokens }: Pick<Planned, 'covered' | 'summaryTokens'>,
): number {
  return turns
    .filter((turn) => turn.pinned || !covered.has(turn.turnId))
    .reduce((sum, turn) => sum + tokensOf(turn), summaryTokens);
}

/** Turns to be compressed now, oldest first; none when there is room, or nothing that may be compressed. */
export function planCompression(
  turns: readonly HistoryTurn[],
  { covered, summaryTokens, window, asked }: Planned,
): readonly HistoryTurn[] {
  let total = historyTokens(turns, { covered, summaryTokens });
  if (!asked && total <= historyLimit(window)) return [];
  const goal = asked ? 0 : window * LEFT;
  const chosen: HistoryTurn[] = [];
  for (const turn of turns.slice(0, -KEPT[asked ? 'asked' : 'unasked'])) {
    if (total <= goal) break;
    if (turn.pinned || covered.has(turn.turnId) || (turn.restored && !asked)) continue;
    chosen.push(turn);
    total -= tokensOf(turn);
  }
  return chosen;
}
