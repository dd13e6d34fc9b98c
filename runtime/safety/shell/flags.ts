// Reads a command's arguments by a list of the flags it is known to have. An unknown flag is an answer of its own.
import type { Word } from './types.js';

/**
 * Flags in one text: `-l` takes nothing, `-n#` a value, `-f@` a path, `--color?` perhaps a value after `=`.
 * Short flags may be written together; long ones must be written out. `-0` stands for any number.
 */
export type FlagText = string;

export interface Arguments {
  /** Arguments that are no flags, with their place among the words. */
  readonly operands: readonly { readonly word: Word; readonly at: number }[];
  readonly flags: ReadonlySet<string>;
  readonly values: readonly {
    readonly flag: string;
    readonly word: Word;
    readonly path: boolean;
  }[];
  /** The first argument that the list does not cover. */
  readonly unknown?: string;
}

type Kind = 'none' | 'value' | 'path' | 'optional';
const KINDS: Readonly<Record<string, Kind>> = { '#': 'value', '@': 'path', '?': 'optional' };
const lists = new Map<FlagText, ReadonlyMap<string, Kind>>();

function flagList(text: FlagText): ReadonlyMap<string, Kind> {
  const known = lists.get(text);
  if (known !== undefined) return known;
  const entries = text.split(/\s+/).filter(Boolean);
  const list = new Map(
    entries.map((entry) => {
      const kind = KINDS[entry.slice(-1)];
      return kind === undefined ? [entry, 'none' as const] : [entry.slice(0, -1), kind];
    }),
  );
  lists.set(text, list);
  return list;
}

/** @param first where the arguments begin; with `stop` the first operand ends the flags (as for `env`). */
export function readArguments(
  words: readonly Word[],
  text: FlagText,
  { first = 1, stop = false }: { readonly first?: number; readonly stop?: boolean } = {},
): Arguments {
  const list = flagList(text);
  const operands: { word: Word; at: number }[] = [];
  const flags = new Set<string>();
  const values: { flag: string; word: Word; path: boolean }[] = [];
  let unknown: string | undefined;
  let plain = false;
  for (let at = first; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const isFlag = !plain && word.kind === 'literal' && /^-./.test(word.text);
    if (!isFlag) {
      operands.push({ word, at });
      if (stop) plain = true;
      continue;
    }
    if (word.text === '--') {
      plain = true;
      continue;
    }
    for (const { flag, kind, attached } of split(word.text, list)) {
      flags.add(flag);
      if (kind === undefined) unknown ??= word.text;
      if (kind === undefined || kind === 'none') continue;
      const value =
        attached !== undefined
          ? ({ kind: 'literal', text: attached } as const)
          : kind === 'optional'
            ? undefined
            : words[++at];
      if (value !== undefined) values.push({ flag, word: value, path: kind === 'path' });
      else if (kind !== 'optional') unknown ??= word.text;
    }
  }
  return { operands, flags, values, ...(unknown === undefined ? {} : { unknown }) };
}

interface Flag {
  readonly flag: string;
  readonly kind: Kind | undefined;
  readonly attached?: string;
}

function split(text: string, list: ReadonlyMap<string, Kind>): readonly Flag[] {
  const whole = list.get(text);
  if (whole !== undefined) return [{ flag: text, kind: whole }];
  if (/^-\d+$/.test(text) && list.has('-0')) return [{ flag: '-0', kind: 'none' }];
  if (text.startsWith('--')) {
    const [name = text, ...rest] = text.split('=');
    const kind = list.get(name);
    if (rest.length === 0 || kind === 'none') return [{ flag: text, kind: undefined }];
    return [{ flag: name, kind, attached: rest.join('=') }];
  }
  const found: Flag[] = [];
  for (let at = 1; at < text.length; at++) {
    const flag = `-${text[at]}`;
    const kind = list.get(flag);
    const rest = text.slice(at + 1);
    if (kind === undefined || kind === 'none') found.push({ flag, kind });
    else return [...found, { flag, kind, ...(rest === '' ? {} : { attached: rest }) }];
  }
  return found;
}
