// Public face of search.
export {
  SearchAnswerError,
  type SearchBackend,
  type SearchBackendName,
  SearchLimitedError,
  type SearchResult,
  SearchSetUpError,
} from './backend.js';
export { brave } from './brave.js';
export { chooseSearch, type SearchSettings } from './choose.js';
export { duckDuckGo } from './duckduckgo.js';
export { searxng } from './searxng.js';
export { tavily } from './tavily.js';
