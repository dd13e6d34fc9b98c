// Errors and texts in the language of whoever reads them at a command line or in a message of the editor.
import { createLookup, createTranslator } from './catalogue.js';
import type { Language } from './language.js';
import { type ErrorWords, localized } from './local-error.js';
import { translateProse } from './prose.js';

/** The texts of a language are loaded with the first call for it. */
export async function errorsIn(language: Language): Promise<ErrorWords> {
  if (language === 'en') return (error) => error;
  const { germanErrors, germanTexts } = await import('./german.chunk.js');
  return localized(createTranslator({ ...germanTexts, ...germanErrors }));
}

/** What `localText` does, for whoever has not the texts with it. */
export async function textsIn(language: Language): Promise<(text: string) => string> {
  if (language === 'en') return (text) => text;
  const { germanErrors, germanTexts } = await import('./german.chunk.js');
  const german = createLookup({ ...germanErrors, ...germanTexts });
  return (text) => translateProse(text, german);
}
