// One field of an answer while the answer is still arriving, for both forms. Invariant: what was handed out, joined,
// is a prefix of the field's final value, however the answer was cut into pieces.
import { markerName } from './format.js';

/** Takes pieces of the answer, gives the new pieces of the field. */
export interface FieldStream {
  push(piece: string): string;
}

/** Follows a field of the text form. */
export class TextFieldStream implements FieldStream {
  readonly #field: string;
  readonly #open: Set<string>;
  #line = '';
  /** Characters of the current line that were already taken over. */
  #taken = 0;
  #inside = false;
  #started = false;
  /** White space that is shown only if more text follows. */
  #held = '';

  constructor(field: string, markers: Iterable<string>) {
    this.#field = field;
    this.#open = new Set(markers);
  }

  push(piece: string): string {
    let out = '';
    this.#line += piece;
    for (let end = this.#line.indexOf('\n'); end >= 0; end = this.#line.indexOf('\n')) {
      out += this.#endLine(this.#line.slice(0, end).replace(/\r$/, ''));
      this.#line = this.#line.slice(end + 1);
      this.#taken = 0;
    }
    if (this.#inside && !mayBecomeMarker(this.#line)) {
      const ready = this.#line.replace(/\r$/, '');
      out += this.#take(ready.slice(this.#taken));
      this.#taken = Math.max(this.#taken, ready.length);
    }
    return out;
  }

  #endLine(line: string): string {
    const name = markerName(line);
    if (name !== undefined && this.#open.delete(name)) {
      this.#inside = name === this.#field;
      return '';
    }
    return this.#inside ? this.#take(`${line.slice(this.#taken)}\n`) : '';
  }

  #take(text: string): string {
    let whole = this.#held + text;
    if (!this.#started) whole = whole.replace(/^(?:[ \t]*\n)+/, '');
    const shown = whole.trimEnd();
    this.#held = whole.slice(shown.length);
    if (shown !== '') this.#started = true;
    return shown;
  }
}

function mayBecomeMarker(line: string): boolean {
  const start = line.trimStart();
  return start.startsWith('<<<') || '<<<'.startsWith(start);
}

/** Follows a top-level string member of a JSON object. */
export class JsonFieldStream implements FieldStream {
  readonly #field: string;
  #depth = 0;
  #string: 'none' | 'key' | 'target' | 'other' = 'none';
  #expectKey = false;
  #key = '';
  #escape = '';

  constructor(field: string) {
    this.#field = field;
  }

  push(piece: string): string {
    let out = '';
    for (const char of piece) out += this.#string === 'none' ? this.#outside(char) : this.#in(char);
    return out;
  }

  #outside(char: string): string {
    if (char === '{' || char === '[') {
      this.#depth++;
      this.#expectKey = char === '{' && this.#depth === 1;
    } else if (char === '}' || char === ']') this.#depth--;
    else if (char === ',' && this.#depth === 1) this.#expectKey = true;
    else if (char === '"') this.#open();
    return '';
  }

  #open(): void {
    if (this.#depth === 1 && this.#expectKey) {
      this.#string = 'key';
      this.#key = '';
      this.#expectKey = false;
    } else {
      this.#string = this.#depth === 1 && this.#key === this.#field ? 'target' : 'other';
    }
  }

  #in(char: string): string {
    if (this.#escape === '' && char === '"') {
      this.#string = 'none';
      return '';
    }
    const text = this.#decode(char);
    if (this.#string === 'key') this.#key += text;
    return this.#string === 'target' ? text : '';
  }

  /** The decoded character, or nothing while an escape is incomplete. */
  #decode(char: string): string {
    if (this.#escape === '' && char !== '\\') return char;
    this.#escape += char;
    const wanted = this.#escape[1] === 'u' ? 6 : 2;
    if (this.#escape.length < wanted) return '';
    const escape = this.#escape;
    this.#escape = '';
    try {
      return JSON.parse(`"${escape}"`) as string;
    } catch {
      return escape;
    }
  }
}
