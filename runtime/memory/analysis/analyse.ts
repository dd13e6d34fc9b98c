// From text to terms: words by their stems, identifiers and paths as they are and in their parts.
import { stem } from './stem.js';
import { isStopWord } from './words.js';

export interface Token {
  /** What is compared: a stem, a number, or an identifier in lower case. */
  readonly term: string;
  /** As it stands in the text. */
  readonly surface: string;
  /** Word of prose, part of an identifier, or a whole one (its parts follow as own tokens). */
  readonly kind: 'word' | 'part' | 'whole';
}

const CHUNK = /[\p{L}\p{N}_$]+(?:[-./\\:@#+][\p{L}\p{N}_$]+)*(?:\+\+|#)?/gu;
const JOINTS = /[-_$./\\:@#+]+/u;
const HUMPS = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u;
const CJK_RUNS = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+)/u;

/** The terms of a text in order, stop words left out. Accents, width and case make no difference. */
export function analyse(text: string): readonly Token[] {
  const chunks = plain(text).match(CHUNK) ?? [];
  return chunks.flatMap((chunk) => {
    if (isAscii(chunk)) return tokensOf(chunk);
    return chunk.split(CJK_RUNS).flatMap((run) => {
      const part = CJK.test(run) ? run : run.replaceAll(/^[-./\\:@]+|[-./\\:@]+$/gu, '');
      return CJK.test(part) ? pairs(part) : tokensOf(part);
    });
  });
}

/** Without accents, contractions written out: the form in which raw words are looked for. */
export function plain(text: string): string {
  const letters = isAscii(text)
    ? text
    : text
        .normalize('NFKD')
        .replaceAll(/\p{M}+/gu, '')
        .normalize('NFC');
  if (!/['’]/.test(letters)) return letters;
  return letters.replaceAll(/n['’]t\b/giu, ' not').replaceAll(/['’](?:s|m|re|ve|ll|d)\b/giu, ' ');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** Words repeat: their tokens are kept, up to a bound that is far above any vocabulary. */
const MAX_KEPT = 50_000;
const MAX_KEPT_CHARS = 40;
const kept = new Map<string, readonly Token[]>();

function tokensOf(chunk: string): readonly Token[] {
  const known = kept.get(chunk);
  if (known !== undefined) return known;
  const tokens = readChunk(chunk);
  if (kept.size >= MAX_KEPT) kept.clear();
  if (chunk.length <= MAX_KEPT_CHARS) kept.set(chunk, tokens);
  return tokens;
}

function readChunk(chunk: string): readonly Token[] {
  if (chunk === '') return [];
  const lower = chunk.toLowerCase();
  // Addresses, versions and numbers mean something only as a whole.
  if (/^\d+(?:[.:]\d+)*$/.test(chunk)) return [{ term: lower, surface: chunk, kind: 'word' }];
  const parts = chunk.split(JOINTS).flatMap((part) => part.split(HUMPS));
  const words = parts.filter((part) => part !== '');
  if (words.length === 1 && words[0] === chunk) return wordToken(chunk, 'word');
  return [
    { term: lower, surface: chunk, kind: 'whole' },
    ...words.flatMap((part) => wordToken(part, 'part')),
  ];
}

function wordToken(word: string, kind: 'word' | 'part'): readonly Token[] {
  const lower = word.toLowerCase();
  if (isStopWord(lower)) return [];
  // A single letter is a name only in prose ("C", "R"), never as a part.
  if (kind === 'part' && lower.length < 2 && !/\d/.test(lower)) return [];
  return [{ term: stem(lower), surface: word, kind }];
}

/** Scripts without spaces are compared by pairs of characters. */
function pairs(run: string): readonly Token[] {
  const letters = Array.from(run);
  if (letters.length === 1) return [{ term: run, surface: run, kind: 'word' }];
  return letters.slice(1).map((letter, index) => {
    const pair = `${letters[index] ?? ''}${letter}`;
    return { term: pair, surface: pair, kind: 'word' as const };
  });
}
