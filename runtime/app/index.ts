// Public face of the whole runtime: what the editor and the command line build on.

export { SandboxUnavailableError } from './choose-sandbox.js';
export { composeMemfun } from './memfun.js';
export type { DoctorProbe, MemfunParts } from './parts.js';
export * from './types.js';
