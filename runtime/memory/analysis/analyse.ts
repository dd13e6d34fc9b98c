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
/** Addresses, versions, numbers. */
const NUMBERS = /^v?\d+(?:[.:]\d+)*$/i;
/** "APIs", "PRs": humps are not where a part begins. */
const PLURAL_ACRONYM = /^\p{Lu}{2,}s$/u;
const LETTERS = /^[A-Za-z]+$/;
/** Digests and ids: parts of them mean nothing. */
const HEX = /^(?=.*\d)[0-9a-f]{4,}(?:-[0-9a-f]{4,})*$/i;

/** Of a text that is longer only the beginning is read, in characters. */
const MAX_TEXT = 200_000;
/** A longer word is data rather than language: its beginning stands for it. */
const MAX_WORD = 200;
const STANDS_FOR = 64;

/**
 * The terms of a text in order, stop words left out. Accents, width and case make no difference. At most
 * two tokens a character; time grows with the length of the text only.
 */
export function analyse(text: string): readonly Token[] {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const tokens = read(text);
  if (recent.size >= MAX_RECENT) recent.clear();
  if (text.length <= MAX_RECENT_CHARS) recent.set(text, tokens);
  return tokens;
}

/** What is saved or asked is read several times in a row. */
const MAX_RECENT = 16;
const MAX_RECENT_CHARS = 4_000;
const recent = new Map<string, readonly Token[]>();

function read(text: string): readonly Token[] {
  const chunks = plain(text.slice(0, MAX_TEXT)).match(CHUNK) ?? [];
  return chunks.flatMap((chunk) => {
    if (isAscii(chunk)) return tokensOf(chunk);
    return chunk.split(CJK_RUNS).flatMap((run) => {
      if (CJK.test(run)) return pairs(run);
      // What joined it to the letters beside it is no longer a joint: it is read as if it stood alone.
      return (run.match(CHUNK) ?? []).flatMap(tokensOf);
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
  if (chunk.length > MAX_WORD) {
    return [{ term: lower.slice(0, STANDS_FOR), surface: chunk, kind: 'word' }];
  }
  if (NUMBERS.test(chunk)) return [{ term: lower, surface: chunk, kind: 'word' }];
  if (HEX.test(chunk)) return [{ term: lower, surface: chunk, kind: 'word' }];
  const words = chunk.split(JOINTS).flatMap(humpsOf);
  if (words.length === 1 && words[0] === chunk) return wordToken(chunk, 'word');
  return [
    // A name of letters only ("ClickHouse") may stand elsewhere in lower case: it is stemmed as that would be.
    { term: LETTERS.test(chunk) ? stem(lower) : lower, surface: chunk, kind: 'whole' },
    ...fileName(chunk),
    ...words.flatMap((part) => wordToken(part, 'part')),
  ];
}

function humpsOf(name: string): readonly string[] {
  return PLURAL_ACRONYM.test(name) ? [name] : name.split(HUMPS).filter((part) => part !== '');
}

/** Of a path the last name: "log.ts" is how people speak of src/memory/log.ts. */
function fileName(chunk: string): readonly Token[] {
  const name = chunk.split(/[/\\]/).at(-1) ?? chunk;
  if (name === chunk || !JOINTS.test(name)) return [];
  return [{ term: name.toLowerCase(), surface: name, kind: 'whole' }];
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
