// What a conversation keeps as it is and what it sums up: by itself when it grows too large, or by /compress and /pin.
import { type Budget, isAbort, MemfunError, toErrorInfo } from '../../core/index.js';
import { asWritten } from '../../language/index.js';
import {
  compressTurns,
  type HistoryTurn,
  historyTokens,
  planCompression,
  summaryText,
} from '../../memory/index.js';
import type { Predictor } from '../../models/index.js';
import { type ModelSource, type SessionManager, SessionMissingError } from '../../ports/index.js';
import { redactText } from '../../safety/index.js';
import { CommandArgumentError } from '../commands/usage-error.js';
import type { TurnRecorder } from '../turn/recorder.js';
import { type Conversation, loadConversation, summaryTokens } from './conversation.js';

export interface HistoryDeps {
  readonly sessions: SessionManager;
  readonly predictor: Predictor;
  readonly models: ModelSource;
}

export interface HistorySite {
  readonly sessionId: string;
  readonly turnId: string;
  readonly recorder: TurnRecorder;
  readonly budget: Budget;
  readonly signal: AbortSignal;
}

/** A number that names no turn of this conversation. */
class TurnNumberError extends MemfunError {
  readonly code = 'history.turn';
  constructor(text: string, turns: number) {
    super(
      turns === 0
        ? 'There is no earlier turn to pin.'
        : `“${text}” is no turn of this conversation.`,
      {
        remedy:
          turns === 0
            ? 'Ask something first; commands are no turns.'
            : 'Count from the end: /pin 1 is the last turn, /pin 2 the one before.',
      },
    );
  }
}

export class HistoryDesk {
  readonly #deps: HistoryDeps;
  readonly #site: HistorySite;

  constructor(deps: HistoryDeps, site: HistorySite) {
    this.#deps = deps;
    this.#site = site;
  }

  /** `/compress`, `/compress show`, `/compress undo`: Markdown. @throws ModelError, AbortedError, SessionMissingError */
  async compressCommand(rest: string): Promise<string> {
    const conversation = await this.#load();
    const { compressed, turns } = conversation;
    if (rest !== '' && !['show', 'undo'].includes(rest))
      throw new CommandArgumentError('/compress', rest, ['show', 'undo'], '/compress show');
    if (rest === 'show') {
      if (compressed === undefined) return 'Nothing is summed up: models are given every turn.';
      const { turnIds, summary, tokensBefore, tokensAfter } = compressed;
      return `${summaryText(summary, asWritten)}\n\nThis stands for ${turnIds.length} turns (${tokensBefore} → ${tokensAfter} tokens). \`/compress undo\` gives them back.`;
    }
    if (rest === 'undo') {
      if (compressed === undefined) return 'Nothing is summed up.';
      this.#site.recorder.tell({ type: 'history.restored', turnIds: compressed.turnIds });
      return `Models are given the ${compressed.turnIds.length} turns as they were. They are summed up again only when you ask for it.`;
    }
    const done = await this.#compress(conversation, true);
    if (done !== undefined) {
      return `${done.turns} turns are summed up (${done.before} → ${done.after} tokens). \`/compress show\` shows how, \`/compress undo\` takes it back.`;
    }
    const pins = turns.some(({ pinned }) => pinned) ? ' that is not pinned' : '';
    return `There is nothing older${pins} to sum up.`;
  }

  /** `/pin`, `/pin 3`, `/pin off 3`, `/pin list`: Markdown. @throws TurnNumberError, SessionMissingError */
  async pinCommand(rest: string): Promise<string> {
    const turns = (await this.#load()).turns.filter(
      ({ user }) => !user.trimStart().startsWith('/'),
    );
    if (rest === 'list') {
      const rows = turns.flatMap((turn, at) =>
        turn.pinned ? [`- ${asWritten(titleOf(turn))} (${turns.length - at})`] : [],
      );
      return rows.length === 0 ? 'No turn is pinned.' : rows.join('\n');
    }
    const off = /^off\b\s*/i.exec(rest)?.[0];
    const number = off === undefined ? rest : rest.slice(off.length);
    const back = number === '' ? 1 : Number(number);
    if (!Number.isInteger(back) || back < 1)
      throw new CommandArgumentError('/pin', rest, ['1', '2', '3', 'off', 'list'], '/pin 2');
    const turn = turns.at(-back);
    if (turn === undefined) throw new TurnNumberError(rest, turns.length);
    const pinned = off === undefined;
    this.#site.recorder.tell({ type: 'turn.pinned', pinnedTurnId: turn.turnId, pinned });
    return pinned
      ? `Pinned, so it is never summed up: ${titleOf(turn)}`
      : `No longer pinned: ${titleOf(turn)}`;
  }

  /** Sums up older turns when the conversation has outgrown half of the model's window. @throws AbortedError */
  async compressWhenFull(): Promise<void> {
    try {
      await this.#compress(await this.#load(), false);
    } catch (thrown) {
      if (isAbort(thrown) || thrown instanceof SessionMissingError) throw thrown;
      const { message } = toErrorInfo(thrown);
      this.#site.recorder.tell({
        type: 'notice',
        level: 'warning',
        text: `The conversation has grown large and could not be summed up, so the oldest turns are left out. ${message}`,
      });
    }
  }

  async #load(): Promise<Conversation> {
    // What this turn has told counts too.
    await this.#site.recorder.settled();
    return loadConversation(this.#deps.sessions, this.#site.sessionId);
  }

  async #compress(
    { turns, compressed }: Conversation,
    asked: boolean,
  ): Promise<
    { readonly turns: number; readonly before: number; readonly after: number } | undefined
  > {
    const { predictor, models } = this.#deps;
    const { recorder, budget, signal, turnId } = this.#site;
    const { contextWindow: window } = await models.forRole('root', signal);
    const covered = new Set(compressed?.turnIds);
    const before = { covered, summaryTokens: summaryTokens(compressed?.summary) };
    const chosen = planCompression(turns, { ...before, window, asked });
    if (chosen.length === 0) return undefined;
    const summary = await compressTurns(chosen, compressed?.summary, {
      predictor,
      redact: redactText,
      budget,
      signal,
      emit: recorder.emit,
      turnId,
    });
    const turnIds = [...covered, ...chosen.map((turn) => turn.turnId)];
    const tokensBefore = historyTokens(turns, before);
    const tokensAfter = historyTokens(turns, {
      covered: new Set(turnIds),
      summaryTokens: summaryTokens(summary),
    });
    // A summary that is longer than what it stands for is none.
    if (tokensAfter >= tokensBefore) return undefined;
    recorder.tell({
      type: 'history.compressed',
      turnIds,
      summary,
      tokensBefore,
      tokensAfter,
      asked,
    });
    return { turns: turnIds.length, before: tokensBefore, after: tokensAfter };
  }
}

function titleOf({ user }: HistoryTurn): string {
  const line = user.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}
