// Fitting something new to what is known.
export { withAlternatives } from './alternatives.js';
export * from './classify.js';
export { modelJudge } from './model-judge.js';
export * from './reconcile.js';
export { subjectForms, subjectKey } from './subject.js';
