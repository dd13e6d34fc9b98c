// Finds the translation of a finished text: by itself, or by the template that it was made from.

/** English to another language. `{0}`, `{1}` … stand for what is filled in, in both. */
export type Catalogue = Readonly<Record<string, string>>;

interface Template {
  /** The words of the English text before, between and after its holes. */
  readonly words: readonly string[];
  /** Numbers of the holes, in the order of the English text. */
  readonly holes: readonly number[];
  readonly target: string;
}

const HOLE = /\{(\d)\}/g;
const LONGEST = 2000;
/** A remedy in a reason in a message: how deep what is filled in is looked at. */
const DEEPEST = 3;

/**
 * A text that no entry fits stays as it is. What is filled in is translated too where an entry fits it, whatever
 * space is around it. Of several templates the one with the most words of its own wins. The templates are prepared
 * with the first text. Takes time in proportion to the text, whatever is in it.
 */
export function createTranslator(catalogue: Catalogue): (text: string) => string {
  let templates: readonly Template[] | undefined;
  const translate = (text: string, depth: number): string => {
    if (Object.hasOwn(catalogue, text)) return catalogue[text] ?? text;
    // Texts of the catalogue are sentences; what is longer holds something else.
    if (text.length > LONGEST || depth > DEEPEST) return text;
    templates ??= templatesOf(catalogue);
    for (const { words, holes, target } of templates) {
      const found = match(text, words);
      if (found === undefined) continue;
      const filled = new Map(holes.map((hole, at) => [hole, found[at] ?? '']));
      return target.replace(HOLE, (hole, number: string) => {
        const value = filled.get(Number(number));
        return value === undefined ? hole : inside(value, depth + 1);
      });
    }
    return text;
  };
  const inside = (value: string, depth: number): string => {
    const own = value.trim();
    return own === '' ? value : value.replace(own, () => translate(own, depth));
  };
  return (text) => translate(text, 0);
}

/** What stands in the holes: each as short as it can be, which finds a way wherever there is one. */
function match(text: string, words: readonly string[]): readonly string[] | undefined {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (!text.startsWith(first)) return undefined;
  if (!text.endsWith(last) || text.length < first.length + last.length) return undefined;
  const end = text.length - last.length;
  const found: string[] = [];
  let from = first.length;
  for (const word of words.slice(1, -1)) {
    const at = text.indexOf(word, from);
    if (at < 0 || at + word.length > end) return undefined;
    found.push(text.slice(from, at));
    from = at + word.length;
  }
  return [...found, text.slice(from, end)];
}

function templatesOf(catalogue: Catalogue): readonly Template[] {
  const own = ({ words }: Template): number => words.join('').length;
  return Object.entries(catalogue)
    .flatMap(([source, target]) => formsOf(source, target))
    .filter(({ holes }) => holes.length > 0)
    .sort((a, b) => own(b) - own(a));
}

/** A reason at the end of a text may be missing. */
function formsOf(source: string, target: string): readonly Template[] {
  const whole = {
    words: source.split(/\{\d\}/),
    holes: [...source.matchAll(HOLE)].map(([, number]) => Number(number)),
    target,
  };
  const end = /\s\{\d\}$/.exec(source)?.[0];
  if (end === undefined || !target.endsWith(end)) return [whole];
  return [whole, ...formsOf(source.slice(0, -end.length), target.slice(0, -end.length))];
}
