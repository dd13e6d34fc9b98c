// Fitting something new to what is known.
export * from './classify.js';
export * from './reconcile.js';
