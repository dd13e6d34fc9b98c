// A stream of dated questions of users: what the tasks of aggregation count. The kind of a question is not written down.
import { BANK, LABELS, type Label } from './questions.js';
import { randomOf } from './random.js';

export interface QuestionRecord {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly user: string;
  readonly label: Label;
  readonly text: string;
}

export interface RecordOptions {
  readonly seed: number;
  /** Characters of all lines together. */
  readonly chars: number;
  readonly users: number;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAYS = 366;
/** About what one line has. */
export const LINE_CHARS = 95;

/** The records in the order of their lines; the same for the same options. */
export function* recordsOf({ seed, chars, users }: RecordOptions): Iterable<QuestionRecord> {
  const random = randomOf(seed, 'records');
  const ids = usersOf(seed, users);
  // Some kinds are more frequent than others, differently for every seed.
  const weights = LABELS.map(() => 0.5 + random.next());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const draw = (): Label => {
    let left = random.next() * total;
    const at = weights.findIndex((weight) => (left -= weight) < 0);
    return LABELS[at] ?? LABELS[0];
  };
  for (let written = 0; written < chars; ) {
    const label = draw();
    const record = {
      date: new Date(Date.UTC(2024, 0, random.int(1, DAYS))).toISOString().slice(0, 10),
      user: random.pick(ids),
      label,
      text: random.pick(BANK[label]).text,
    };
    yield record;
    written += lineOf(record).length + 1;
  }
}

/** `Date: Mar 04, 2024 || User: 12345 || Instance: …`, the form of OOLONG (Bertsch et al., 2025). */
export function lineOf({ date, user, text }: QuestionRecord): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `Date: ${MONTHS[Number(month) - 1]} ${day}, ${year} || User: ${user} || Instance: ${text}`;
}

/** Different numbers of five digits. */
function usersOf(seed: number, count: number): readonly string[] {
  const random = randomOf(seed, 'users');
  const ids = new Set<string>();
  while (ids.size < count) ids.add(String(random.int(10_000, 99_999)));
  return [...ids];
}

/** @param month from 1 */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? '';
}
