// Whether a turn came to what is compared: only then can the arms differ in it.
import { targetOf, type Words } from '../parts/parts.js';

/**
 * Triggered analysis: a task counts from the first turn on that met a part that is compared, in whichever arm; tasks
 * that never met it would only blur the difference (Deng, Hu, "Diluted Treatment Effect Estimation for Trigger
 * Analysis in Online Controlled Experiments", 2015). What decides is the same in both arms: being shown the part,
 * not what was made of it.
 * @param uses names by `usesOf`
 */
export function isExposed(
  uses: ReadonlySet<string>,
  { values, originals }: Pick<Words, 'values' | 'originals'>,
): boolean {
  return Object.keys(values).some((id) => {
    // One arm does not have it: what both have is a loop that could be told of it.
    if (originals[id] === '' && /^(agent|skill)\//.test(id)) return uses.has('tools');
    return uses.has(id.startsWith('router/') ? id : targetOf(id));
  });
}
