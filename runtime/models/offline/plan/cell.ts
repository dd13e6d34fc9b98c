// A planned step: why, and the cell; and the cells that end a loop.
import type * as z from 'zod';
import type { Intent } from '../../../core/index.js';
import type { rlmStep } from '../../signatures/index.js';
import type { Prose } from '../compose/prose.js';
import { literal } from '../text/markdown.js';
import { STAGE } from './stages.js';

export type StepInput = z.infer<(typeof rlmStep)['input']>;

export interface Cell {
  readonly reasoning: string;
  readonly code: string;
}

/** The cell that gives a prose answer. */
export function finalProse(prose: Prose, reasoning: string): Cell {
  const seen = new Set<string>();
  const places = prose.citations.filter(({ path, line }) => {
    const key = `${path}:${line}`;
    return !seen.has(key) && seen.add(key).size > 0;
  });
  const rows = places.map(
    ({ path, line, endLine }) =>
      `    { path: ${JSON.stringify(path)}, line: ${line}${endLine === undefined || endLine < line ? '' : `, endLine: ${endLine}`} },`,
  );
  const citations = rows.length === 0 ? '[]' : `[\n${rows.join('\n')}\n  ]`;
  return {
    reasoning,
    code: `${STAGE.answer} what was found, each claim with its place.\nawait final({\n  answer: ${literal(prose.answer)},\n  citations: ${citations},\n});`,
  };
}

/** The cell that gives prose as the answer of an intent. */
export function finalFor(intent: Intent, prose: Prose, reasoning: string): Cell {
  const kind = intent === 'audit' ? 'review' : intent;
  if (kind !== 'review' && kind !== 'fix') return finalProse(prose, reasoning);
  const none = kind === 'fix' ? 'replacement: null' : 'findings: []';
  return {
    reasoning,
    code: `${STAGE.answer} what was found.\nawait final({ summary: ${literal(prose.answer)}, ${none} });`,
  };
}

/** Which kind of cell the last step was, by its first words. */
export function lastStage(input: StepInput): keyof typeof STAGE | undefined {
  return stageOf(input.history.at(-1)?.code ?? '');
}

export function stageOf(code: string): keyof typeof STAGE | undefined {
  const entry = Object.entries(STAGE).find(([, mark]) => code.trimStart().startsWith(mark));
  return entry?.[0] as keyof typeof STAGE | undefined;
}

/** Whether no further look is allowed: the next cell must answer. */
export function mustAnswer(input: StepInput): boolean {
  return input.step.index >= input.step.of;
}
