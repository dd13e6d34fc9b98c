// Public face of plans on other machines: what puts a loop to a worker, and what does it there.
export { Contents } from './contents.js';
export { createElsewhere } from './elsewhere.js';
export { createHand, type HandedPart } from './hand.js';
export { type Denied, type LoopTaskInput, type LoopTaskOutput, loopTask } from './kind.js';
export { askingHome } from './questions.js';
export { type Repository, repositoryOf } from './repository.js';
export { watchSteering } from './steer.js';
export type { Elsewhere, LoopCall } from './types.js';
export { watchWanted } from './wanted.js';
