// The public face of the language of what the runtime says to people.
export { createTranslator } from './catalogue.js';
export { type Figures, figuresIn } from './figures.js';
export { germanErrors, germanTexts } from './german/index.js';
export { type Language, languageOf } from './language.js';
export { asWritten } from './prose.js';
export { isHostSpeaking, whoSpeaks } from './speaker.js';
export { atTerminal } from './terminal.js';
export { cataloguesIn, helpIn, wordsIn, wordsOf } from './words.js';
