// The calls of a step at a terminal: the first ones, each that failed, and how many more there were.
import type { RunEvent } from '../core/index.js';
import { inLanguage } from './output.js';

/** A cell that walks through a repository makes thousands, and the answer is to be found below them. */
const SHOWN = 20;

export class CallLines {
  /** How many each running step has made. */
  readonly #made = new Map<string, number>();
  readonly #left = new Map<string, number>();

  /** @returns what is to be printed of an event, if anything */
  take(event: RunEvent): string | undefined {
    if (event.type === 'step.ended') return this.#rest(event.stepId);
    if (event.type !== 'step.call' || event.state === 'running') return undefined;
    const { stepId, state, summary } = event;
    const made = (this.#made.get(stepId) ?? 0) + 1;
    this.#made.set(stepId, made);
    if (state === 'failed') return `  ✗ ${inLanguage(summary)}`;
    if (made <= SHOWN) return `  · ${inLanguage(summary)}`;
    this.#left.set(stepId, (this.#left.get(stepId) ?? 0) + 1);
    return undefined;
  }

  #rest(stepId: string): string | undefined {
    const left = this.#left.get(stepId) ?? 0;
    this.#made.delete(stepId);
    this.#left.delete(stepId);
    if (left === 0) return undefined;
    return `  ${inLanguage(left === 1 ? '… and one more call.' : `… and ${left} more calls.`)}`;
  }
}
