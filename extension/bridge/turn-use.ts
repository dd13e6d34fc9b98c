// What turns have used: tokens and money of every call of a model, and how full its window was last.
import type { RunEventOf } from '../../runtime/core/index.js';

interface Turn {
  readonly copied: boolean;
  readonly modelCalls: readonly RunEventOf<'model.called'>[];
}

/** Tokens, and US dollars as far as prices are known. */
export interface Used {
  readonly tokens: number;
  readonly usd: number;
}

export const addUsed = (a: Used, b: Used): Used => ({
  tokens: a.tokens + b.tokens,
  usd: a.usd + b.usd,
});

/** Of every call so far, also while the turn runs, sub-agents included. A copied turn has cost its original. */
export function usedBy(turn: Turn): Used {
  if (turn.copied) return { tokens: 0, usd: 0 };
  return turn.modelCalls
    .map(({ usage }) => ({
      tokens: usage.inputTokens + usage.outputTokens,
      usd: usage.costUsd,
    }))
    .reduce(addUsed, { tokens: 0, usd: 0 });
}

/** Tokens that the root model was given last in these turns. */
export function lastContext(turns: readonly Turn[]): number | undefined {
  const calls = (turn: Turn) => turn.modelCalls.findLast(({ role }) => role === 'root');
  const last = turns.findLast((turn) => calls(turn) !== undefined);
  return last === undefined ? undefined : calls(last)?.usage.inputTokens;
}
