// How people say what they ask and tell, by language: one folder for each.
export { aboutMemfun } from './about.js';
export { english } from './english/index.js';
export { factAsked } from './facts.js';
export { type FileOrder, fileOrderIn, type Named } from './file-orders.js';
export { WORDINGS, wordingOf } from './languages.js';
export { jobAsked } from './runs.js';
export { type Sense, sensesIn } from './senses.js';
export { withoutStart } from './start.js';
export type {
  AboutMemfun,
  Job,
  ProjectFact,
  QuestionKind,
  StatementForm,
  Wording,
  Work,
} from './wording.js';
