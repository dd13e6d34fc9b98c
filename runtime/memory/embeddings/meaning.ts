// The vectors of all memories: made in the background, found by nearness, kept between starts. Words do without them.
import {
  abortable,
  type Clock,
  deadlineSignal,
  isAbort,
  sleep,
  throwIfAborted,
} from '../../core/index.js';
import type { VectorCache } from './cache.js';
import { EmbeddingError } from './errors.js';
import type { EmbeddingProvider } from './provider.js';
import { type Near, quantized, type StoredVector, Vectors } from './vectors.js';

export interface MeaningOptions {
  readonly provider: EmbeddingProvider;
  readonly clock: Clock;
  /** Where vectors outlive the window; without it all are made anew at every start. */
  readonly cache?: VectorCache;
}

export interface EmbeddingProgress {
  /** Memories that have a vector. */
  readonly done: number;
  readonly total: number;
}

/** Texts that are sent at once. */
const BATCH = 32;
/** A question does not wait longer for its vector, in milliseconds. */
const QUESTION_MS = 2_000;
/** After a failure questions do without vectors for so long, in milliseconds. */
const REST_MS = 30_000;
/** Questions whose vectors are kept. */
const KEPT = 100;

export class Meaning {
  readonly #clock: Clock;
  #provider: EmbeddingProvider;
  #cache: VectorCache | undefined;
  readonly #texts = new Map<string, string>();
  readonly #waiting = new Set<string>();
  #vectors: Vectors | undefined;
  readonly #questions = new Map<string, StoredVector>();
  #restUntil = 0;
  #running: Promise<void> | undefined;
  /** Ends the rest of `follow` when there is something to do. */
  #wake: (() => void) | undefined;

  constructor({ provider, clock, cache }: MeaningOptions) {
    this.#provider = provider;
    this.#clock = clock;
    this.#cache = cache;
  }

  get provider(): EmbeddingProvider {
    return this.#provider;
  }

  get progress(): EmbeddingProgress {
    return { done: this.#texts.size - this.#waiting.size, total: this.#texts.size };
  }

  /** A memory's text; it is found by meaning when `update` has come to it. */
  set(id: string, text: string): void {
    if (this.#texts.get(id) === text) return;
    this.#texts.set(id, text);
    this.#vectors?.delete(id);
    this.#waiting.add(id);
    this.#wake?.();
  }

  delete(id: string): void {
    this.#texts.delete(id);
    this.#waiting.delete(id);
    this.#vectors?.delete(id);
  }

  /** Goes over to another provider: everything waits for its new vector. */
  use(provider: EmbeddingProvider, cache?: VectorCache): void {
    this.#provider = provider;
    this.#cache = cache;
    this.#vectors = undefined;
    this.#questions.clear();
    this.#restUntil = 0;
    for (const id of this.#texts.keys()) this.#waiting.add(id);
    this.#wake?.();
  }

  /** Keeps all vectors up to date until the signal fires. A provider that is away is tried again every half minute. */
  async follow(
    signal: AbortSignal,
    onProgress: (progress: EmbeddingProgress) => void = () => undefined,
  ): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.update(signal, onProgress);
        await this.#somethingToDo(signal);
      } catch (error) {
        if (isAbort(error)) continue; // the signal, or a provider that was exchanged meanwhile
        await sleep(REST_MS, signal).catch(() => undefined);
      }
    }
  }

