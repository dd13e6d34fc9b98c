// Finding memories: what fits a question, and what of it is put before a turn.
export * from './recall.js';
export * from './retriever.js';
