// The root prompt: everything bounded, so that its size does not depend on the size of the repository.
import type * as z from 'zod';
import type { BudgetUse, VariableInfo } from '../core/index.js';
import type { HistoryEntry, rlmStep } from '../models/index.js';
import { compressHistory } from './history.js';
import { cutMiddle, oneLine } from './text.js';
import type { LoopOptions } from './types.js';

const MAX_VARIABLES = 40;
const MAX_MEMORIES = 40;
export const TASK_CHARS = 12_000;
/** Of all standing texts together: a skill has at most some 5,000 tokens by its standard. */
const STANDING_CHARS = 40_000;
const SHAPE_CHARS = 200;
const PREVIEW_CHARS = 240;
const NAME_CHARS = 80;

export interface PromptState {
  /** TypeScript declarations of the host functions. */
  readonly functions: string;
  readonly answerType: string;
  readonly variables: readonly VariableInfo[];
  readonly history: readonly HistoryEntry[];
  readonly index: number;
  readonly of: number;
  readonly nudge: string | undefined;
  /** Characters for the history; smaller after the model's window overflowed. */
  readonly historyChars: number;
}

/** The input of `rlm.step` for this moment of the loop. */
export function buildPrompt(
  options: LoopOptions,
  state: PromptState,
): z.infer<(typeof rlmStep)['input']> {
  const prompt = {
    task: [cutMiddle(options.task, TASK_CHARS), ...standing(options)].join('\n\n'),
    intent: options.intent,
    memories: options.memories.slice(0, MAX_MEMORIES).map((line) => oneLine(line, 600)),
    functions: state.functions,
    answerType: state.answerType,
    variables: boundVariables(state.variables),
    history: compressHistory(state.history, state.historyChars),
    step: { index: state.index, of: state.of },
    budget: describeBudget(options.budget.use()),
  };
  return state.nudge === undefined ? prompt : { ...prompt, nudge: state.nudge };
}

/** Those that came first count first: what a later one brings must not take from a method that is being followed. */
function standing({ standing: texts }: LoopOptions): readonly string[] {
  let left = STANDING_CHARS;
  return (texts?.() ?? []).flatMap((text) => {
    const shown = left > 0 ? cutMiddle(text, left) : '';
    left -= shown.length;
    return shown === '' ? [] : [shown];
  });
}

/** The newest variables, each with bounded texts; what is left out is counted. */
export function boundVariables(variables: readonly VariableInfo[]): VariableInfo[] {
  const shown = variables.slice(-MAX_VARIABLES).map((v) => ({
    name: oneLine(v.name, NAME_CHARS),
    type: v.type,
    shape: oneLine(v.shape, SHAPE_CHARS),
    size: v.size,
    preview: cutMiddle(v.preview, PREVIEW_CHARS),
  }));
  const omitted = variables.length - shown.length;
  if (omitted <= 0) return shown;
  return [
    { name: '…', type: 'omitted', shape: '', size: omitted, preview: `${omitted} older variables` },
    ...shown,
  ];
}

/** What is left, in one line of numbers. Unbounded amounts are not mentioned. */
export function describeBudget(use: BudgetUse): string {
  const { limits, spent, reserved } = use;
  const parts: string[] = [];
  const left = (key: 'iterations' | 'modelCalls' | 'tokens'): number =>
    Math.max(0, limits[key] - spent[key] - reserved[key]);
  if (Number.isFinite(limits.iterations)) parts.push(`${left('iterations')} steps`);
  if (Number.isFinite(limits.modelCalls)) parts.push(`${left('modelCalls')} model calls`);
  if (Number.isFinite(limits.tokens))
    parts.push(`${Math.round(left('tokens') / 1000)} thousand tokens`);
  if (Number.isFinite(limits.costUsd)) {
    parts.push(`$${Math.max(0, limits.costUsd - spent.costUsd - reserved.costUsd).toFixed(2)}`);
  }
  if (Number.isFinite(limits.wallMs)) {
    parts.push(`${Math.max(0, Math.round((limits.wallMs - spent.wallMs) / 1000))} seconds`);
  }
  parts.push(`${Math.max(0, limits.depth - spent.depth)} levels of rlm()`);
  return `left: ${parts.join(', ')}`;
}
