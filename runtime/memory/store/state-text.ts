// The state of a memory as the text that the database keeps: each stamp once, however many fields it has set.
import type { MemoryState } from './state.js';

interface StateText {
  readonly stamps: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  /** Of fields with another stamp than the first: its place in `stamps`. */
  readonly at: Readonly<Record<string, number>>;
}

/** Equal texts for equal states. */
export function encodeState(state: MemoryState): string {
  const fields = Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1));
  const stamps = [...new Set(fields.map(([, [, hlc]]) => hlc))].sort();
  const places = fields.map(([name, [, hlc]]) => [name, stamps.indexOf(hlc)] as const);
  const text: StateText = {
    stamps,
    values: Object.fromEntries(fields.map(([name, [value]]) => [name, value])),
    at: Object.fromEntries(places.filter(([, place]) => place > 0)),
  };
  return JSON.stringify(text);
}

export function decodeState(text: string): MemoryState {
  const { stamps, values, at } = JSON.parse(text) as StateText;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, [value, stamps[at[name] ?? 0] ?? '']]),
  ) as MemoryState;
}
