// Reading text for search: terms, stems, words that say little.
export * from './analyse.js';
export * from './concepts.js';
export { stem } from './stem.js';
export * from './words.js';
