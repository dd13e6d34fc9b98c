// Numbers and places as people read them.
import type { Citation } from '../../runtime/core/index.js';
import { figuresIn } from '../../runtime/language/index.js';
import { language } from '../language.js';

const figures = figuresIn(language);
export const { decimal } = figures;

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${decimal(ms / 1000, 1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

const whole = new Intl.NumberFormat(language, { style: 'unit', unit: 'second' });

/** For what is shown again and again: without tenths. Less than nothing is nothing. */
export function wholeSeconds(ms: number): string {
  return ms < 60_000 ? whole.format(Math.round(Math.max(0, ms) / 1000)) : duration(ms);
}

const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
export const count = (n: number): string => compact.format(n);

const SIZES = ['byte', 'kilobyte', 'megabyte'] as const;

/** `340 kB`, `1.2 MB`: with a tenth below ten. */
export function fileSize(bytes: number): string {
  const power = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2;
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: SIZES[power],
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}

/** US dollars, with four digits below a cent. */
export const cost = (usd: number): string =>
  usd === 0 ? figures.dollars(0, 0) : figures.dollars(usd, usd < 0.01 ? 4 : 2);

export function place({ path, line, endLine }: Citation): string {
  return endLine === undefined || endLine === line
    ? `${path}:${line}`
    : `${path}:${line}-${endLine}`;
}

/** The end of a path and its lines, for narrow chips. */
export function shortPlace(citation: Citation): string {
  return place({ ...citation, path: citation.path.split('/').at(-1) ?? citation.path });
}

const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
export const when = (at: number): string => dateTime.format(at);

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago in one unit: `3 days ago`. Both in milliseconds since the epoch. */
export function ago(at: number, now: number): string {
  const past = Math.max(0, now - at);
  const [unit, ms] = UNITS.find(([, size]) => past >= size) ?? ['minute', 60_000];
  return relative.format(-Math.floor(past / ms), unit);
}

const dayFormat = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
export const day = (at: number): string => dayFormat.format(at);

/** The beginning of a text, on one line. */
export function excerpt(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
