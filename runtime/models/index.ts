// Public face of the models: signatures, predictor, providers, offline engine.
export * from './errors.js';
export { renderOutput } from './format.js';
export { createPredictor, type PredictorOptions } from './predictor.js';
export * from './signature.js';
export * from './signatures/index.js';
export { typeText } from './type-text.js';
