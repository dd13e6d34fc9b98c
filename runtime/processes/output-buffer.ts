// What a command prints, bounded: beginning and end are kept, without terminal codes and overwritten lines.
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

const HEAD_CHARS = 200_000;
const TAIL_CHARS = 800_000;

export interface BufferedOutput {
  readonly output: string;
  readonly outputChars: number;
  /** The middle was left out. */
  readonly truncated: boolean;
}

export class OutputBuffer {
  readonly #decoder = new StringDecoder('utf8');
  #head = '';
  #tail = '';
  #chars = 0;

  /** Returns the text of the chunk; a character that is cut at its end comes with the next one. */
  add(chunk: Buffer): string {
    return this.#keep(this.#decoder.write(chunk));
  }

  /** The last line as far as it stands. */
  get lastLine(): string {
    const end = (this.#tail === '' ? this.#head : this.#tail).slice(-500);
    return stripVTControlCharacters(end.slice(end.lastIndexOf('\n') + 1));
  }

  finish(): BufferedOutput {
    this.#keep(this.#decoder.end());
    return this.look();
  }

  /** What there is so far. */
  look(): BufferedOutput {
    const dropped = this.#chars - this.#head.length - this.#tail.length;
    const gap = dropped > 0 ? `\n… ${dropped} characters left out …\n` : '';
    return {
      output: readable(`${this.#head}${gap}${this.#tail}`),
      outputChars: this.#chars,
      truncated: dropped > 0,
    };
  }

  #keep(text: string): string {
    this.#chars += text.length;
    const room = HEAD_CHARS - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail += text.slice(room);
    if (this.#tail.length > 2 * TAIL_CHARS) this.#tail = this.#tail.slice(-TAIL_CHARS);
    return text;
  }
}

/** Progress bars overwrite their line: only what stood there last is of use. */
export function readable(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replaceAll(/^[^\n]*\r(?=[^\n])/gm, '')
    .replaceAll('\r', '');
}
