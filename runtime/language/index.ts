// The public face of the language of errors.
export { type Catalogue, createTranslator } from './catalogue.js';
export { errorsIn } from './errors-in.js';
export { germanErrors } from './german/index.js';
export { type Language, languageOf } from './language.js';
export { type ErrorWords, localError } from './local-error.js';
