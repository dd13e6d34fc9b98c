// Public face of the models: signatures, predictor, providers, offline engine.
export { CATALOG_DATE, modelDetails } from './catalog.js';
export * from './errors.js';
export { renderInput, renderOutput } from './format.js';
export {
  type ConfiguredModels,
  createModelSource,
  type HostedModel,
  type ModelChoice,
  type ModelSourceOptions,
} from './model-source.js';
export { createOfflineModel } from './offline/engine.js';
export { readOutput } from './parse.js';
export { type PingReport, ping } from './ping.js';
export { createPredictor, type PredictorOptions } from './predictor.js';
export { PROVIDERS } from './providers/index.js';
export { readInput } from './read-input.js';
export * from './signature.js';
export * from './signatures/index.js';
export { typeText } from './type-text.js';
