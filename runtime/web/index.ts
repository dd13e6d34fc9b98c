// Public face of web access: guarded fetching, readable pages, search.
export { type ForbiddenKind, forbiddenKind } from './address.js';
export type { Endpoint, Resolve } from './connect.js';
export * from './errors.js';
export { fetchPage, type WebPage } from './readable.js';
export * from './safe-fetch.js';
export * from './search/index.js';
export { readUrl } from './url.js';
