// The public face of the language of what the runtime says to people.
export { type Catalogue, createTranslator } from './catalogue.js';
export { errorsIn, textsIn } from './errors-in.js';
export { germanErrors, germanTexts } from './german/index.js';
export { type Language, languageOf } from './language.js';
export { localError } from './local-error.js';
export { localText } from './local-text.js';
