// Public face of storage: files on this machine's disk.
export * from './node-file-store.js';
