// An error in the language of whoever reads it. Logs, records and models keep the English one.
import type { ErrorInfo } from '../core/index.js';
import { createTranslator } from './catalogue.js';
import { germanErrors, germanTexts } from './german/index.js';
import type { Language } from './language.js';

/** What is said of an error. */
export type ErrorSaid = Pick<ErrorInfo, 'message'> & { readonly remedy?: string | undefined };
/** Message and remedy in another language, each in English where it has no translation. */
export type ErrorWords = <E extends ErrorSaid>(error: E) => E;

const german = /* @__PURE__ */ localized(
  /* @__PURE__ */ createTranslator(/* @__PURE__ */ Object.assign({}, germanTexts, germanErrors)),
);

/** For a page, which has its texts with it. @see errorsIn */
export function localError<E extends ErrorSaid>(error: E, language: Language): E {
  return language === 'en' ? error : german(error);
}

export function localized(say: (text: string) => string): ErrorWords {
  return (error) =>
    error.remedy === undefined
      ? { ...error, message: say(error.message) }
      : { ...error, message: say(error.message), remedy: say(error.remedy) };
}
