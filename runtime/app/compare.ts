// Comparisons in life: which words a conversation is given, and how its turns came out.
import type { RunEvent } from '../core/index.js';
import { createIds, type Logger, systemClock, toErrorInfo } from '../core/index.js';
import {
  armOf,
  type Experiment,
  Experiments,
  isExposed,
  MODEL_PART,
  turnOutcomes,
} from '../optimizer/index.js';
import type { FileStore } from '../ports/index.js';
import { usesOf } from '../traces/index.js';
import { type CompareSite, stillStands, wordsOfSubject } from './compare-subject.js';
import type { CompareAccess, CompareOptions } from './optimize-access.js';

interface Turn {
  readonly sessionId: string;
  /** Could not be given the other words, whichever its arm. */
  readonly apart: boolean;
  readonly events: RunEvent[];
  /** What it used, once it has ended. */
  uses?: ReadonlySet<string>;
}

/** Turns whose undoing is still taken note of. */
const MOST_TURNS = 200;

/** A task is a conversation: all its turns are given the same words. */
export class Compare implements CompareAccess {
  readonly #experiments: Experiments;
  readonly #site: CompareSite;
  readonly #logger: Logger;
  /** By turn, while it runs and after it: an undo comes later. */
  readonly #turns = new Map<string, Turn>();
  /** Conversations whose turn, as it began, stood apart from what is compared. */
  readonly #apart = new Set<string>();
  #noting: Promise<void> = Promise.resolve();

  constructor(files: FileStore, site: CompareSite, logger: Logger) {
    this.#experiments = new Experiments({ files, clock: systemClock, ids: createIds() });
    this.#site = site;
    this.#logger = logger;
  }

  /**
   * The words that take the place of those in force; `undefined` for most conversations.
   * @param model that was asked for in this turn
   */
  async wordsFor(
    sessionId: string,
    model?: string,
  ): Promise<Pick<Experiment, 'values' | 'originals'> | undefined> {
    const running = await this.#experiments.running();
    this.#apart.delete(sessionId);
    if (running === undefined) return undefined;
    const chosen = model !== undefined && MODEL_PART in running.values;
    if (chosen || !(await stillStands(running, this.#site))) {
      this.#apart.add(sessionId);
      return undefined;
    }
    return armOf(running.id, sessionId, running.share) === 'b' ? running : undefined;
  }

  /** Told of every event of a turn. */
  take(event: RunEvent, sessionId: string): void {
    if (!TELLING.has(event.type) && !USING.has(event.type)) return;
    const named =
      event.type === 'turns.withdrawn' || event.type === 'turns.replaced' ? event.turnIds : [];
    for (const turnId of new Set([event.turnId, ...named])) {
      const apart = this.#apart.has(sessionId);
      const turn = this.#turns.get(turnId) ?? { sessionId, apart, events: [] };
      turn.events.push(event);
      this.#turns.set(turnId, turn);
      if (event.type === 'turn.ended') settleUses(turn);
    }
    for (const turnId of this.#turns.keys()) {
      if (this.#turns.size <= MOST_TURNS) break;
      this.#turns.delete(turnId);
    }
    if (JUDGED.has(event.type)) this.#note([event.turnId]);
    else if (named.length > 0) this.#note(named);
  }

  async start(subject: string, { text, ...options }: CompareOptions = {}): Promise<Experiment> {
    const words = await wordsOfSubject(subject, text, this.#site);
    return await this.#experiments.start({ ...options, ...words, proposal: subject });
  }

  list(): Promise<readonly Experiment[]> {
    return this.#experiments.list();
  }

  stop(): Promise<Experiment> {
    return this.#experiments.stop();
  }

  /** Until what was seen is on disk. */
  async settled(): Promise<void> {
    await this.#noting;
  }

  /** A turn is not held up by a disk that refuses. */
  #note(turnIds: readonly string[]): void {
    this.#noting = this.#noting
      .then(async () => {
        const running = await this.#experiments.running();
        if (running === undefined) return;
        for (const turnId of turnIds) {
          const turn = this.#turns.get(turnId);
          const began = turn?.events.find((event) => event.type === 'turn.started');
          const ended = turn?.events.find((event) => event.type === 'turn.ended');
          if (turn === undefined || began === undefined || ended === undefined) continue;
          // It was given its words before there was anything to compare.
          if (began.at < running.startedAt) continue;
          const verdict = turnOutcomes(turn.events).get(turnId)?.verdict;
          await this.#experiments.note(running.id, {
            taskId: turn.sessionId,
            turnId,
            exposed: !turn.apart && isExposed(turn.uses ?? new Set(), running),
            score: verdict === 'bad' ? 0 : 1,
            costUsd: ended.usage.costUsd,
            ms: ended.ms,
          });
        }
      })
      .catch((thrown: unknown) => {
        this.#logger.warn('a turn could not be compared', { ...toErrorInfo(thrown) });
      });
  }
}

const TELLING: ReadonlySet<RunEvent['type']> = new Set([
  'turn.started',
  'turn.ended',
  'checks.reported',
  'approval.answered',
  'turns.withdrawn',
  'turns.replaced',
  'turn.steered',
  'turn.rated',
  'turn.edited',
]);
const JUDGED: ReadonlySet<RunEvent['type']> = new Set(['turn.ended', 'turn.rated', 'turn.edited']);

/** What tells which parts a turn met. */
const USING: ReadonlySet<RunEvent['type']> = new Set([
  'turn.routed',
  'memory.used',
  'mentions.resolved',
  'step.started',
  'step.call',
  'model.called',
]);

/** Of a turn that has ended only what tells how it went is kept. */
function settleUses(turn: Turn): void {
  turn.uses = usesOf(turn.events);
  const telling = turn.events.filter(({ type }) => TELLING.has(type));
  turn.events.splice(0, turn.events.length, ...telling);
}
