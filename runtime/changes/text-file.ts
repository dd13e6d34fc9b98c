// A text file as it is on disk: encoding, byte order mark and line endings are found, and kept by an edit.
import { isUtf8 } from 'node:buffer';
import { FileNotTextError } from './errors.js';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface TextFile {
  /** Without a byte order mark; line endings as in the file. */
  readonly text: string;
  readonly encoding: TextEncoding;
  /** Whether the file starts with a byte order mark. */
  readonly bom: boolean;
}

const MARK = '\ufeff';

/**
 * Decodes a file so that `encodeFile` gives back the same bytes.
 * @throws FileNotTextError for binary files and for encodings other than UTF-8 and marked UTF-16.
 */
export function decodeFile(path: string, bytes: Uint8Array): TextFile {
  const encoding = encodingOf(bytes);
  const text = encoding === 'utf-8' ? fromUtf8(bytes) : fromUtf16(bytes, encoding);
  if (text === undefined) {
    throw new FileNotTextError(path, bytes.includes(0) ? 'binary' : 'encoding');
  }
  if (text.includes('\0')) throw new FileNotTextError(path, 'binary');
  const bom = text.startsWith(MARK);
  return { text: bom ? text.slice(1) : text, encoding, bom };
}

/** The bytes of a text in the encoding, and with the mark, of the file it comes from. */
export function encodeFile({ text, encoding, bom }: TextFile): Uint8Array {
  const marked = bom ? MARK + text : text;
  if (encoding === 'utf-8') return new TextEncoder().encode(marked);
  const bytes = new Uint8Array(Buffer.from(marked, 'utf16le'));
  return encoding === 'utf-16le' ? bytes : swapped(bytes);
}

/**
 * The file with other text, written with `\n`, in the file's own convention: its line ending, and its final
 * line end or the absence of one. An empty file has no convention.
 */
export function withText(file: TextFile, text: string): TextFile {
  const lf = toLf(text);
  const fitted =
    file.text === '' || lf === '' || file.text.endsWith('\n') === lf.endsWith('\n')
      ? lf
      : file.text.endsWith('\n')
        ? `${lf}\n`
        : lf.slice(0, -1);
  return { ...file, text: withLineEnding(fitted, lineEndingOf(file.text) ?? '\n') };
}

export type LineEnding = '\n' | '\r\n';

/** The line ending that most lines have; `undefined` for a text without any. */
export function lineEndingOf(text: string): LineEnding | undefined {
  let crlf = 0;
  let lf = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (text[at - 1] === '\r') crlf++;
    else lf++;
  }
  if (crlf + lf === 0) return undefined;
  return crlf > lf ? '\r\n' : '\n';
}

/** The text with every `\r\n` as `\n`: what matching works on. */
export function toLf(text: string): string {
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
}

export function withLineEnding(text: string, ending: LineEnding): string {
  const lf = toLf(text);
  return ending === '\n' ? lf : lf.replaceAll('\n', '\r\n');
}

/** The lines with their endings; joined they are the text. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', start)) {
    lines.push(text.slice(start, at + 1));
    start = at + 1;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Checked and decoded by Node's own functions: a checking TextDecoder takes three times as long. */
function fromUtf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function fromUtf16(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function swapped(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) result[at] = bytes[at ^ 1] ?? 0;
  return result;
}
