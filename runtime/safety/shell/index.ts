// Public face of deciding about shell commands.
export * from './judge-command.js';
export * from './types.js';
export { type CommandReader, createCommandReader } from './unwrap.js';
