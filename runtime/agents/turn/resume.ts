// The way of a run that is gone through again from a step: what is rebuilt, and what is run for real.
import type { Mode } from '../../core/index.js';
import type { LoopResume, Route } from '../../rlm/index.js';

/** Told before anything is run. */
export function resumeRoute({ index }: LoopResume, mode: Mode): Route {
  const before =
    index > 1
      ? `Steps 1 to ${index - 1} are rebuilt from the record; nothing they called is called again. `
      : '';
  return {
    level: 'agent',
    reason: `${before}From step ${index} on everything runs for real, in mode ${mode}.`,
  };
}
