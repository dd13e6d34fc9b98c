// Times in the words of people: "last week", "in March", "on 3 May 2026", "two months ago", "before April".

/** From the first millisecond on, up to the second, which is not part of it. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface NamedTimes {
  readonly ranges: readonly TimeRange[];
  /** The text without the words that name them. */
  readonly rest: string;
}

const DAY_MS = 86_400_000;
const MONTHS =
  'january february march april may june july august september october november december';
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday';
const MONTH_NAMES = MONTHS.split(' ');
const WEEKDAY_NAMES = WEEKDAYS.split(' ');
const COUNTS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
/** First month, 0 to 11, of each. */
const SEASONS: Readonly<Record<string, number>> = {
  spring: 2,
  summer: 5,
  autumn: 8,
  fall: 8,
  winter: 11,
};

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(\\d{4})';
const COUNT = `(\\d{1,3}|an?|a couple of|a few|several|${COUNTS.slice(1).join('|')})`;
const UNIT = '(day|week|month|year)s?';
const WEEKDAY = `(${WEEKDAY_NAMES.join('|')})`;

interface Rule {
  readonly pattern: RegExp;
  /** `undefined`: it was no time after all. */
  readonly read: (match: RegExpExecArray, now: Date) => TimeRange | undefined;
}

const rule = (pattern: string, read: Rule['read']): Rule => ({
  pattern: new RegExp(`\\b${pattern}(?![\\w-])`, 'gi'),
  read,
});

/** More telling forms first: what one has taken no later one sees. */
const RULES: readonly Rule[] = [
  rule('(\\d{4})-(\\d{2})-(\\d{2})', ([, y, m, d]) => dayOf(Number(y), Number(m) - 1, Number(d))),
  rule('(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})', ([, d, m, y]) =>
    dayOf(Number(y), Number(m) - 1, Number(d)),
  ),
  rule(`${DAY}(?: of)? ${MONTH},? ${YEAR}`, ([, d, m, y]) =>
    dayOf(Number(y), monthOf(m), Number(d)),
  ),
  rule(`${MONTH} ${DAY},? ${YEAR}`, ([, m, d, y]) => dayOf(Number(y), monthOf(m), Number(d))),
  rule(
    `(?:(early|mid|late)[ -]|(?:the )?(beginning|start|middle|end) of )?${MONTH},? ${YEAR}`,
    ([, early, start, m, y]) => partOf(monthRange(Number(y), monthOf(m)), early ?? start),
  ),
  rule(`${DAY}(?: of)? ${MONTH}`, ([, d, m], now) => pastDay(now, monthOf(m), Number(d))),
  rule(`${MONTH} ${DAY}`, ([, m, d], now) => pastDay(now, monthOf(m), Number(d))),
  rule(
    `(?:(early|mid|late)[ -](?:in )?|(?:the )?(beginning|start|middle|end) of |(?:in|since|during|from|of|by|until|till|before|after|last|this|back in|around) )${MONTH}`,
    (match, now) => namedMonth(match, now),
  ),
  rule(`${COUNT} ${UNIT} (?:ago|earlier|back)`, ([, count, unit], now) =>
    ago(now, countOf(count), unit),
  ),
  rule(`(?:the )?(?:last|past|previous) ${COUNT} ${UNIT}`, ([, count, unit], now) => ({
    from: ago(now, countOf(count), unit).from,
    to: now.getTime() + DAY_MS,
  })),
  rule('(?:the )?(?:last|previous|past) (week|month|year)', ([, unit], now) =>
    unitAround(now, unit, -1),
  ),
  rule('this (week|month|year)', ([, unit], now) => unitAround(now, unit, 0)),
  rule('the day before yesterday', (_, now) => daysAgo(now, 2)),
  rule('yesterday|last night', (_, now) => daysAgo(now, 1)),
  rule('today|this (?:morning|afternoon|evening)|tonight|earlier today', (_, now) =>
    daysAgo(now, 0),
  ),
  rule(`(?:last|past|previous|this|on) ${WEEKDAY}`, ([, weekday], now) =>
    lastWeekday(now, weekday),
  ),
  rule(
    '(?:last|this|in|in the|during the|over the) (spring|summer|autumn|fall|winter)',
    ([, season], now) => lastSeason(now, season),
  ),
  rule('(?:in|since|during|before|after|until|of|back in) (20\\d{2})', ([, year]) => ({
    from: new Date(Number(year), 0).getTime(),
    to: new Date(Number(year) + 1, 0).getTime(),
  })),
];

/** Times that a text names, seen from `now` (milliseconds since the epoch), in this machine's time zone. */
export function namedTimes(text: string, now: number): NamedTimes {
  const ranges: TimeRange[] = [];
  let rest = text;
  for (const { pattern, read } of RULES) {
    pattern.lastIndex = 0;
    rest = rest.replace(pattern, (...found) => {
      const [whole] = found as [string];
      const at = found.findIndex((part) => typeof part === 'number');
      const range = read(found.slice(0, at) as unknown as RegExpExecArray, new Date(now));
      if (range === undefined || Number.isNaN(range.from) || Number.isNaN(range.to)) return whole;
      const before = rest.slice(0, Number(found[at]));
      ranges.push(directed(range, before, whole));
      return ' ';
    });
  }
  return { ranges, rest };
}

