// What memory needs now and then, behind the turns: conversations that were left are summed up, what has faded is archived.
import {
  Budget,
  type BudgetLimits,
  type Clock,
  isAbort,
  type Logger,
  throwIfAborted,
  toErrorInfo,
} from '../../core/index.js';
import {
  archiveOldSummaries,
  type MemoryService,
  summariseConversation,
  summaryOf,
} from '../../memory/index.js';
import type { Predictor } from '../../models/index.js';
import type { SessionInfo, SessionManager } from '../../ports/index.js';
import { redactText } from '../../safety/index.js';
import { readConversation } from './conversation.js';

export interface HousekeepingDeps {
  readonly memory: MemoryService;
  readonly sessions: SessionManager;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface HousekeepingRun {
  /** The conversation that goes on. */
  readonly sessionId: string;
  readonly predictor: Predictor;
  readonly limits: BudgetLimits;
  readonly signal: AbortSignal;
}

const DAY_MS = 86_400_000;
/** Conversations that are looked at in one run, not older than this. */
const SESSIONS = 3;
const RECENT_MS = 14 * DAY_MS;
/** A single question is found by the question itself. */
const LEAST_TURNS = 2;

export class Housekeeping {
  readonly #deps: HousekeepingDeps;
  #running = false;
  #archivedAt: number | undefined;
  /** Conversations that could not be summed up, with the time of their last turn then. */
  readonly #givenUp = new Map<string, number>();

  constructor(deps: HousekeepingDeps) {
    this.#deps = deps;
  }

  /** Never rejects, and does nothing while it runs already. What fails is tried again after the next change. */
  async run(run: HousekeepingRun): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const { logger } = this.#deps;
    try {
      await this.#summarise(run);
      await this.#archive(run);
    } catch (thrown) {
      if (!isAbort(thrown))
        logger.warn('memory could not be kept in order', { ...toErrorInfo(thrown) });
    } finally {
      this.#running = false;
    }
  }

  async #summarise(run: HousekeepingRun): Promise<void> {
    const { memory, sessions, clock } = this.#deps;
    const left = (await sessions.list())
      .filter(
        ({ sessionId, turns, updatedAt }) =>
          sessionId !== run.sessionId &&
          turns >= LEAST_TURNS &&
          clock.now() - updatedAt <= RECENT_MS &&
          this.#givenUp.get(sessionId) !== updatedAt,
      )
      .slice(0, SESSIONS);
    let summarised = 0;
    for (const session of left) {
      throwIfAborted(run.signal);
      const known = await summaryOf(memory, session.sessionId);
      if (known !== undefined && known.updatedAt >= session.updatedAt) continue;
      if (await this.#summariseOne(session, run)) summarised++;
    }
    if (summarised > 0) await archiveOldSummaries(memory);
  }

  async #summariseOne(session: SessionInfo, run: HousekeepingRun): Promise<boolean> {
    const { memory, sessions, logger, clock } = this.#deps;
    const { sessionId, title, updatedAt } = session;
    const { predictor, signal, limits } = run;
    try {
      const { events } = await sessions.load(sessionId);
      // Another window may be in it.
      const isOpen = events.at(-1)?.type !== 'turn.ended';
      const { turns } = readConversation(events);
      const told = turns.filter(({ user }) => !user.trimStart().startsWith('/'));
      if (isOpen || told.length < LEAST_TURNS) return false;
      const changed = events.flatMap((event) =>
        event.type === 'changes.applied' ? event.files.map(({ path }) => path) : [],
      );
      await summariseConversation(
        { sessionId, title, turns: told, changed: [...new Set(changed)], endedAt: updatedAt },
        {
          predictor,
          memory,
          redact: redactText,
          signal,
          budget: Budget.open(limits, clock),
          emit: () => undefined,
          turnId: sessionId,
        },
      );
      return true;
    } catch (thrown) {
      if (isAbort(thrown)) throw thrown;
      this.#givenUp.set(sessionId, updatedAt);
      logger.info('a conversation could not be summed up', { code: toErrorInfo(thrown).code });
      return false;
    }
  }

  /** At most once a day. */
  async #archive({ signal }: HousekeepingRun): Promise<void> {
    const { memory, clock, logger } = this.#deps;
    const now = clock.now();
    if (this.#archivedAt !== undefined && now - this.#archivedAt < DAY_MS) return;
    throwIfAborted(signal);
    this.#archivedAt = now;
    const faded = await memory.archiveFaded();
    if (faded.length > 0)
      logger.info('memories have faded and were archived', { count: faded.length });
  }
}
