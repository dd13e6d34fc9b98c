// Public face of storage: files on this machine's disk, the segment log, conversations.
export { sha256Short } from './checksum.js';
export * from './errors.js';
export { folderKey } from './folder-key.js';
export { folderOf } from './folder-of.js';
export * from './hlc.js';
export * from './node-file-store.js';
export * from './segment-log.js';
export * from './sessions/index.js';
export * from './team-log.js';
export { tiersFolder } from './tiers-folder.js';
