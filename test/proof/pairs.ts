// Pairs: which two users fulfil a condition together. What has to be known grows with the square of the users.
import { ABOUT_RECORDS, lines } from './aggregate.js';
import { LABELS, type Label } from './questions.js';
import { type Random, randomOf } from './random.js';
import { LINE_CHARS, type QuestionRecord, recordsOf } from './records.js';
import { CHARS_PER_TOKEN, inParts, type ProofTask, setF1, type TaskOptions } from './task.js';

export const PAIR_KINDS = ['both', 'since', 'roles'] as const;
export type PairKind = (typeof PAIR_KINDS)[number];

/** Pairs of one answer. */
const FEWEST = 3;
const MOST = 400;

interface Asked {
  readonly question: string;
  readonly pairs: readonly string[];
}

export function pairsTask({
  seed,
  tokens,
  kind = PAIR_KINDS[seed % PAIR_KINDS.length] ?? 'both',
}: TaskOptions & { readonly kind?: PairKind }): ProofTask {
  const chars = tokens * CHARS_PER_TOKEN;
  const users = Math.max(20, Math.min(300, Math.round(chars / LINE_CHARS / 8)));
  const options = { seed, chars, users };
  const facts = factsOf(recordsOf(options));
  const asked = ask(kind, facts, randomOf(seed, 'pairs'));
  return {
    set: 'pairs',
    seed,
    kind,
    tokens,
    question: `${ABOUT_RECORDS} ${asked.question} Answer with one pair per line in the form (12345, 67890), the smaller number first, and nothing else.`,
    truth: asked.pairs.join('\n'),
    files: () => inParts(lines(options)),
    score: (answer) => setF1(pairsIn(answer), asked.pairs),
  };
}

/** Every `(a, b)` of a text, the smaller number first. */
export function pairsIn(text: string): readonly string[] {
  return [...text.matchAll(/(\d{5})\D{1,3}(\d{5})/g)].map(([, a = '', b = '']) => pairOf(a, b));
}

function pairOf(a: string, b: string): string {
  return a < b ? `(${a}, ${b})` : `(${b}, ${a})`;
}

interface UserFacts {
  readonly counts: Map<Label, number>;
  /** Of each label the earliest date. */
  readonly first: Map<Label, string>;
}
type Facts = ReadonlyMap<string, UserFacts>;

function factsOf(records: Iterable<QuestionRecord>): Facts {
  const facts = new Map<string, UserFacts>();
  for (const { user, label, date } of records) {
    const known = facts.get(user) ?? { counts: new Map(), first: new Map() };
    facts.set(user, known);
    known.counts.set(label, (known.counts.get(label) ?? 0) + 1);
    if (date < (known.first.get(label) ?? '9999')) known.first.set(label, date);
  }
  return facts;
}

/** Tries conditions until one has a number of pairs that can be written down. */
function ask(kind: PairKind, facts: Facts, random: Random): Asked {
  let nearest: Asked | undefined;
  for (let attempt = 0; attempt < 200; attempt++) {
    const asked = condition(kind, facts, random);
    if (asked.pairs.length >= FEWEST && asked.pairs.length <= MOST) return asked;
    if (nearest === undefined || gap(asked) < gap(nearest)) nearest = asked;
  }
  return nearest ?? { question: '', pairs: [] };
}

function gap({ pairs: { length } }: Asked): number {
  return length < FEWEST ? MOST * (FEWEST - length) : length - MOST;
}

function condition(kind: PairKind, facts: Facts, random: Random): Asked {
  const [a, b] = random.sample(LABELS, 2) as [Label, Label];
  const users = [...facts].toSorted(([x], [y]) => (x < y ? -1 : 1));
  const of = (user: UserFacts, label: Label): number => user.counts.get(label) ?? 0;
  const amounts = users.map(([, user]) => of(user, a) + of(user, b)).toSorted((x, y) => y - x);
  if (kind === 'both') {
    const least = amounts[random.int(2, Math.min(24, amounts.length - 1))] ?? 1;
    const fits = users.filter(([, user]) => of(user, a) + of(user, b) >= least);
    return {
      question: `List all pairs of users where each of the two has at least ${least} records that are of the kind "${a}" or of the kind "${b}" (both kinds counted together).`,
      pairs: allPairs(fits.map(([id]) => id)),
    };
  }
  if (kind === 'since') {
    const dates = users
      .map(([, user]) => user.first.get(a) ?? '')
      .toSorted()
      .toReversed();
    const date = dates[random.int(2, Math.min(24, dates.length - 1))] ?? '2024-06-01';
    const fits = users.filter(([, user]) => (user.first.get(a) ?? '') >= date);
    return {
      question: `List all pairs of users where each of the two has at least one record of the kind "${a}", and all its records of that kind are of ${date} or later.`,
      pairs: allPairs(fits.map(([id]) => id)),
    };
  }
  const some = random.pick(users)[1];
  const [least, exactly] = [Math.max(1, of(some, a)), of(random.pick(users)[1], b)];
  const first = users.filter(([, user]) => of(user, a) >= least).map(([id]) => id);
  const second = users.filter(([, user]) => of(user, b) === exactly).map(([id]) => id);
  const pairs = new Set<string>();
  if (first.length * second.length <= 4 * MOST)
    for (const x of first) for (const y of second) if (x !== y) pairs.add(pairOf(x, y));
  return {
    question: `List all pairs of two different users where one of the two has at least ${least} records of the kind "${a}" and the other has exactly ${exactly} records of the kind "${b}".`,
    pairs: [...pairs].toSorted(),
  };
}

function allPairs(ids: readonly string[]): readonly string[] {
  return ids.flatMap((a, at) => ids.slice(at + 1).map((b) => pairOf(a, b))).toSorted();
}
