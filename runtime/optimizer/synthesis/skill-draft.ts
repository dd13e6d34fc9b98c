// A skill drafted from a cluster of runs, in the standard format, checked by the same rules as any other skill.
import {
  Budget,
  type Clock,
  DEFAULT_LIMITS,
  type EmitEvent,
  MemfunError,
} from '../../core/index.js';
import { type Predictor, synthesizeSkill } from '../../models/index.js';
import { problemText, validateSkill } from '../../skills/index.js';
import type { Cluster } from './cluster.js';

export interface DraftOptions {
  readonly predictor: Predictor;
  readonly clock: Clock;
  readonly emit: EmitEvent;
  readonly turnId: string;
  readonly signal: AbortSignal;
  /** Names that are in use. */
  readonly taken: ReadonlySet<string>;
}

export interface SkillDraft {
  readonly name: string;
  readonly description: string;
  readonly body: string;
  /** The whole SKILL.md. */
  readonly text: string;
  readonly costUsd: number;
}

/** No valid skill was written, also after a second try. */
export class SkillDraftError extends MemfunError {
  readonly code = 'synthesize.draft';
  constructor(problem: string) {
    super(`No valid skill was written: ${problem}`, {
      remedy: 'Try again, with a stronger model, or write the skill by hand: memfun skill create.',
    });
  }
}

const TRIES = 2;
const ANSWER_CHARS = 600;

/** @throws SkillDraftError, ModelError, AbortedError */
export async function draftSkill(
  { runs, tools }: Cluster,
  { predictor, clock, emit, turnId, signal, taken }: DraftOptions,
): Promise<SkillDraft> {
  let problem: string | undefined;
  let costUsd = 0;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const { output, usage } = await predictor.predict(
      synthesizeSkill,
      {
        runs: runs.map(({ request, way, answer }) => ({
          request,
          way,
          answer: answer.slice(0, ANSWER_CHARS),
        })),
        tools: [...tools],
        ...(problem === undefined ? {} : { problem }),
      },
      { signal, emit, turnId, budget: Budget.open(DEFAULT_LIMITS, clock) },
    );
    costUsd += usage.costUsd;
    const name = output.name.trim();
    const text = `---\nname: ${name}\ndescription: ${JSON.stringify(output.description.trim())}\n---\n\n${output.body.trim()}\n`;
    const problems = validateSkill(`${name}/SKILL.md`, name, text).map(problemText);
    if (taken.has(name)) problems.push(`there is a skill "${name}" already`);
    if (problems.length === 0)
      return {
        name,
        description: output.description.trim(),
        body: output.body.trim(),
        text,
        costUsd,
      };
    problem = problems.join('; ');
  }
  throw new SkillDraftError(problem ?? '');
}
