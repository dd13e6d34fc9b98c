// S-NIAH: one sentence with a value, somewhere in noise, beside sentences that look like it.
// After the single-needle tasks of RULER (Hsieh et al., 2024), with wording and noise of our own.
import { type Random, randomOf } from './random.js';
import { CHARS_PER_TOKEN, exact, inParts, type ProofTask, type TaskOptions } from './task.js';

export interface NeedleOptions extends TaskOptions {
  readonly value?: 'number' | 'uuid';
  /** Where the needle lies: 0 at the beginning, 1 at the end. */
  readonly depth?: number;
  /** Sentences of the same form with other keys. */
  readonly distractors?: number;
}

const FIRST =
  'amber brisk candid dapper eager frosty gentle hollow ivory jolly keen lunar mellow nimble olive proud quiet rustic silent tidy umber vivid woven young zesty'.split(
    ' ',
  );
const SECOND =
  'anchor beacon cactus drum ember falcon glacier harbor island jacket kettle lantern meadow needle orchard pebble quarry ribbon saddle temple urchin valley willow yarrow zephyr'.split(
    ' ',
  );

const SUBJECTS =
  'The ferry|A gardener|The night shift|Our neighbor|The archive|A small crowd|The baker|The old road|A passing train|The committee|The lighthouse keeper|A late visitor'.split(
    '|',
  );
const VERBS =
  'waited for|walked past|wrote about|looked after|paid for|counted|painted|remembered|ignored|repaired|described|carried'.split(
    '|',
  );
const OBJECTS =
  'the wooden gate|a box of maps|the spring market|two tired horses|the broken clock|a pot of soup|the long bridge|several letters|the empty hall|a row of poplars|the first snow|the morning bell'.split(
    '|',
  );
const ENDS =
  'before noon|without a word|in the rain|for the third time|as always|by the river|until dark|on a Tuesday|with some delay|in good spirits|near the station|to nobody in particular'.split(
    '|',
  );

/** A task whose answer is one value. Keys of distractors differ from the asked one in one of their words. */
export function needleTask({
  seed,
  tokens,
  value = 'number',
  depth = randomOf(seed, 'depth').next(),
  distractors = 8,
}: NeedleOptions): ProofTask {
  const facts = randomOf(seed, 'facts');
  const key = [facts.pick(FIRST), facts.pick(SECOND)] as const;
  const name = key.join('-');
  const others = nearKeys(key, facts, distractors);
  const values = new Set<string>();
  const draw = (): string => {
    for (;;) {
      const drawn = value === 'uuid' ? facts.uuid() : String(facts.int(1_000_000, 9_999_999));
      if (values.has(drawn)) continue;
      values.add(drawn);
      return drawn;
    }
  };
  const truth = draw();
  const placed = [
    { at: depth, line: sentence(name, truth, value) },
    ...others.map((other) => ({ at: facts.next(), line: sentence(other, draw(), value) })),
    // Speaks of the key and has no value: a search for the key alone finds more than the needle.
    { at: facts.next(), line: `Nobody in the office knows who chose the name ${name} for it.` },
  ].toSorted((a, b) => a.at - b.at);
  const chars = tokens * CHARS_PER_TOKEN;
  return {
    set: 'needle',
    seed,
    kind: `${value} at ${Math.round(depth * 100)} %`,
    tokens,
    question: `In the files under context/ one sentence tells the special magic ${value} for ${name}. What is the special magic ${value} for ${name}? Answer with the ${value} alone.`,
    truth,
    files: () => inParts(haystack(chars, placed, randomOf(seed, 'noise'))),
    score: (answer) => exact(answer, truth),
  };
}

function sentence(key: string, value: string, kind: string): string {
  return `One of the special magic ${kind}s for ${key} is: ${value}.`;
}

/** Keys that share a word with the given one, first of all, then others. */
function nearKeys(key: readonly [string, string], random: Random, count: number): string[] {
  const near = [
    ...FIRST.filter((word) => word !== key[0]).map((word) => `${word}-${key[1]}`),
    ...SECOND.filter((word) => word !== key[1]).map((word) => `${key[0]}-${word}`),
  ];
  return [...random.sample(near, count)];
}

function* haystack(
  chars: number,
  placed: readonly { readonly at: number; readonly line: string }[],
  random: Random,
): Iterable<string> {
  let written = 0;
  let next = 0;
  while (written < chars) {
    for (
      let due = placed[next];
      due !== undefined && due.at * chars <= written;
      due = placed[next]
    ) {
      yield due.line;
      written += due.line.length + 1;
      next++;
    }
    const line = noise(random);
    yield line;
    written += line.length + 1;
  }
  for (const { line } of placed.slice(next)) yield line;
}

/** A line of prose that says nothing of any key. */
export function noise(random: Random): string {
  const one = (): string =>
    `${random.pick(SUBJECTS)} ${random.pick(VERBS)} ${random.pick(OBJECTS)} ${random.pick(ENDS)}.`;
  return `${one()} ${one()}`;
}
