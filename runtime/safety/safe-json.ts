// A tool's output as plain JSON with every secret scrubbed: what may leave the gate.
import type { Json } from '../core/index.js';
import { redactText } from './redact.js';

const MAX_DEPTH = 64;

/**
 * Copies a value as JSON. Strings are redacted, `undefined` fields dropped, non-finite numbers become `null`.
 * @throws TypeError for functions, symbols and nesting (or cycles) deeper than 64.
 */
export function toSafeJson(value: unknown, depth = 0): Json {
  if (depth > MAX_DEPTH) throw new TypeError('The value is nested too deeply for JSON.');
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map((item: unknown) => toSafeJson(item, depth + 1));
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} is not JSON.`);
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.map(([key, field]) => [key, toSafeJson(field, depth + 1)]));
}
