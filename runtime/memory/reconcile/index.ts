// Fitting something new to what is known.
export { withAlternatives } from './alternatives.js';
export * from './classify.js';
export * from './reconcile.js';
