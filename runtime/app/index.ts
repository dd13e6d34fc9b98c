// Public face of the whole runtime: what the editor and the command line build on.
export * from './types.js';
