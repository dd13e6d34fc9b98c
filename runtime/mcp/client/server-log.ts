// What a server says beside the protocol, bounded and without the secrets it was given.
import { stripVTControlCharacters } from 'node:util';
import { redactText } from '../../safety/index.js';

const MAX_LINES = 500;
const MAX_LINE = 2_000;

export class ServerLog {
  #hidden: readonly string[] = [];
  #lines: string[] = [];
  #partial = '';
  #dropped = 0;

  /** What is never shown from now on. */
  hide(secrets: readonly string[]): void {
    this.#hidden = [...new Set([...this.#hidden, ...secrets])];
  }

  /** Text as it comes from a stream, in pieces of any length. */
  write(text: string): void {
    const lines = (this.#partial + text).split('\n');
    // Without an end of line the rest must not grow for ever.
    this.#partial = (lines.pop() ?? '').slice(0, MAX_LINE);
    for (const line of lines) this.line(line);
  }

  line(text: string): void {
    const clean = stripVTControlCharacters(text.slice(0, MAX_LINE)).trimEnd();
    if (clean === '') return;
    this.#lines.push(this.#scrub(clean));
    const excess = this.#lines.length - MAX_LINES;
    if (excess <= 0) return;
    this.#lines = this.#lines.slice(excess);
    this.#dropped += excess;
  }

  /** Oldest first. */
  lines(): readonly string[] {
    const head = this.#dropped === 0 ? [] : [`… ${this.#dropped} older lines left out …`];
    const tail = this.#partial === '' ? [] : [this.#scrub(stripVTControlCharacters(this.#partial))];
    return [...head, ...this.#lines, ...tail];
  }

  #scrub(text: string): string {
    return redactText(
      this.#hidden.reduce((left, secret) => left.replaceAll(secret, '[secret]'), text),
    );
  }
}
