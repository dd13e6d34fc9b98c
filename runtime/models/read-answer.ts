// Sends one call and reads its stream to the end: stops at once when told to, and takes silence or a missing end for an error.
import type {
  LanguageModelV3CallOptions,
  LanguageModelV3FinishReason,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from '@ai-sdk/provider';
import { AbortedError, throwIfAborted } from '../core/index.js';
import type { ModelHandle } from '../ports/index.js';
import type { ModelFacts } from './errors.js';
import {
  ModelContentFilterError,
  ModelEmptyAnswerError,
  ModelStreamDroppedError,
  ModelTimeoutError,
} from './errors.js';
import { toModelError } from './map-error.js';

export interface Answer {
  readonly text: string;
  /** JSON arguments of the first native tool call. */
  readonly toolInput: string | undefined;
  readonly finish: LanguageModelV3FinishReason;
  readonly usage: LanguageModelV3Usage;
}

/** What the model wrote, in whichever form. */
export function answerText({ text, toolInput }: Answer): string {
  return text || (toolInput ?? '');
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Longest silence, in milliseconds. */
  readonly idleMs: number;
  readonly facts: ModelFacts;
  /** Estimate, for messages. */
  readonly inputTokens: number;
  readonly onText: (piece: string) => void;
  readonly onToolInput: (piece: string) => void;
}

/** @throws ModelError, AbortedError */
export async function readAnswer(
  handle: ModelHandle,
  call: LanguageModelV3CallOptions,
  options: ReadOptions,
): Promise<Answer> {
  const { signal, idleMs, facts } = options;
  throwIfAborted(signal);
  const silence = new Watchdog(idleMs, signal);
  let answering = false;
  try {
    const { stream } = await silence.race(
      Promise.resolve(handle.model.doStream({ ...call, abortSignal: silence.signal })),
    );
    answering = true;
    const collected = new Collector(options);
    const reader = stream.getReader();
    try {
      for (;;) {
        const { done, value } = await silence.race(reader.read());
        if (done) break;
        if (value.type === 'error') throw value.error;
        collected.take(value);
      }
    } finally {
      // Not awaited: a hanging connection must not hold up a stop.
      reader.cancel().catch(() => undefined);
    }
    return collected.answer(facts);
  } catch (error) {
    if (signal.aborted) throw new AbortedError(undefined, signal.reason);
    if (silence.expired) throw new ModelTimeoutError(facts, idleMs);
    throw toModelError(error, facts, {
      answering,
      contextWindow: handle.contextWindow,
      inputTokens: options.inputTokens,
    });
  } finally {
    silence.close();
  }
}

/** Puts the parts of a stream together. */
class Collector {
  #text = '';
  #toolInput: string | undefined;
  #end: Extract<LanguageModelV3StreamPart, { type: 'finish' }> | undefined;
  readonly #options: ReadOptions;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  take(part: LanguageModelV3StreamPart): void {
    if (part.type === 'text-delta') {
      this.#text += part.delta;
      this.#options.onText(part.delta);
    } else if (part.type === 'tool-input-delta') this.#options.onToolInput(part.delta);
    else if (part.type === 'tool-call') this.#toolInput ??= part.input;
    else if (part.type === 'finish') this.#end = part;
  }

  answer(facts: ModelFacts): Answer {
    const end = this.#end;
    // Provider packages close a stream that broke off with a made-up end, which has no reason of the provider's.
    if (end === undefined || isMadeUp(end.finishReason)) throw new ModelStreamDroppedError(facts);
    if (end.finishReason.unified === 'content-filter') throw new ModelContentFilterError(facts);
    if (this.#text.trim() === '' && this.#toolInput === undefined) {
      throw new ModelEmptyAnswerError(facts);
    }
    return {
      text: this.#text,
      toolInput: this.#toolInput,
      finish: end.finishReason,
      usage: end.usage,
    };
  }
}

function isMadeUp({ unified, raw }: LanguageModelV3FinishReason): boolean {
  return raw === undefined && (unified === 'other' || unified === 'error');
}

/** Ends waits on a stop or on silence, and tells the connection. */
class Watchdog {
  readonly #controller = new AbortController();
  readonly #idleMs: number;
  readonly #outer: AbortSignal;
  readonly #onStop = (): void => this.#controller.abort(this.#outer.reason);
  expired = false;

  constructor(idleMs: number, outer: AbortSignal) {
    this.#idleMs = idleMs;
    this.#outer = outer;
    outer.addEventListener('abort', this.#onStop, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  async race<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let onAbort: (() => void) | undefined;
    const ended = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(new AbortedError());
      this.signal.addEventListener('abort', onAbort, { once: true });
      if (this.signal.aborted) onAbort();
      timer = setTimeout(() => {
        this.expired = true;
        this.#controller.abort();
      }, this.#idleMs);
    });
    try {
      return await Promise.race([work, ended]);
    } finally {
      clearTimeout(timer);
      if (onAbort !== undefined) this.signal.removeEventListener('abort', onAbort);
    }
  }

  close(): void {
    this.#outer.removeEventListener('abort', this.#onStop);
    this.#controller.abort();
  }
}
