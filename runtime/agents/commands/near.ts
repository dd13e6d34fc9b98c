// Which of the known names was meant by one that is not known.
import { boundedDistance } from '../../changes/index.js';

/** A slip of the hand happens in a word; what is longer is a text. */
const LONGEST = 200;

/** The most alike one; `undefined` where none is alike enough for a slip of the hand. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  if (wanted === '' || wanted.length > LONGEST) return undefined;
  const most = Math.min(3, Math.ceil(wanted.length / 3));
  let best: { readonly name: string; readonly slips: number } | undefined;
  for (const name of names) {
    const known = name.toLowerCase();
    const isBeginning = wanted.length >= 3 && known.startsWith(wanted);
    const slips = isBeginning ? 1 : boundedDistance(wanted, known, most);
    if (slips <= most && slips < known.length && slips < (best?.slips ?? Number.POSITIVE_INFINITY))
      best = { name, slips };
  }
  return best?.name;
}
