// German spelling: umlauts and their two letters are one; the root that the forms of a word share.

const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
};

export function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/[äöüßÄÖÜ]/g, (letter) => LETTERS[letter] ?? letter);
}

/** `schluessel` as it may stand in raw text, and in one cut at all but plain letters, where `ü` is a gap. */
export function spelled(word: string): { readonly raw: string; readonly cut: string } {
  const letters = /ae|oe|ue|ss/g;
  const umlaut = (pair: string): string =>
    Object.entries(LETTERS).find(([, two]) => two === pair)?.[0] ?? pair;
  return {
    raw: word.replaceAll(letters, (pair) => `(?:${pair}|${umlaut(pair)})`),
    cut: word.replaceAll(letters, (pair) => `(?:${pair}| ?)`),
  };
}

/** Parts of verbs that stand apart from them: “ruft … auf”. */
export const PARTICLES =
  `ab an auf aus bei durch ein fehl fest heraus her herunter hin hinzu hoch los mit nach nieder um vor
weg weiter wieder zu zurueck zusammen`.split(/\s+/);

/** `zurueckgesetzt`, `aufzurufen`. */
const INSIDE = new RegExp(`^(${PARTICLES.join('|')})(?:ge|zu)(?=\\w{3,}(?:t|en)(?:e[rsmn]?)?$)`);
const ENDINGS =
  /(?:ungen|ung|enden|ender|endes|ende|end|eten|ete|ten|tes|ter|tem|test|te|est|et|en|em|ern|er|es|e|t|st|s|n)$/;
const LEAST = 4;

/** `berechnet`, `Berechnung` and `berechnen` have one root. For words in plain lower-case letters. */
export function rootOf(word: string): string {
  let root = word.replace(INSIDE, '$1').replace(/^ge(?=\w{3,}(?:t|en)(?:e[rsmn]?)?$)/, '');
  for (;;) {
    const ending = ENDINGS.exec(root)?.[0].length ?? 0;
    // What is too long to be taken off as a whole may still have an ending inside.
    let take = ending;
    while (take > 0 && (root.length - take < LEAST || !ENDINGS.test(root.slice(-take)))) take--;
    if (take === 0) return root;
    root = root.slice(0, -take);
  }
}
