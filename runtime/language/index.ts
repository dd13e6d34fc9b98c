// The public face of the language of errors.
export { type Catalogue, createTranslator } from './catalogue.js';
export { germanErrors } from './german/index.js';
export { type Language, languageOf } from './language.js';
export { localError } from './local-error.js';
