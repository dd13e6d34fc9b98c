// Which form of answer a model is asked for: its dialect decides, until it keeps failing at that form.
import type { Logger } from '../core/index.js';
import type { ModelHandle } from '../ports/index.js';
import type { AnswerForm } from './format.js';

/** Failures in a row after which a model is asked in the other form. */
const PATIENCE = 2;

export class AnswerForms {
  readonly #logger: Logger;
  readonly #switched = new Map<string, AnswerForm>();
  readonly #failures = new Map<string, number>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  of(handle: ModelHandle): AnswerForm {
    // The offline engine speaks one form only.
    if (handle.offline) return 'text';
    return this.#switched.get(handle.id) ?? (handle.dialect === 'tools' ? 'tool' : 'text');
  }

  succeeded(handle: ModelHandle): void {
    this.#failures.delete(handle.id);
  }

  failed(handle: ModelHandle, form: AnswerForm, reason: string): void {
    const count = (this.#failures.get(handle.id) ?? 0) + 1;
    this.#failures.set(handle.id, count);
    if (count >= PATIENCE) this.switchFrom(handle, form, reason);
  }

  /** Asks this model in the other form from now on. */
  switchFrom(handle: ModelHandle, form: AnswerForm, reason: string): void {
    if (handle.offline) return;
    const other: AnswerForm = form === 'text' ? 'tool' : 'text';
    this.#switched.set(handle.id, other);
    this.#failures.delete(handle.id);
    this.#logger.warn(`${handle.id} fails at the ${form} form; asking in the ${other} form`, {
      reason,
    });
  }
}
