// Finding memories: what fits a question, and what of it is put before a turn.
export { Bm25Index } from './bm25.js';
export * from './recall.js';
export * from './retriever.js';
