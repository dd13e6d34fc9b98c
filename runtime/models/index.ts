// Public face of the models: signatures, predictor, providers, offline engine.
export * from './signature.js';
export * from './signatures/index.js';