/** "before April" is all that was earlier, "since April" all that came. */
function directed(range: TimeRange, before: string, whole: string): TimeRange {
  const word =
    /\b(before|until|till|prior to|after|since)\b/i.exec(whole) ??
    /\b(before|until|till|prior to|after|since)(?: the)?\s*$/i.exec(before);
  const direction = word?.[1]?.toLowerCase();
  if (direction === undefined) return range;
  if (direction === 'after') return { from: range.to, to: Number.POSITIVE_INFINITY };
  if (direction === 'since') return { from: range.from, to: Number.POSITIVE_INFINITY };
  return { from: Number.NEGATIVE_INFINITY, to: range.from };
}

function monthOf(name = ''): number {
  return MONTH_NAMES.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3)));
}

function dayOf(year: number, month: number, day: number): TimeRange | undefined {
  const from = new Date(year, month, day);
  if (month < 0 || from.getMonth() !== month) return undefined;
  return { from: from.getTime(), to: new Date(year, month, day + 1).getTime() };
}

/** The last such day that has come. */
function pastDay(now: Date, month: number, day: number): TimeRange | undefined {
  const year = now.getFullYear();
  const range = dayOf(year, month, day);
  return range !== undefined && range.from > now.getTime() ? dayOf(year - 1, month, day) : range;
}

function monthRange(year: number, month: number): TimeRange {
  return { from: new Date(year, month).getTime(), to: new Date(year, month + 1).getTime() };
}

/** A part of a month: its first, middle or last third, and a few days more on each side. */
function partOf(range: TimeRange, part: string | undefined): TimeRange {
  const third = (range.to - range.from) / 3;
  const margin = 3 * DAY_MS;
  const word = part?.toLowerCase();
  if (word === undefined) return range;
  if (word === 'early' || word === 'beginning' || word === 'start') {
    return { from: range.from - margin, to: range.from + third + margin };
  }
  if (word === 'late' || word === 'end')
    return { from: range.to - third - margin, to: range.to + margin };
  return { from: range.from + third - margin, to: range.to - third + margin };
}

/** "may" and "march" are months only where they are written as names. */
function namedMonth(
  [whole, early, part, month = '']: RegExpExecArray,
  now: Date,
): TimeRange | undefined {
  if (
    /^(?:may|mar(?:ch)?)$/.test(month) &&
    !/\b(?:in|since|of|early|mid|late)[ -]\w+$/i.test(whole)
  )
    return undefined;
  const index = monthOf(month);
  const year = index > now.getMonth() ? now.getFullYear() - 1 : now.getFullYear();
  return partOf(monthRange(year, index), early ?? part);
}

function countOf(text = ''): number {
  const word = text.toLowerCase();
  if (/^\d/.test(word)) return Number(word);
  if (word.startsWith('a c')) return 2;
  if (word.startsWith('a f') || word === 'several') return 3;
  return Math.max(1, COUNTS.indexOf(word));
}

/** People round: three weeks ago is any day of about that week. */
function ago(now: Date, count: number, unit = ''): TimeRange {
  const days = { day: 1, week: 7, month: 30.4, year: 365 }[unit.toLowerCase()] ?? 1;
  const margin = days === 1 ? Math.max(0.5, count / 7) : days * Math.max(0.6, count / 5);
  const middle = startOfDay(now) + DAY_MS / 2 - count * days * DAY_MS;
  return { from: middle - margin * DAY_MS, to: middle + margin * DAY_MS };
}

/** The week (from Monday), month or year that is so many away from this one. */
function unitAround(now: Date, unit = '', offset = 0): TimeRange {
  const [year, month] = [now.getFullYear(), now.getMonth()];
  switch (unit.toLowerCase()) {
    case 'year':
      return {
        from: new Date(year + offset, 0).getTime(),
        to: new Date(year + offset + 1, 0).getTime(),
      };
    case 'month':
      return monthRange(year, month + offset);
    default: {
      const monday = now.getDate() - ((now.getDay() + 6) % 7) + 7 * offset;
      return {
        from: new Date(year, month, monday).getTime(),
        to: new Date(year, month, monday + 7).getTime(),
      };
    }
  }
}

function startOfDay(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
}

function daysAgo(now: Date, days: number): TimeRange {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  return {
    from: new Date(year, month, day - days).getTime(),
    to: new Date(year, month, day - days + 1).getTime(),
  };
}

function lastWeekday(now: Date, weekday = ''): TimeRange {
  const back = (now.getDay() - WEEKDAY_NAMES.indexOf(weekday.toLowerCase()) + 7) % 7;
  return daysAgo(now, back === 0 ? 7 : back);
}

function lastSeason(now: Date, season = ''): TimeRange {
  const first = SEASONS[season.toLowerCase()] ?? 0;
  const year = new Date(now.getFullYear(), first) > now ? now.getFullYear() - 1 : now.getFullYear();
  return { from: new Date(year, first).getTime(), to: new Date(year, first + 3).getTime() };
}
