// Which skills fit a request best, by its words: BM25 over names and descriptions, small enough to be read whole.
import { stemmer } from 'stemmer';

interface Described {
  readonly name: string;
  readonly description: string;
}

/** How soon a word that is repeated counts no more, and how much a long text is held back (Robertson and Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.4;
/** A word of the name counts as often as that. */
const NAME_WEIGHT = 3;
const STOP_WORDS = new Set(
  'a an and are as at be but by can do does for from has have how i if in into is it its me my of on or should so than that the them there they this to use was we what when where which who why will with you your'.split(
    ' ',
  ),
);

/** Best first; those without a word in common keep their order, at the end. */
export function rankSkills<T extends Described>(
  skills: readonly T[],
  request: string,
): readonly T[] {
  const texts = skills.map(({ name, description }) => {
    const counts = new Map<string, number>();
    const own = [...Array<string>(NAME_WEIGHT).fill(name), description].flatMap(wordsOf);
    for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { counts, length: own.length };
  });
  const average = texts.reduce((sum, { length }) => sum + length, 0) / Math.max(1, texts.length);
  const wanted = new Set(wordsOf(request));
  const scores = texts.map(({ counts, length }) => {
    let score = 0;
    for (const word of wanted) {
      const count = counts.get(word) ?? 0;
      const having = texts.filter((text) => text.counts.has(word)).length;
      const rarity = Math.log(1 + (texts.length - having + 0.5) / (having + 0.5));
      score += (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average));
    }
    return score;
  });
  return skills
    .map((skill, index) => ({ skill, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .map(({ skill }) => skill);
}

function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map(stemmer);
}
