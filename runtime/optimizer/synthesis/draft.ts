// What is drafted from a cluster of runs: written by a model, checked, written once more where it cannot be taken.
import {
  Budget,
  type Clock,
  DEFAULT_LIMITS,
  type EmitEvent,
  MemfunError,
} from '../../core/index.js';
import type { Predictor, synthesizeSkill } from '../../models/index.js';
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

export interface Draft {
  readonly name: string;
  readonly description: string;
  /** The whole file. */
  readonly text: string;
  readonly costUsd: number;
}

/** Nothing valid was written, also after a second try. */
export class DraftError extends MemfunError {
  readonly code = 'synthesize.draft';
  constructor(kind: string, problem: string) {
    super(`No valid ${kind} was written: ${problem}`, {
      remedy: `Try again, with a stronger model, or write the ${kind} by hand.`,
    });
  }
}

/** A file made of what a model wrote, and what is wrong with it. */
export type MakeFile = (
  name: string,
  description: string,
  body: string,
) => { readonly text: string; readonly problems: readonly string[] };

/** Both are asked the same, in other words. */
type DraftSignature = typeof synthesizeSkill;

const TRIES = 2;
const ANSWER_CHARS = 600;

/** @throws DraftError, ModelError, AbortedError */
export async function drafted(
  kind: 'skill' | 'agent',
  signature: DraftSignature,
  { runs, tools }: Cluster,
  { predictor, clock, emit, turnId, signal, taken }: DraftOptions,
  make: MakeFile,
): Promise<Draft> {
  let problem: string | undefined;
  let costUsd = 0;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const { output, usage } = await predictor.predict(
      signature,
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
    const [name, description] = [output.name.trim(), output.description.trim()];
    const { text, problems } = make(name, description, output.body.trim());
    const all = [
      ...problems,
      ...(taken.has(name)
        ? [`there is ${kind === 'agent' ? 'an' : 'a'} ${kind} "${name}" already`]
        : []),
    ];
    if (all.length === 0) return { name, description, text, costUsd };
    problem = all.join('; ');
  }
  throw new DraftError(kind, problem ?? '');
}
