// Memory in a turn: what is put before the question, what is learned after the answer, and whether it still fits the code.
import {
  abortable,
  type Budget,
  type Citation,
  type MemoryNote,
  type TurnRequest,
} from '../core/index.js';
import {
  anchorMemory,
  checkChangedFiles,
  checkStale,
  doubtOf,
  type MemoryHit,
  type Recall,
  recentFor,
} from '../memory/index.js';
import type { TaintLedger } from '../safety/index.js';
import { orElse } from './or-else.js';
import type { TurnRecorder } from './recorder.js';
import type { TurnDeps } from './types.js';

export interface MemorySite {
  readonly sessionId: string;
  readonly turnId: string;
  readonly request: TurnRequest;
  readonly recorder: TurnRecorder;
  readonly taint: TaintLedger;
  readonly budget: Budget;
  readonly signal: AbortSignal;
}

type MemoryDeps = Pick<
  TurnDeps,
  'memory' | 'learn' | 'recallTokens' | 'marksUse' | 'clock' | 'codeReader'
>;

const NO_RECALL: Recall = { hits: [], lines: [] };

export class TurnMemory {
  readonly #deps: MemoryDeps;
  readonly #site: MemorySite;
  #recalled: readonly string[] = [];

  constructor(deps: MemoryDeps, site: MemorySite) {
    this.#deps = deps;
    this.#site = site;
  }

  /**
   * What is put before the question, told as an event.
   * @param offline rules find answers by words only, so they are given no latest conversations unasked
   * @throws AbortedError
   */
  async recall({
    isFirst,
    offline,
  }: {
    readonly isFirst: boolean;
    readonly offline: boolean;
  }): Promise<Recall> {
    const { memory, recallTokens, marksUse = true, clock } = this.#deps;
    const { request, recorder, signal } = this.#site;
    if (recallTokens === 0) return NO_RECALL;
    const found = await this.#orElse(NO_RECALL, 'Memory could not be searched.', () =>
      this.#upToDate(() => memory.recall(request.text, { tokenBudget: recallTokens })),
    );
    const wanted = { text: request.text, isFirst: isFirst && !offline, now: clock.now() };
    const recent = await this.#orElse([], 'The latest conversations could not be looked up.', () =>
      abortable(recentFor(memory, wanted), signal),
    );
    const all: readonly MemoryHit[] = [...found.hits, ...recent];
    if (all.length > 0) {
      recorder.tell({ type: 'memory.used', memories: all.map(usedNote) });
      this.#recalled = all.map((hit) => hit.memory.content);
      for (const { memory: known } of all)
        if (known.provenance.source !== 'user')
          this.#site.taint.note({ name: 'a memory', remote: false }, known.content);
    }
    if (found.hits.length > 0 && marksUse) {
      await this.#orElse(undefined, 'The use of memories could not be noted.', () =>
        abortable(memory.markUsed(found.hits.map((hit) => hit.memory.id)), signal),
      );
    }
    return { hits: found.hits, lines: [...found.lines, ...recent.map(({ line }) => line)] };
  }

  /** After the answer; a stop here only skips the learning. */
  async learn(answer: {
    readonly text: string;
    readonly citations: readonly Citation[];
    readonly before: { readonly text: string; readonly citations: readonly Citation[] };
  }): Promise<void> {
    const { memory, learn, codeReader } = this.#deps;
    const { request, sessionId, turnId, recorder, budget, signal } = this.#site;
    if (codeReader !== undefined && recorder.touchedPaths.length > 0) {
      await this.#orElse(
        undefined,
        'Memories of the changed files could not be checked.',
        async () => {
          await checkChangedFiles(recorder.touchedPaths, memory, codeReader, signal);
        },
      ).catch(() => undefined);
    }
    if (/^\s*(?:[/!]|$)/.test(request.text)) return;
    const learned = await this.#orElse<readonly MemoryNote[]>(
      [],
      'Nothing could be learned from this turn.',
      () =>
        abortable(
          learn(
            {
              sessionId,
              turnId,
              user: request.text,
              assistant: answer.text,
              recalled: this.#recalled,
              before: answer.before.text,
              checks: recorder.checks,
            },
            { signal, budget, emit: recorder.emit },
          ),
          signal,
        ),
    ).catch(() => []);
    if (learned.length === 0) return;
    recorder.tell({ type: 'memory.learned', memories: [...learned] });
    await this.#anchor(learned, [...answer.before.citations, ...answer.citations]).catch(
      () => undefined,
    );
  }

  /** What was learned is tied to the code that it names, so that a change of that is noticed. */
  async #anchor(learned: readonly MemoryNote[], citations: readonly Citation[]): Promise<void> {
    const { memory, codeReader } = this.#deps;
    const { signal } = this.#site;
    if (codeReader === undefined) return;
    for (const { id } of learned) {
      const known = await memory.get(id);
      if (known === undefined) continue;
      // Citations are evidence of what the agent said; what the user said has none but its own words.
      const cited = known.provenance.source === 'agent' ? citations : [];
      await anchorMemory(known, memory, codeReader, { citations: cited, signal });
    }
  }

  /** Recalls again when the code of what was recalled has changed since it was remembered. */
  async #upToDate(recall: () => Promise<Recall>): Promise<Recall> {
    const { memory, codeReader } = this.#deps;
    const { signal } = this.#site;
    const found = await abortable(recall(), signal);
    if (codeReader === undefined) return found;
    const cited = found.hits.map((hit) => hit.memory);
    const changed = await this.#orElse([], 'Memories could not be compared with the code.', () =>
      abortable(checkStale(cited, memory, codeReader, signal), signal),
    );
    return changed.length === 0 ? found : abortable(recall(), signal);
  }

  #orElse<T>(fallback: T, missing: string, work: () => Promise<T>): Promise<T> {
    return orElse(this.#site.recorder, fallback, missing, work);
  }
}

function usedNote({ memory, why }: MemoryHit): MemoryNote {
  const { id, content, layer, category } = memory;
  const doubt = doubtOf(memory);
  return { id, content, layer, category, why: doubt === undefined ? why : `${why}; ${doubt}` };
}
