// A task of a plan.
import type { PlanTask } from '../../runtime/core/index.js';

/** For a coder, with nothing before it, where `more` does not say otherwise; a model knows it by `MAKE-ID.`. */
export const planTask = (id: string, more: Partial<PlanTask> = {}): PlanTask => ({
  id,
  title: `The part ${id}`,
  agent: 'coder',
  instructions: `MAKE-${id.toUpperCase()}.`,
  dependsOn: [],
  outputs: [],
  shares: [],
  expects: '',
  review: false,
  ...more,
});
