// An error in the language of whoever reads it. Logs, records and models keep the English one.
import type { ErrorInfo } from '../core/index.js';
import { createTranslator } from './catalogue.js';
import { germanErrors, germanTexts } from './german/index.js';
import type { Language } from './language.js';

const german = createTranslator({ ...germanTexts, ...germanErrors });

/** Message and remedy, each in English where it has no translation. */
export function localError<
  E extends Pick<ErrorInfo, 'message'> & { readonly remedy?: string | undefined },
>(error: E, language: Language): E {
  if (language === 'en') return error;
  const message = german(error.message);
  return error.remedy === undefined
    ? { ...error, message }
    : { ...error, message, remedy: german(error.remedy) };
}
