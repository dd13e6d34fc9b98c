// From signatures to components and back: what of a signature can be optimised, and how a candidate changes it.
import type { Signature } from '../models/index.js';
import type { Candidate, Component, Demo } from './component.js';
import { textIn } from './component.js';

export interface PartsOptions {
  /** Texts that every version of the instructions must contain. */
  readonly preserve?: readonly string[];
  readonly maxDemos?: number;
}

const MAX_DEMOS = 4;
const MAX_DEMO_CHARS = 12_000;
const LEAST_CHARS = 2_000;

export function instructionsId(signature: string): string {
  return `${signature}/instructions`;
}

export function demosId(signature: string): string {
  return `${signature}/demos`;
}

/** Instructions may grow to three times their length; what is in backticks, and calls such as `final(`, must stay. */
export function partsOf(signature: Signature, options: PartsOptions = {}): readonly Component[] {
  const { name, instructions, examples } = signature;
  const literals = [...literalsOf(instructions), ...(options.preserve ?? [])];
  return [
    {
      id: instructionsId(name),
      kind: 'instructions',
      about: `instructions of the model call "${name}"`,
      value: instructions,
      maxChars: Math.max(LEAST_CHARS, 3 * instructions.length),
      preserve: [...new Set(literals)],
    },
    {
      id: demosId(name),
      kind: 'demos',
      about: `examples shown in the model call "${name}"`,
      value: examples as unknown as readonly Demo[],
      maxDemos: options.maxDemos ?? MAX_DEMOS,
      maxChars: MAX_DEMO_CHARS,
    },
  ];
}

/** What must stay letter by letter: what is in backticks, and calls such as `final(`. */
export function literalsOf(text: string): readonly string[] {
  return [
    ...new Set([...(text.match(/`[^`\n]+`/g) ?? []), ...(text.match(/\b[a-z]\w*\(/g) ?? [])]),
  ];
}

/** A signature as a candidate has it. Examples that do not fit its fields are left out. */
export function tuned(signature: Signature, candidate: Candidate): Signature {
  const instructions = textIn(candidate, instructionsId(signature.name));
  const demos = candidate[demosId(signature.name)];
  const fitting =
    typeof demos === 'object'
      ? demos.flatMap(({ input, output }) => {
          const both = [
            signature.input.safeParse(input),
            signature.output.safeParse(output),
          ] as const;
          return both[0].success && both[1].success
            ? [{ input: both[0].data, output: both[1].data }]
            : [];
        })
      : undefined;
  if (instructions === '' && fitting === undefined) return signature;
  return {
    ...signature,
    ...(instructions === '' ? {} : { instructions }),
    ...(fitting === undefined ? {} : { examples: fitting }),
  };
}

/**
 * For the predictor: every signature with the values in force.
 * @param originals what each value replaces; a value whose original has changed since is left out
 */
export function tuneBy(
  values: Candidate,
  originals: Candidate,
): (signature: Signature) => Signature {
  return (signature) => {
    const holding = partsOf(signature)
      .filter(
        ({ id, value }) =>
          values[id] !== undefined && JSON.stringify(originals[id]) === JSON.stringify(value),
      )
      .map(({ id }) => [id, values[id] as Candidate[string]] as const);
    return holding.length === 0 ? signature : tuned(signature, Object.fromEntries(holding));
  };
}
