// Public face of traces: what a run left behind, as a tree of spans.
export * from './fold.js';
export * from './types.js';
