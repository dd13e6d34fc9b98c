// Finds the translation of a finished text: by itself, or by the template that it was made from.

/**
 * English to another language. `{0}`, `{1}` … stand for what is filled in, in both. What is filled in is translated
 * where it has an entry of its own, whatever space is around it; in the English text `{=0}` keeps it as it is, `{#0}`
 * takes only a number and writes it as the other language does, `{.0}` takes only a word, `{'0}` what stands in one pair
 * of back-ticks, and `{,0}` a list with commas, each item of which is translated.
 */
export type Catalogue = Readonly<Record<string, string>>;

/** The translation of a text, or of what a template fills in; `undefined` where nothing fits. */
export type Lookup = (text: string) => string | undefined;

type HoleKind = '' | '=' | '#' | '.' | "'" | ',';

interface Template {
  /** The words of the English text before, between and after its holes. */
  readonly words: readonly string[];
  readonly holes: readonly { readonly number: number; readonly kind: HoleKind }[];
  /** Where a hole does not take everything. */
  readonly form: RegExp | undefined;
  readonly target: string;
}

const HOLE = /\{([=#.',]?)(\d)\}/g;
const LONGEST = 2000;
/** A filled-in text may be made of templates itself, so deep and no deeper. */
const DEEPEST = 4;

/**
 * A text that no entry fits stays as it is. Of several templates the one with the most words of its own wins. The
 * templates are prepared with the first text.
 */
export function createTranslator(
  catalogue: Catalogue,
  figure?: (english: string) => string,
): (text: string) => string {
  const lookup = createLookup(catalogue, figure);
  return (text) => lookup(text) ?? text;
}

/**
 * As `createTranslator`, for those who have to know whether there was an entry.
 * @param figure a number in the other language
 */
export function createLookup(
  catalogue: Catalogue,
  figure: (english: string) => string = (english) => english,
): Lookup {
  let templates: readonly Template[] | undefined;
  const find = (text: string, depth: number): string | undefined => {
    if (Object.hasOwn(catalogue, text)) return catalogue[text];
    // Texts of the catalogue are sentences; what is longer holds something else.
    if (text.length > LONGEST || depth > DEEPEST) return undefined;
    templates ??= templatesOf(catalogue);
    for (const template of templates) {
      const found = match(text, template);
      if (found === undefined) continue;
      const sentences = template.words[0] === '' ? bySentence(text, depth) : undefined;
      if (sentences !== undefined) return sentences;
      const filled = new Map(
        template.holes.map(({ number, kind }, at) => [
          number,
          fill(kind, found[at] ?? '', kind === '#' ? figure : (value) => find(value, depth + 1)),
        ]),
      );
      return template.target.replace(
        HOLE,
        (hole, _kind, number: string) => filled.get(Number(number)) ?? hole,
      );
    }
    return undefined;
  };
  /** Of a template that begins with a hole, a whole sentence of ours in front of it is no part. */
  const bySentence = (text: string, depth: number): string | undefined => {
    for (const { index } of text.matchAll(/(?<=[.!?]) /g)) {
      const first = text.slice(0, index);
      if (!Object.hasOwn(catalogue, first)) continue;
      const rest = text.slice(index + 1);
      return `${catalogue[first]} ${find(rest, depth + 1) ?? rest}`;
    }
    return undefined;
  };
  return (text) => find(text, 0);
}

function fill(kind: HoleKind, value: string, lookup: Lookup): string {
  const inner = (one: string): string => {
    const own = one.trim();
    const said = own === '' ? undefined : lookup(own);
    return said === undefined ? one : one.replace(own, () => said);
  };
  if (kind === '=' || kind === "'") return value;
  return kind === ',' ? value.split(', ').map(inner).join(', ') : inner(value);
}

/**
 * What stands in the holes, each as short as it can be. Where the holes take everything, the first place of each of the
 * words will do, so that the time grows with the text alone, whatever a server or a file has put into it.
 */
function match(text: string, { words, form }: Template): readonly string[] | undefined {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined;
  const end = text.length - last.length;
  const found: string[] = [];
  let from = first.length;
  for (const word of words.slice(1, -1)) {
    const at = text.indexOf(word, from);
    if (at < 0) return undefined;
    found.push(text.slice(from, at));
    from = at + word.length;
  }
  if (from > end) return undefined;
  return form === undefined ? [...found, text.slice(from, end)] : form.exec(text)?.slice(1);
}

const PATTERNS: Readonly<Record<HoleKind, string>> = {
  '': '(.*?)',
  '=': '(.*?)',
  '#': String.raw`(-?\d[\d.,]*)`,
  '.': String.raw`([\w-]+)`,
  "'": '([^`]*)',
  ',': '(.*?)',
};

const kindOf = (sign: string | undefined): HoleKind =>
  sign === '=' || sign === '#' || sign === '.' || sign === "'" || sign === ',' ? sign : '';

function templatesOf(catalogue: Catalogue): readonly Template[] {
  const own = ({ words }: Template): number => words.join('').length;
  return Object.entries(catalogue)
    .filter(([source]) => source.search(HOLE) >= 0)
    .flatMap(([source, target]) => formsOf(source, target))
    .sort((a, b) => own(b) - own(a));
}

/** The template, and where a reason ends it, the one without that reason. */
function formsOf(source: string, target: string): readonly Template[] {
  const holes = [...source.matchAll(HOLE)].map(([, sign, number]) => ({
    number: Number(number),
    kind: kindOf(sign),
  }));
  if (holes.length === 0) return [];
  const words = source.split(/\{[=#.',]?\d\}/);
  const typed = holes.some(({ kind }) => kind === '#' || kind === '.' || kind === "'");
  const pattern = words
    .map(escaped)
    .reduce((all, word, at) => `${all}${PATTERNS[holes[at - 1]?.kind ?? '']}${word}`);
  const form = typed ? new RegExp(`^${pattern}$`, 's') : undefined;
  const end = /(?<=[.!?]) \{\d\}$/.exec(source)?.[0];
  const shorter =
    end === undefined || !target.endsWith(end)
      ? []
      : formsOf(source.slice(0, -end.length), target.slice(0, -end.length));
  return [{ words, holes, form, target }, ...shorter];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
