// Asks a model for the summary of older turns, part by part where they do not fit its window at once.
import type { HistorySummary } from '../../core/index.js';
import { historyCompress, type PredictOptions, type Predictor } from '../../models/index.js';
import { boundSummary, withoutCode } from './summary.js';

/** Characters of turns that go into one call; of one turn's two sides each. */
const PART_CHARS = 40_000;
const USER_CHARS = 2_000;
const ASSISTANT_CHARS = 4_000;

interface Turn {
  readonly user: string;
  readonly assistant: string;
}

/**
 * @param earlier what an earlier summary says, which goes into the new one
 * @param redact takes secrets out of a text before a model sees it
 * @throws ModelError, PredictionParseError, BudgetExceededError, AbortedError
 */
export async function compressTurns(
  turns: readonly Turn[],
  earlier: HistorySummary | undefined,
  {
    predictor,
    redact,
    ...options
  }: PredictOptions & {
    readonly predictor: Predictor;
    readonly redact: (text: string) => string;
  },
): Promise<HistorySummary> {
  let summary = earlier;
  for (const part of partsOf(turns.map((turn) => prose(turn, redact)))) {
    const { output } = await predictor.predict(
      historyCompress,
      { turns: part, ...(summary === undefined ? {} : { earlier: summary }) },
      options,
    );
    summary = boundSummary(output);
  }
  return summary ?? { topics: [], decisions: [], progress: [], open: [] };
}

function prose({ user, assistant }: Turn, redact: (text: string) => string): Turn {
  return {
    user: redact(withoutCode(user)).slice(0, USER_CHARS),
    assistant: redact(withoutCode(assistant)).slice(0, ASSISTANT_CHARS),
  };
}

function partsOf(turns: readonly Turn[]): Turn[][] {
  const parts: Turn[][] = [];
  let left = 0;
  for (const turn of turns) {
    const chars = turn.user.length + turn.assistant.length;
    if (chars > left) {
      parts.push([]);
      left = PART_CHARS;
    }
    parts.at(-1)?.push(turn);
    left -= chars;
  }
  return parts;
}
