// How a turn ends: its answer told, its changes made or named, checked, and what it came to.
import type { ErrorInfo, StopReason, TurnRequest } from '../../core/index.js';
import { type Budget, BudgetExceededError, isAbort, toErrorInfo } from '../../core/index.js';
import type { Answer } from '../../rlm/index.js';
import { type ChangeSite, settleChanges, tellDropped } from '../approval/changes.js';
import { stillRunning } from '../commands/background.js';
import type { AgentDefinition } from '../definitions/index.js';
import type { AgentLoops } from '../delegation/agent-loops.js';
import { handoffsOf } from '../delegation/handover.js';
import { checkTurn } from './check-turn.js';
import type { TurnDeps, TurnResult } from './types.js';

export interface Outcome {
  readonly stopReason: StopReason;
  readonly answer: Answer | undefined;
  /** Why it is not a plain answer, for people. */
  readonly reason: string;
  readonly steps: number;
  readonly rootInputTokens: readonly number[];
  readonly error?: ErrorInfo;
}

export const NOTHING_DONE = {
  answer: undefined,
  reason: '',
  steps: 0,
  rootInputTokens: [],
} as const;

export class TurnEnd {
  constructor(
    private readonly deps: TurnDeps,
    private readonly request: TurnRequest,
    private readonly site: ChangeSite,
    private readonly budget: Budget,
    private readonly loops: Pick<AgentLoops, 'commands'>,
  ) {}

  failed(thrown: unknown): Outcome {
    if (isAbort(thrown) || this.site.signal.aborted) {
      return { ...NOTHING_DONE, stopReason: 'stopped' };
    }
    const error = toErrorInfo(thrown);
    const stopReason = thrown instanceof BudgetExceededError ? 'budget' : 'error';
    if (stopReason === 'error') this.deps.logger.warn('a turn failed', { code: error.code });
    return { ...NOTHING_DONE, stopReason, reason: error.message, error };
  }

  /** Tells the answer, or what there is of one, and what the reader must know about it. */
  complete({ answer, stopReason, reason }: Outcome, agent: AgentDefinition | undefined): Answer {
    const known = answer ?? {
      text: this.site.recorder.streamed,
      citations: [],
      data: undefined,
      notes: [],
    };
    const isCut = stopReason !== 'answered' && stopReason !== 'stopped' && stopReason !== 'error';
    for (const text of [...(isCut ? [reason] : []), ...known.notes]) {
      this.site.recorder.tell({ type: 'notice', level: isCut ? 'warning' : 'info', text });
    }
    if (known.text !== '') {
      const handoffs = handoffsOf(agent, this.deps.agents);
      this.site.recorder.tell({
        type: 'answer.completed',
        text: known.text,
        citations: [...known.citations],
        ...(known.data === undefined ? {} : { data: known.data }),
        ...(handoffs.length === 0 ? {} : { handoffs: [...handoffs] }),
      });
    }
    return known;
  }

  /** What the run has changed: made when it came to its end, named when it did not. */
  async settle({ stopReason }: Outcome): Promise<void> {
    const { changes } = this.deps;
    if (changes === undefined) return;
    if (stopReason === 'stopped' || stopReason === 'error') tellDropped(changes, this.site);
    else await settleChanges(changes, this.site);
  }

  /** The project's own checks of what this turn has changed; a stop only ends them. */
  async check({ stopReason, answer }: Outcome): Promise<void> {
    const { commands } = this.loops;
    if (stopReason !== 'answered' || answer === undefined || commands === undefined) return;
    await checkTurn(this.deps, this.request.text, {
      commands,
      site: this.site,
      budget: this.budget,
    }).catch(() => undefined);
  }

  /** Told by turns that worked, not by a command of the user's own. */
  tellRunning({ steps }: Outcome): void {
    const text = steps > 0 ? stillRunning(this.deps.background) : undefined;
    if (text !== undefined) this.site.recorder.tell({ type: 'notice', level: 'info', text });
  }

  async end(outcome: Outcome, answer: Answer): Promise<TurnResult> {
    const { stopReason, error, steps, rootInputTokens } = outcome;
    const usage = this.site.recorder.usage;
    const failure = error === undefined ? {} : { error };
    const ms = this.site.recorder.elapsedMs;
    this.site.recorder.tell({ type: 'turn.ended', stopReason, usage, ms, ...failure });
    await this.site.recorder.settled();
    const { text, citations, data } = answer;
    return {
      turnId: this.site.turnId,
      answer: text,
      citations,
      data,
      steps,
      usage,
      rootInputTokens,
      stopReason,
      ...failure,
    };
  }
}
