// Which of the known names was meant by one that is not known.

/** The most alike one; `undefined` where none is alike enough for a slip of the hand. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  if (wanted === '') return undefined;
  const most = Math.min(3, Math.ceil(wanted.length / 3));
  let best: { readonly name: string; readonly slips: number } | undefined;
  for (const name of names) {
    const known = name.toLowerCase();
    const isBeginning = wanted.length >= 3 && known.startsWith(wanted);
    const slips = isBeginning ? 1 : slipsBetween(wanted, known);
    if (slips <= most && slips < known.length && slips < (best?.slips ?? Number.POSITIVE_INFINITY))
      best = { name, slips };
  }
  return best?.name;
}

/** Letters to add, leave out, change or swap with the next. */
function slipsBetween(a: string, b: string): number {
  let older: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (older[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    older = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
