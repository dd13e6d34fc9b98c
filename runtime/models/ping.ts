// Asks a model for one word, for real: does it answer, and how fast?
import type { ModelHandle } from '../ports/index.js';
import { ModelEmptyAnswerError } from './errors.js';
import { factsOf } from './handle.js';
import { readAnswer } from './read-answer.js';

export interface PingReport {
  readonly ms: number;
  /** The model's answer, shortened. */
  readonly answer: string;
}

const PING_IDLE_MS = 30_000;
/** Enough for models that think before they speak. */
const PING_OUTPUT_TOKENS = 512;

/** Makes one minimal call. @throws ModelError, AbortedError */
export async function ping(handle: ModelHandle, signal: AbortSignal): Promise<PingReport> {
  const started = performance.now();
  let answer = '';
  try {
    const read = await readAnswer(
      handle,
      {
        prompt: [
          { role: 'user', content: [{ type: 'text', text: 'Answer with the word "ready".' }] },
        ],
        maxOutputTokens: Math.min(PING_OUTPUT_TOKENS, handle.maxOutputTokens),
      },
      {
        signal,
        idleMs: PING_IDLE_MS,
        facts: factsOf(handle),
        inputTokens: 10,
        onText: () => undefined,
        onToolInput: () => undefined,
      },
    );
    answer = read.text;
  } catch (error) {
    // Nothing but thoughts: the model was reached, which is what was asked.
    if (!(error instanceof ModelEmptyAnswerError)) throw error;
  }
  return { ms: performance.now() - started, answer: answer.trim().slice(0, 80) };
}
