// What the runtime says to a person, in their language. Logs, records and models keep the English words.
import type { ErrorInfo } from '../core/index.js';
import { type Catalogue, createLookup, createTranslator } from './catalogue.js';
import { figuresIn } from './figures.js';
import type { Language } from './language.js';
import { translateProse } from './prose.js';

/** All that there is in a language. Source: `runtime/language/german`. */
export interface Catalogues {
  readonly errors: Catalogue;
  readonly texts: Catalogue;
  /** Whose figures are written; without it they stand as in English. */
  readonly language?: Language | undefined;
}

type ErrorSaid = Pick<ErrorInfo, 'message'> & { readonly remedy?: string | undefined };

export interface Words {
  /** Message and remedy, each in English where it has no translation. */
  readonly error: <E extends ErrorSaid>(error: E) => E;
  /** A notice, a reason, or the Markdown that a command answers with; what has no entry stays in English. */
  readonly text: (text: string) => string;
}

const ENGLISH: Words = { error: (error) => error, text: (text) => text };
const REMEMBERED = 500;

/** @param catalogues of the language; none: English */
export function wordsOf(catalogues: Catalogues | undefined): Words {
  if (catalogues === undefined) return ENGLISH;
  const { errors, texts, language = 'en' } = catalogues;
  const { said: figure } = figuresIn(language);
  // Of texts that say the same, the first is taken: here those of errors.
  const say = createTranslator({ ...errors, ...texts, ...errors }, figure);
  const lookup = createLookup({ ...errors, ...texts }, figure);
  const told = new Map<string, string>();
  return {
    error: (error) =>
      error.remedy === undefined
        ? { ...error, message: say(error.message) }
        : { ...error, message: say(error.message), remedy: say(error.remedy) },
    text: (text) => {
      const known = told.get(text);
      if (known !== undefined) return known;
      const said = translateProse(text, lookup);
      if (told.size >= REMEMBERED) told.clear();
      told.set(text, said);
      return said;
    },
  };
}

/** The words of a language, which are loaded with the first call for it. */
export async function wordsIn(language: Language): Promise<Words> {
  return wordsOf(await cataloguesIn(language));
}

/** What `memfun help` prints in a language; nothing for English, which it knows itself. */
export async function helpIn(language: Language): Promise<string | undefined> {
  return language === 'en' ? undefined : (await import('./german.chunk.js')).germanHelp;
}

/** @returns nothing for English, which needs no translation */
export async function cataloguesIn(language: Language): Promise<Catalogues | undefined> {
  if (language === 'en') return undefined;
  const { germanErrors, germanTexts } = await import('./german.chunk.js');
  return { errors: germanErrors, texts: germanTexts, language };
}
