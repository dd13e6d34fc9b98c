// Every signature of the runtime, in one place: what is asked of language models, and in which words.
export * from './answers.js';
export * from './change-review.js';
export * from './commit-message.js';
export * from './conflict-merge.js';
export * from './direct-answer.js';
export * from './history-compress.js';
export * from './memory-extract.js';
export * from './memory-reconcile.js';
export * from './optimize.js';
export * from './plan-propose.js';
export * from './rlm-extract.js';
export * from './rlm-step.js';
export * from './session-summary.js';
export * from './sub-prompt.js';