  /**
   * Makes the vectors that are missing, those of the cache first. May be stopped and called again at any time: what
   * is done stays done. A second call meanwhile waits for the first.
   * @throws EmbeddingError, AbortedError
   */
  update(
    signal: AbortSignal,
    onProgress: (progress: EmbeddingProgress) => void = () => undefined,
  ): Promise<void> {
    this.#running ??= this.#update(signal, onProgress).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /**
   * The vector of a question; `undefined` when there is none in time, or nothing to compare it with.
   * @throws AbortedError
   */
  async vectorOf(text: string, signal: AbortSignal): Promise<StoredVector | undefined> {
    throwIfAborted(signal);
    const known = this.#questions.get(text);
    if (known !== undefined) return known;
    const nothing = this.#vectors === undefined || this.#vectors.size === 0;
    if (nothing || this.#clock.now() < this.#restUntil) return undefined;
    const provider = this.#provider;
    const deadline = deadlineSignal(QUESTION_MS, signal);
    try {
      const made = provider.embed([text], deadline.signal);
      const [vector] = await abortable(made, deadline.signal);
      if (vector === undefined || provider !== this.#provider) return undefined;
      const stored = quantized(vector);
      if (this.#questions.size >= KEPT) this.#questions.clear();
      this.#questions.set(text, stored);
      return stored;
    } catch (error) {
      throwIfAborted(signal);
      if (!isAbort(error) && !(error instanceof EmbeddingError)) throw error;
      this.#restUntil = this.#clock.now() + REST_MS;
      return undefined;
    } finally {
      deadline.clear();
    }
  }

  nearest(vector: StoredVector, k: number, accept: (id: string) => boolean): readonly Near[] {
    return this.#vectors?.nearest(vector, k, accept) ?? [];
  }

  /** How far a memory is from having nothing to do with it: 0 to 1, 0 when it has no vector yet. */
  likeness(vector: StoredVector, id: string): number {
    const { unrelated } = this.#provider;
    const likeness = this.#vectors?.likeness(vector, id) ?? 0;
    return Math.min(1, Math.max(0, (likeness - unrelated) / (1 - unrelated)));
  }

  async #somethingToDo(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size > 0) return;
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    try {
      await abortable(woken, signal);
    } finally {
      this.#wake = undefined;
    }
  }

  async #update(
    signal: AbortSignal,
    onProgress: (progress: EmbeddingProgress) => void,
  ): Promise<void> {
    await this.#fromCache(signal);
    onProgress(this.progress);
    while (this.#waiting.size > 0) {
      throwIfAborted(signal);
      await this.#next(signal);
      onProgress(this.progress);
      // Lets other work run: the built-in provider does not wait for anything.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  async #fromCache(signal: AbortSignal): Promise<void> {
    const provider = this.#provider;
    const cached = await this.#cache?.read(provider.id, signal);
    if (cached === undefined || cached.size === 0 || provider !== this.#provider) return;
    for (const id of this.#waiting) {
      const vector = cached.get(this.#cache?.keyOf(this.#texts.get(id) ?? '') ?? '');
      if (vector !== undefined) this.#put(id, vector);
    }
  }

  async #next(signal: AbortSignal): Promise<void> {
    const provider = this.#provider;
    const batch = [...take(this.#waiting, BATCH)].map((id) => ({
      id,
      text: this.#texts.get(id) ?? '',
    }));
    const vectors = await abortable(
      provider.embed(
        batch.map(({ text }) => text),
        signal,
      ),
      signal,
    );
    if (provider !== this.#provider) return;
    const made = new Map<string, StoredVector>();
    for (const [at, { id, text }] of batch.entries()) {
      const vector = vectors[at];
      if (vector === undefined) throw incomplete(provider.id);
      const stored = quantized(vector);
      made.set(text, stored);
      // It may have changed or gone meanwhile.
      if (this.#texts.get(id) === text) this.#put(id, stored);
    }
    await this.#cache?.add(provider.id, made);
  }

  #put(id: string, vector: StoredVector): void {
    this.#vectors ??= new Vectors(vector.bytes.length);
    this.#vectors.set(id, vector);
    this.#waiting.delete(id);
  }
}

function incomplete(provider: string): EmbeddingError {
  return new EmbeddingError(provider, 'it answered with fewer vectors than texts', {
    remedy: 'Choose another model for embeddings in the settings.',
  });
}

function* take<T>(items: Iterable<T>, count: number): Iterable<T> {
  let left = count;
  for (const item of items) {
    if (left-- === 0) return;
    yield item;
  }
}
