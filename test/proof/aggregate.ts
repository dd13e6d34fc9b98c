// Tasks of aggregation in the manner of OOLONG: counts over all records, where the kind of each has to be judged.
import { LABELS, type Label } from './questions.js';
import { type Random, randomOf } from './random.js';
import { lineOf, monthName, recordsOf } from './records.js';
import { CHARS_PER_TOKEN, exact, inParts, type ProofTask, type TaskOptions } from './task.js';

export const AGGREGATE_KINDS = ['most', 'least', 'more', 'count', 'user', 'month'] as const;
export type AggregateKind = (typeof AGGREGATE_KINDS)[number];

const USERS = 40;
/** What both tasks over records tell about their files. */
export const ABOUT_RECORDS = `Each line of the files under context/ is a record "Date: … || User: … || Instance: <question>". Every question asks for one of these kinds of answer: ${LABELS.join(', ')}. The kind is not written down: judge it by what the question asks for.`;

interface Asked {
  readonly question: string;
  readonly truth: string;
  readonly form: 'label' | 'number';
}

/** @param kind by default one by the seed; another one where its answer would not be clear */
export function aggregateTask({
  seed,
  tokens,
  kind = AGGREGATE_KINDS[seed % AGGREGATE_KINDS.length] ?? 'count',
}: TaskOptions & { readonly kind?: AggregateKind }): ProofTask {
  const options = { seed, chars: tokens * CHARS_PER_TOKEN, users: USERS };
  const counts = countOf(options);
  const asked = ASK[kind](counts, randomOf(seed, 'question'));
  return {
    set: 'aggregate',
    seed,
    kind,
    tokens,
    question: `${ABOUT_RECORDS} ${asked.question}`,
    truth: asked.truth,
    files: () => inParts(lines(options)),
    score: (answer) =>
      asked.form === 'label' ? exact(answer, asked.truth) : nearness(answer, Number(asked.truth)),
  };
}

export function* lines(options: Parameters<typeof recordsOf>[0]): Iterable<string> {
  for (const record of recordsOf(options)) yield lineOf(record);
}

interface Counts {
  readonly all: ReadonlyMap<Label, number>;
  readonly byUser: ReadonlyMap<string, ReadonlyMap<Label, number>>;
  readonly byMonth: ReadonlyMap<number, ReadonlyMap<Label, number>>;
}

function countOf(options: Parameters<typeof recordsOf>[0]): Counts {
  const all = new Map<Label, number>();
  const byUser = new Map<string, Map<Label, number>>();
  const byMonth = new Map<number, Map<Label, number>>();
  for (const { user, date, label } of recordsOf(options)) {
    add(all, label);
    add(within(byUser, user), label);
    add(within(byMonth, Number(date.slice(5, 7))), label);
  }
  return { all, byUser, byMonth };
}

type Ask = (counts: Counts, random: Random) => Asked;

const ASK: Readonly<Record<AggregateKind, Ask>> = {
  most: (counts, random) => extremeOf('most', counts) ?? ASK.count(counts, random),
  least: (counts, random) => extremeOf('least', counts) ?? ASK.count(counts, random),
  more(counts, random) {
    const [a, b] = random.sample(LABELS, 2) as [Label, Label];
    const [ofA, ofB] = [counts.all.get(a) ?? 0, counts.all.get(b) ?? 0];
    if (ofA === ofB) return ASK.count(counts, random);
    const question = `Which of these two kinds is more frequent over all records: "${a}" or "${b}"? Answer with the name of the kind alone.`;
    return { question, truth: ofA > ofB ? a : b, form: 'label' };
  },
  count(counts, random) {
    const label = random.pick(LABELS);
    const question = `How many records are of the kind "${label}"? Answer with the number alone.`;
    return { question, truth: String(counts.all.get(label) ?? 0), form: 'number' };
  },
  user(counts, random) {
    const user = random.pick([...counts.byUser.keys()].toSorted());
    const truth = extreme(counts.byUser.get(user) ?? new Map(), 'most');
    if (truth === undefined) return ASK.month(counts, random);
    const question = `Which kind is the most frequent among the records of user ${user}? Answer with the name of the kind alone.`;
    return { question, truth, form: 'label' };
  },
  month(counts, random) {
    const label = random.pick(LABELS);
    const month = random.pick([...counts.byMonth.keys()].toSorted((x, y) => x - y));
    const truth = counts.byMonth.get(month)?.get(label) ?? 0;
    const question = `How many records of ${monthName(month)} 2024 are of the kind "${label}"? Answer with the number alone.`;
    return { question, truth: String(truth), form: 'number' };
  },
};

function extremeOf(which: 'most' | 'least', { all }: Counts): Asked | undefined {
  const truth = extreme(all, which);
  const question = `Which kind is the ${which} frequent over all records? Answer with the name of the kind alone.`;
  return truth === undefined ? undefined : { question, truth, form: 'label' };
}

/** The label that has clearly the most or the least, if one has. */
function extreme(counts: ReadonlyMap<Label, number>, which: 'most' | 'least'): Label | undefined {
  const sign = which === 'most' ? -1 : 1;
  const sorted = LABELS.map((label) => [label, counts.get(label) ?? 0] as const).toSorted(
    (x, y) => sign * (x[1] - y[1]),
  );
  const [first, second] = sorted;
  return first === undefined || first[1] === second?.[1] ? undefined : first[0];
}

/** OOLONG's score of a number: 0.75 to the power of how far it is off. */
function nearness(answer: string, truth: number): number {
  const given = /-?\d[\d,]*/.exec(answer)?.[0].replaceAll(',', '');
  return given === undefined ? 0 : 0.75 ** Math.abs(Number(given) - truth);
}

function within<K>(maps: Map<K, Map<Label, number>>, key: K): Map<Label, number> {
  const known = maps.get(key) ?? new Map<Label, number>();
  maps.set(key, known);
  return known;
}

function add(counts: Map<Label, number>, label: Label): void {
  counts.set(label, (counts.get(label) ?? 0) + 1);
}
