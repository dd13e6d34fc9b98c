// Public face of the Model Context Protocol.
export { toMcpTool } from './face.js';
export * from './server.js';
