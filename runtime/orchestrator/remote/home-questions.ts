// The plan's side of questions from a worker: each is decided here once, and taken back when whoever asked is gone.
import type { DecideElsewhere } from '../../agents/index.js';
import { type Json, type Logger, sleep, toErrorInfo } from '../../core/index.js';
import { type ApprovalAnswer, RevisionConflictError, type StateStore } from '../../ports/index.js';
import { answerKey, questionSchema } from './questions.js';

const KEPT_MS = 60 * 60 * 1000;
const GIVE_AGAIN_MS = 1_000;
/** Where neither the queue nor the question has said who it is. */
const NAMELESS = '?';

export interface HomeQuestionOptions {
  readonly decide: DecideElsewhere;
  readonly state: StateStore;
  /** The key under which the worker sees that it is waited for. */
  readonly wanted: string;
  readonly agent: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

type Question = Extract<ReturnType<typeof questionSchema.parse>, { type: 'question.asked' }>;

export class HomeQuestions {
  readonly #open = new Map<string, AbortController>();
  /** Answered, or no longer asked. */
  readonly #over = new Set<string>();
  #closed = false;

  constructor(private readonly options: HomeQuestionOptions) {}

  /** @param worker who has the task, where that is known @returns whether it was about a question */
  take(told: Json, worker: string | undefined): boolean {
    const read = questionSchema.safeParse(told);
    if (!read.success) return false;
    const { data } = read;
    if (data.type === 'question.over') {
      this.#over.add(data.id);
      this.#open.get(data.id)?.abort();
    } else if (!this.#closed && !this.#open.has(data.id) && !this.#over.has(data.id)) {
      void this.#decide(data, worker ?? data.worker ?? NAMELESS);
    }
    return true;
  }

  /** Whoever has asked is lost. One that was only silent asks again. */
  withdraw(): void {
    for (const stop of this.#open.values()) stop.abort();
    this.#open.clear();
  }

  close(): void {
    this.#closed = true;
    this.withdraw();
  }

  /** Never rejects. */
  async #decide({ id, asked }: Question, worker: string): Promise<void> {
    const { decide, agent, logger } = this.options;
    const stop = new AbortController();
    this.#open.set(id, stop);
    const signal = AbortSignal.any([this.options.signal, stop.signal]);
    try {
      const answer = await decide(asked, { agent, worker }, signal);
      if (signal.aborted) return;
      await this.#give(id, answer, signal);
      this.#over.add(id);
    } catch (thrown) {
      if (!signal.aborted)
        logger.warn('a question of a worker was not answered', { ...toErrorInfo(thrown) });
    } finally {
      if (this.#open.get(id) === stop) this.#open.delete(id);
    }
  }

  /** Once, however often the store has to be asked. @throws AbortedError */
  async #give(id: string, answer: ApprovalAnswer, signal: AbortSignal): Promise<void> {
    const { state, wanted } = this.options;
    const { decision } = answer;
    const message = decision === 'deny' ? answer.message : undefined;
    const value = { decision, ...(message === undefined ? {} : { message }) };
    for (;;) {
      try {
        await state.put(answerKey(wanted, id), value, { ifRevision: 0, ttlMs: KEPT_MS });
        return;
      } catch (thrown) {
        if (thrown instanceof RevisionConflictError) return;
        await sleep(GIVE_AGAIN_MS, signal);
      }
    }
  }
}
