// Which examples are learned from, which are chosen by, and which nobody sees before the verdict.
import { TooFewExamplesError } from '../errors.js';
import { Random } from '../random.js';

export interface Split {
  readonly train: readonly string[];
  readonly val: readonly string[];
  readonly heldOut: readonly string[];
}

const HELD_OUT = 0.3;
const VAL = 0.4;
/** With fewer no test could ever be passed, whatever the improvement. */
const LEAST_HELD_OUT = 6;
/** Examples that an optimisation needs at least. */
export const LEAST_EXAMPLES = 18;

/**
 * Examples of one group (the same conversation, the same input) fall on one side, so that nothing of the held-out
 * ones is learned from. The same seed gives the same split.
 * @throws TooFewExamplesError
 */
export function splitExamples(
  examples: readonly { readonly id: string; readonly group: string }[],
  seed = 0,
): Split {
  if (examples.length < LEAST_EXAMPLES)
    throw new TooFewExamplesError(examples.length, LEAST_EXAMPLES);
  const groups = new Map<string, string[]>();
  for (const { id, group } of examples) groups.set(group, [...(groups.get(group) ?? []), id]);
  const heldOut: string[] = [];
  const val: string[] = [];
  const train: string[] = [];
  for (const ids of new Random(seed).shuffle([...groups.values()])) {
    const target =
      heldOut.length < HELD_OUT * examples.length
        ? heldOut
        : val.length < VAL * examples.length
          ? val
          : train;
    target.push(...ids);
  }
  if (heldOut.length < LEAST_HELD_OUT || val.length === 0 || train.length === 0)
    throw new TooFewExamplesError(groups.size, LEAST_EXAMPLES);
  return { train, val, heldOut };
}
