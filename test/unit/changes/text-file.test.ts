// A text file keeps its encoding, byte order mark and line endings; what cannot be kept is refused.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  decodeFile,
  encodeFile,
  lineEndingOf,
  splitLines,
  withText,
} from '../../../runtime/changes/index.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

it('finds the encoding and the byte order mark', () => {
  expect(decodeFile('a', utf8('é\n'))).toEqual({ text: 'é\n', encoding: 'utf-8', bom: false });
  expect(decodeFile('a', utf8('\ufeffé'))).toEqual({ text: 'é', encoding: 'utf-8', bom: true });
  expect(decodeFile('a', Buffer.from('\ufeffé', 'utf16le'))).toMatchObject({
    text: 'é',
    encoding: 'utf-16le',
  });
  expect(decodeFile('a', utf16be('\ufeffé'))).toMatchObject({ text: 'é', encoding: 'utf-16be' });
});

it('refuses binary files and other encodings, each with its reason', () => {
  const refused = [
    [Buffer.from([0x89, 0x50, 0, 1]), 'binary'],
    [Buffer.from('caf\xe9 au lait', 'latin1'), 'encoding'],
    [Buffer.from([0xff, 0xfe, 0x41]), 'encoding'], // half a UTF-16 unit at the end
    [Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'binary'], // a lone surrogate
    [Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), 'binary'], // UTF-32
  ] as const;
  for (const [bytes, reason] of refused) {
    expect(() => decodeFile('x.txt', bytes)).toThrow(
      expect.objectContaining({ code: 'changes.not-text', reason }),
    );
  }
});

it('names the line ending that most lines have', () => {
  expect(lineEndingOf('one line')).toBeUndefined();
  expect(lineEndingOf('a\nb\nc\r\n')).toBe('\n');
  expect(lineEndingOf('a\r\nb\r\nc\n')).toBe('\r\n');
  expect(lineEndingOf('\n')).toBe('\n');
});

it('writes new text in the convention of the file', () => {
  const file = decodeFile('a', utf8('\ufeffone\r\ntwo\r\n'));
  expect(Buffer.from(encodeFile(withText(file, 'new\ntext'))).toString()).toBe(
    '\ufeffnew\r\ntext\r\n',
  );
  expect(withText(decodeFile('a', utf8('one')), 'new\n').text).toBe('new');
  expect(withText(decodeFile('a', utf8('')), 'new\n').text).toBe('new\n');
});

it('gives back every accepted file byte for byte', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: 'binary' }).map(utf8),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
    fc.string({ unit: 'binary' }).map((text) => utf16be(`\ufeff${text}`)),
  );
  let accepted = 0;
  fc.assert(
    fc.property(bytes, (data) => {
      let file: ReturnType<typeof decodeFile>;
      try {
        file = decodeFile('a', data);
      } catch {
        return;
      }
      accepted++;
      expect(Buffer.from(encodeFile(file))).toEqual(Buffer.from(data));
      expect(splitLines(file.text).join('')).toBe(file.text);
    }),
    { numRuns: 400 },
  );
  expect(accepted).toBeGreaterThan(100);
});
