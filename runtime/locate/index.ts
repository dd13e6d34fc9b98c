// Public face of locating: which files a text speaks of, by what they say, how they are called and what changed them.

export type { PastCommit } from './history.js';
export { type LocatedFile, Locator } from './locator.js';
