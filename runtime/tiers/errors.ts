// What a tier can refuse.
import { MemfunError } from '../core/index.js';

/** The bus, store, queue or registry was closed. */
export class TierClosedError extends MemfunError {
  readonly code = 'tier.closed';
  constructor(what: string) {
    super(`The ${what} is closed.`, {
      remedy: 'This happens while Memfun shuts down. Start it again.',
    });
  }
}

/** A replay was asked for from a point that is no longer kept. Nothing is skipped in silence. */
export class HistoryGoneError extends MemfunError {
  readonly code = 'tier.history-gone';
  constructor(
    readonly asked: number,
    readonly oldest: number,
  ) {
    super(`The history from ${asked} on is no longer kept; the oldest kept entry is ${oldest}.`, {
      remedy: 'Read the present state and follow the changes from now on.',
    });
  }
}

export class UnknownTaskError extends MemfunError {
  readonly code = 'queue.unknown-task';
  constructor(readonly taskId: string) {
    super(`There is no task ${taskId}.`, {
      remedy: 'Check the id; ended tasks are forgotten in time.',
    });
  }
}

/** The agent's lease ran out, or a newer registration of the same agent took over. */
export class AgentGoneError extends MemfunError {
  readonly code = 'agents.gone';
  constructor(readonly agentId: string) {
    super(`The registration of agent ${agentId} is no longer valid.`, {
      remedy: 'Register the agent again.',
    });
  }
}

export class ToolExistsError extends MemfunError {
  readonly code = 'tools.exists';
  constructor(readonly tool: string) {
    super(`There is already a tool named "${tool}".`, { remedy: 'Give the tool another name.' });
  }
}
