// Long work in short pieces, so that a large memory does not hold up the editor while it is opened.

/** Items of about ten milliseconds of work. */
const SLICE = 250;

/** Hands the items on in slices, letting other work run in between. */
export async function inSlices<T>(
  items: readonly T[],
  work: (slice: readonly T[]) => void,
): Promise<void> {
  for (let from = 0; from < items.length; from += SLICE) {
    if (from > 0) await breathe();
    work(items.slice(from, from + SLICE));
  }
}

/** Lets other work run. */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
