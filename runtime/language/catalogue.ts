// Finds the translation of a finished text: by itself, or by the template that it was made from.

/** English to another language. `{0}`, `{1}` … stand for what is filled in, in both. */
export type Catalogue = Readonly<Record<string, string>>;

interface Template {
  readonly form: RegExp;
  /** Numbers of the holes, in the order of the English text. */
  readonly holes: readonly number[];
  readonly target: string;
}

const HOLE = /\{(\d)\}/g;
const LONGEST = 2000;

/**
 * A text that no entry fits stays as it is. What is filled in is translated too where it has an entry of its own.
 * Of several templates the one with the most words of its own wins. The templates are prepared with the first text.
 */
export function createTranslator(catalogue: Catalogue): (text: string) => string {
  let templates: readonly Template[] | undefined;
  const plain = (text: string): string | undefined =>
    Object.hasOwn(catalogue, text) ? catalogue[text] : undefined;
  return (text) => {
    const whole = plain(text);
    if (whole !== undefined) return whole;
    // Texts of the catalogue are sentences; what is longer holds something else.
    if (text.length > LONGEST) return text;
    templates ??= templatesOf(catalogue);
    for (const { form, holes, target } of templates) {
      const found = form.exec(text);
      if (found === null) continue;
      const filled = new Map(holes.map((hole, at) => [hole, found[at + 1] ?? '']));
      return target.replace(HOLE, (hole, number: string) => {
        const value = filled.get(Number(number));
        return value === undefined ? hole : (plain(value) ?? value);
      });
    }
    return text;
  };
}

function templatesOf(catalogue: Catalogue): readonly Template[] {
  const own = (text: string): number => text.replace(HOLE, '').length;
  return Object.entries(catalogue)
    .filter(([source]) => source.search(HOLE) >= 0)
    .sort(([a], [b]) => own(b) - own(a))
    .map(([source, target]) => ({
      form: new RegExp(
        `^${source
          .split(/\{\d\}/)
          .map(escaped)
          .join('(.*?)')}$`,
        's',
      ),
      holes: [...source.matchAll(HOLE)].map(([, number]) => Number(number)),
      target,
    }));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
