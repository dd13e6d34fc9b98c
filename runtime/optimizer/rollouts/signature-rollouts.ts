// Rollouts of one signature: a candidate's words, a recorded input, a real model, and a grade with feedback.
import type { Clock, Json } from '../../core/index.js';
import { Budget, DEFAULT_LIMITS, type EmitEvent, isAbort, MemfunError } from '../../core/index.js';
import {
  optimizeJudge,
  type Predictor,
  renderInput,
  renderOutput,
  type Signature,
} from '../../models/index.js';
import type { Candidate, Demo } from '../component.js';
import type { Evaluator, Outcome } from '../evaluation.js';
import { demosId, tuned } from '../tuning.js';
import type { Example } from './examples.js';
import { type Grade, gradeOutput } from './metric.js';

export interface RolloutOptions {
  readonly signature: Signature;
  readonly examples: readonly Example[];
  readonly predictor: Predictor;
  readonly clock: Clock;
  /** Told of every model call, so that it is counted. */
  readonly emit: EmitEvent;
  /** The run that the calls are counted under. */
  readonly turnId: string;
  /** Whether a model judges what nothing is expected of; else such examples are left out. */
  readonly judge: boolean;
}

/** Characters of an input or an answer that whoever writes a better text is shown. */
const SHOWN_CHARS = 2_000;
/** What the answer itself is to blame for; anything else ends the optimisation. */
const OWN_FAULTS: ReadonlySet<string> = new Set([
  'model.parse',
  'model.context-overflow',
  'model.empty',
  'model.content-filter',
]);

/** Examples that can be graded. */
export function gradable(examples: readonly Example[], judge: boolean): readonly Example[] {
  return examples.filter(
    ({ expected, check }) => judge || expected !== undefined || check !== undefined,
  );
}

/** What is expected, as demonstrations by component and example; only whole outputs can be shown. */
export function labelsOf(
  signature: Signature,
  examples: readonly Example[],
): Readonly<Record<string, Readonly<Record<string, Demo>>>> {
  const whole = examples.flatMap(({ id, input, expected }) =>
    expected !== undefined && signature.output.safeParse(expected).success
      ? [[id, { input, output: expected }] as const]
      : [],
  );
  return { [demosId(signature.name)]: Object.fromEntries(whole) };
}

export class SignatureRollouts implements Evaluator {
  readonly #options: RolloutOptions;
  readonly #examples: ReadonlyMap<string, Example>;

  constructor(options: RolloutOptions) {
    this.#options = options;
    this.#examples = new Map(options.examples.map((example) => [example.id, example]));
  }

  async evaluate(
    candidate: Candidate,
    exampleId: string,
    _seed: number,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { signature, predictor, clock, emit, turnId } = this.#options;
    const example = this.#examples.get(exampleId);
    if (example === undefined) throw new RangeError(`There is no example ${exampleId}.`);
    const input = example.input as Readonly<Record<string, unknown>>;
    const asked = tuned(signature, candidate);
    const budget = Budget.open(DEFAULT_LIMITS, clock);
    const started = clock.monotonic();
    const spent = (): number => budget.use().spent.costUsd;
    const shownInput = bounded(renderInput(signature, input));
    try {
      const { output } = await predictor.predict(asked, input, { signal, budget, emit, turnId });
      const ms = clock.monotonic() - started;
      const costUsd = spent();
      const shownOutput = bounded(renderOutput(signature, output));
      const grade = await this.#grade(
        example,
        output as Json,
        shownInput,
        shownOutput,
        signal,
        budget,
      );
      const { score, feedback } = grade;
      return {
        score,
        feedback: feedback === '' ? 'Nothing is wrong with it.' : feedback,
        costUsd: this.#options.judge ? spent() : costUsd,
        ms,
        input: shownInput,
        output: shownOutput,
        demos: { [demosId(signature.name)]: { input: example.input, output: output as Json } },
      };
    } catch (error) {
      if (isAbort(error) || !(error instanceof MemfunError) || !OWN_FAULTS.has(error.code))
        throw error;
      return {
        score: 0,
        feedback: error.message,
        costUsd: spent(),
        ms: clock.monotonic() - started,
        input: shownInput,
        output: '',
      };
    }
  }

  async #grade(
    example: Example,
    output: Json,
    input: string,
    answer: string,
    signal: AbortSignal,
    budget: Budget,
  ): Promise<Grade> {
    const { signature, predictor, judge, emit, turnId } = this.#options;
    if (!judge || example.expected !== undefined || example.check !== undefined)
      return gradeOutput(example, output);
    const { output: judged } = await predictor.predict(
      optimizeJudge,
      {
        task: signature.instructions,
        input,
        answer,
        earlier: {
          answer: bounded(JSON.stringify(example.earlier?.output ?? '')),
          outcome: example.earlier?.outcome ?? '',
        },
      },
      { signal, budget, emit, turnId },
    );
    return judged;
  }
}

function bounded(text: string): string {
  return text.length <= SHOWN_CHARS
    ? text
    : `${text.slice(0, SHOWN_CHARS / 2)}\n[…]\n${text.slice(-SHOWN_CHARS / 2)}`;
}
