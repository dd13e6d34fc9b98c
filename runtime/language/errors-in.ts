// Errors in the language of whoever reads them at a command line or in a message of the editor.
import { createTranslator } from './catalogue.js';
import type { Language } from './language.js';
import { type ErrorWords, localized } from './local-error.js';

/** The texts of a language are loaded with the first call for it. */
export async function errorsIn(language: Language): Promise<ErrorWords> {
  if (language === 'en') return (error) => error;
  const { germanErrors } = await import('./german-errors.chunk.js');
  return localized(createTranslator(germanErrors));
}
