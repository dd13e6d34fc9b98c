// What is kept of an event: without secrets, and never more of it than a reader would look at.
import type { Json, RunEvent } from '../core/index.js';

/** Characters of one text, head and tail. */
export const TEXT_CHARS = 32_000;
/** Characters of a cell's record as JSON. A cut one could not be replayed, so a larger one is left out. */
const CELL_CHARS = 2_000_000;

export type Redact = (text: string) => string;

/** `undefined` for what a trace has no use for. */
export function boundEvent(event: RunEvent, redact: Redact): RunEvent | undefined {
  if (event.type === 'answer.delta' || event.type === 'answer.reset') return undefined;
  if (event.type !== 'cell.recorded') return mapTexts(event, (text) => shorten(text, redact));
  const { cell, earlier, ...rest } = event;
  const facts = mapTexts(rest, (text) => shorten(text, redact));
  if (cell === undefined || JSON.stringify([cell, earlier]).length > CELL_CHARS) return facts;
  return {
    ...facts,
    cell: mapTexts(cell, redact),
    ...(earlier === undefined ? {} : { earlier: mapTexts(earlier, redact) }),
  };
}

/** A copy in which every text is another one; keys and everything else stay. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  // The copy has the same form: texts become texts, all else is kept.
  return mapJson(value as Json, change) as T;
}

function mapJson(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one: Json) => mapJson(one, change));
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, mapJson(field, change)]),
  );
}

/** Whether of a text that was kept the middle is missing: nothing that was asked with it can be asked again. */
export function isCut(text: string): boolean {
  return text.length > TEXT_CHARS && CUT.test(text);
}

const CUT = /\n\[… \d+ characters are not kept …\]\n/;

/** Secrets are looked for in twice as much as is kept, so that none is cut into something unknown. */
function shorten(text: string, redact: Redact): string {
  if (text.length <= TEXT_CHARS) return redact(text);
  const half = TEXT_CHARS / 2;
  const head = redact(text.slice(0, TEXT_CHARS)).slice(0, half);
  const tail = redact(text.slice(-TEXT_CHARS)).slice(-half);
  return `${head}\n[… ${text.length - TEXT_CHARS} characters are not kept …]\n${tail}`;
}
