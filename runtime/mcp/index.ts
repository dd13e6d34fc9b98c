// Public face of the Model Context Protocol.
export * from './client/index.js';
export * from './config/index.js';
export * from './server/index.js';
