// Public face of the bridge: shared by the extension host and the webview, imports neither.
export * from './chat-state.js';
export * from './cluster-protocol.js';
export type { HistoryHit } from './history-protocol.js';
export * from './memory-protocol.js';
export * from './optimize-protocol.js';
export * from './protocol.js';
export * from './skills-protocol.js';
export * from './trace-protocol.js';
export * from './turn-use.js';
export type { ConflictView } from './writer-state.js';
