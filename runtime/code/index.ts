// Public face of code intelligence: walking, decoding, parsing, the index of symbols.
export * from './code-index.js';
export * from './code-service.js';
export * from './decode.js';
export { languageOf } from './languages/index.js';
export type { CodeSymbol, Outline } from './parser.js';
export { codeSymbolSchema } from './parser.js';
export * from './workspace-walk.js';
