// Public face of the server half.
export { toMcpTool } from './face.js';
export * from './serve-http.js';
export * from './serve-stdio.js';
export * from './surface.js';
