// Reads facts out of a model handle.
import type { ModelHandle } from '../ports/index.js';
import type { ModelFacts } from './errors.js';

/** `provider/model` taken apart at the first slash. */
export function splitModelId(id: string): { readonly provider: string; readonly name: string } {
  const slash = id.indexOf('/');
  return slash < 0
    ? { provider: id, name: id }
    : { provider: id.slice(0, slash), name: id.slice(slash + 1) };
}

export function factsOf(handle: ModelHandle): ModelFacts {
  return { id: handle.id, ...splitModelId(handle.id) };
}
