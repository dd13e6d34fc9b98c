// Public face of the tools: defining them, holding them, their faces, and the file tools.
export * from './define.js';
export * from './file-tools.js';
export * from './native-face.js';
export * from './registry.js';
export * from './repl-face.js';
export { findRipgrep } from './ripgrep.js';
