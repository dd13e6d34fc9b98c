// Public face of the recursive loop.
export { CitationChecker } from './citations.js';
export { proseAnswer } from './final.js';
export { runLoop } from './loop.js';
export type { Route, RouteInput, RouterLimits } from './router.js';
export { ROUTER_LIMITS, route } from './router.js';
export { SubcallError } from './subcall-error.js';
export { CHILDREN_AT_ONCE } from './tools/rlm.js';
export type { Answer, LoopDeps, LoopOptions, LoopResult, LoopResume, Steering } from './types.js';
