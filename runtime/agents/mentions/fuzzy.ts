// How well typed letters fit a name: all of them, in order; better at the start of words and next to each other.

/** The best fit gets the highest number; `undefined` when a letter is missing. An empty query fits everything. */
export function fit(query: string, name: string): number | undefined {
  const wanted = query.toLowerCase();
  const text = name.toLowerCase();
  if (wanted === '') return 0;
  const whole = text.indexOf(wanted);
  const base = text.lastIndexOf('/', text.length - 2) + 1;
  if (whole !== -1) {
    const inBase = text.indexOf(wanted, base);
    const at = inBase === -1 ? whole : inBase;
    return 1000 - text.length / 100 + (at === base ? 200 : startsWord(name, at) ? 100 : 0);
  }
  // Also in the last part alone, which is what people type.
  return scattered(wanted, text, name, base) ?? scattered(wanted, text, name, 0);
}

function scattered(wanted: string, text: string, name: string, from: number): number | undefined {
  let at = from - 1;
  let score = from > 0 ? 50 : 0;
  for (const letter of wanted) {
    const next = text.indexOf(letter, at + 1);
    if (next === -1) return undefined;
    if (next === at + 1) score += 5;
    else if (startsWord(name, next)) score += 8;
    else score -= Math.min(5, next - at);
    at = next;
  }
  return score - text.length / 100;
}

function startsWord(name: string, at: number): boolean {
  if (at === 0) return true;
  const before = name[at - 1] ?? '';
  const here = name[at] ?? '';
  return /[^A-Za-z0-9]/.test(before) || (/[a-z0-9]/.test(before) && /[A-Z]/.test(here));
}

/** The items that fit, best first; in their own order where they fit alike. */
export function fitting<T>(
  query: string,
  items: readonly T[],
  nameOf: (item: T) => string,
  limit: number,
): readonly T[] {
  if (query === '') return items.slice(0, limit);
  return items
    .flatMap((item) => {
      const score = fit(query, nameOf(item));
      return score === undefined ? [] : [{ item, score }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ item }) => item);
}
