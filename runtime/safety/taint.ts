// What a run has read that nobody asked it to obey, and whether something it is about to do stands there word for word.
import type { Json } from '../core/index.js';

/** Where a text came from. */
export interface TaintSource {
  /** For people: `README.md`, `https://example.org`, `gitLog`. */
  readonly name: string;
  /** From beyond this machine: a web page, another server. */
  readonly remote: boolean;
}

/** Characters that are kept of one result, and of all; the oldest go first. */
const KEPT_OF_ONE = 200_000;
const KEPT = 2_000_000;
/** Shorter texts say too little: `ls src` stands in many a file. */
const MIN_CHARS = 8;

/**
 * One for each turn. Finds instructions that are followed to the letter, as injected ones are; whoever rephrases
 * them meets the same modes, rules and zones as any other effect.
 */
export class TaintLedger {
  readonly #trusted: string;
  #texts: { readonly source: TaintSource; readonly text: string }[] = [];
  #chars = 0;

  /** @param words what the user said: that is an order, wherever else it stands */
  constructor(words: string) {
    this.#trusted = plain(words);
  }

  note(source: TaintSource, value: Json): void {
    const text = plain(textsOf(value, KEPT_OF_ONE));
    if (text.length < MIN_CHARS) return;
    this.#texts.push({ source, text });
    this.#chars += text.length;
    while (this.#chars > KEPT && this.#texts.length > 1)
      this.#chars -= this.#texts.shift()?.text.length ?? 0;
  }

  /** Where a text was read that the user did not say. One word alone is no instruction. */
  trace(text: string, { remoteOnly = false } = {}): TaintSource | undefined {
    const wanted = plain(text);
    if (wanted.length < MIN_CHARS || !wanted.includes(' ') || this.#trusted.includes(wanted))
      return undefined;
    return this.#texts.find(
      ({ source, text: read }) => (source.remote || !remoteOnly) && read.includes(wanted),
    )?.source;
  }
}

/** As it is compared: in one line, with single blanks. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Every string in a value, one after the other, up to a length. */
function textsOf(value: Json, max: number): string {
  const parts: string[] = [];
  let left = max;
  const queue: Json[] = [value];
  for (let next = queue.shift(); next !== undefined && left > 0; next = queue.shift()) {
    if (typeof next === 'string') {
      parts.push(next.slice(0, left));
      left -= next.length;
    } else if (next !== null && typeof next === 'object') {
      queue.unshift(...(Array.isArray(next) ? next : Object.values(next)));
    }
  }
  return parts.join('\n');
}
