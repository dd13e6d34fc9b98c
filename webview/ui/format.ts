// Numbers and places as people read them.
import type { Citation } from '../../runtime/core/index.js';

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
export const count = (n: number): string => compact.format(n);

export const cost = (usd: number): string => `$${usd < 0.01 ? usd.toFixed(4) : usd.toFixed(2)}`;

export function place({ path, line, endLine }: Citation): string {
  return endLine === undefined || endLine === line
    ? `${path}:${line}`
    : `${path}:${line}-${endLine}`;
}

/** The end of a path and its lines, for narrow chips. */
export function shortPlace(citation: Citation): string {
  return place({ ...citation, path: citation.path.split('/').at(-1) ?? citation.path });
}

const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
export const when = (at: number): string => dateTime.format(at);
