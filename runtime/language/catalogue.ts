// Finds the translation of a finished text: by itself, or by the template that it was made from.

/**
 * English to another language. `{0}`, `{1}` … stand for what is filled in, in both. What is filled in is translated
 * where it has an entry of its own; in the English text `{=0}` keeps it as it is, `{#0}` takes only a number, `{.0}`
 * only a word, and `{,0}` a list with commas, each item of which is translated.
 */
export type Catalogue = Readonly<Record<string, string>>;

/** The translation of a text, or of what a template fills in; `undefined` where nothing fits. */
export type Lookup = (text: string) => string | undefined;

type HoleKind = '' | '=' | '#' | '.' | ',';

interface Template {
  /** What stands between the holes, in its order: a text without it need not be tried. */
  readonly words: readonly string[];
  readonly form: RegExp;
  readonly holes: readonly { readonly number: number; readonly kind: HoleKind }[];
  readonly target: string;
}

const HOLE = /\{([=#.,]?)(\d)\}/g;
const LONGEST = 2000;
/** A filled-in text may be made of templates itself, so deep and no deeper. */
const DEEPEST = 4;

/**
 * A text that no entry fits stays as it is. What is filled in is translated too where it has an entry of its own.
 * Of several templates the one with the most words of its own wins. The templates are prepared with the first text.
 */
export function createTranslator(catalogue: Catalogue): (text: string) => string {
  const lookup = createLookup(catalogue);
  return (text) => lookup(text) ?? text;
}

/** As `createTranslator`, for those who have to know whether there was an entry. */
export function createLookup(catalogue: Catalogue): Lookup {
  let templates: readonly Template[] | undefined;
  const find = (text: string, depth: number): string | undefined => {
    if (Object.hasOwn(catalogue, text)) return catalogue[text];
    // Texts of the catalogue are sentences; what is longer holds something else.
    if (text.length > LONGEST || depth > DEEPEST) return undefined;
    templates ??= templatesOf(catalogue);
    for (const { words, form, holes, target } of templates) {
      const found = hasInOrder(text, words) ? form.exec(text) : null;
      if (found === null) continue;
      const inner = (value: string): string => find(value, depth + 1) ?? value;
      const filled = new Map(
        holes.map(({ number, kind }, at) => [number, fill(kind, found[at + 1] ?? '', inner)]),
      );
      return target.replace(
        HOLE,
        (hole, _kind, number: string) => filled.get(Number(number)) ?? hole,
      );
    }
    return undefined;
  };
  return (text) => find(text, 0);
}

function hasInOrder(text: string, words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) {
    const found = text.indexOf(word, at);
    if (found < 0) return false;
    at = found + word.length;
  }
  return true;
}

function fill(kind: HoleKind, value: string, inner: (value: string) => string): string {
  if (kind === '=' || kind === '#') return value;
  if (kind === ',') return value.split(', ').map(inner).join(', ');
  return inner(value);
}

const PATTERNS: Readonly<Record<HoleKind, string>> = {
  '': '(.*?)',
  '=': '(.*?)',
  '#': String.raw`(-?\d[\d.,]*)`,
  '.': String.raw`([\w-]+)`,
  ',': '(.*?)',
};

const kindOf = (sign: string | undefined): HoleKind =>
  sign === '=' || sign === '#' || sign === '.' || sign === ',' ? sign : '';

function templatesOf(catalogue: Catalogue): readonly Template[] {
  const own = (text: string): number => text.replace(HOLE, '').length;
  return Object.entries(catalogue)
    .filter(([source]) => source.search(HOLE) >= 0)
    .sort(([a], [b]) => own(b) - own(a))
    .map(([source, target]) => {
      const holes = [...source.matchAll(HOLE)].map(([, sign, number]) => ({
        number: Number(number),
        kind: kindOf(sign),
      }));
      const words = source.split(/\{[=#.,]?\d\}/);
      const form = words
        .map(escaped)
        .reduce((all, word, at) => `${all}${PATTERNS[holes[at - 1]?.kind ?? '']}${word}`);
      return { words, form: new RegExp(`^${form}$`, 's'), holes, target };
    });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
