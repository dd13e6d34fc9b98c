// A runtime that plays a script: what the host is tested against where a model would be.
import type { Memfun, RunTurnOptions, TurnResult } from '../../../runtime/app/index.js';
import {
  type RunEvent,
  type StopReason,
  type TurnRequest,
  ZERO_USAGE,
} from '../../../runtime/core/index.js';
import type { SessionInfo } from '../../../runtime/ports/index.js';

export const QUESTION: TurnRequest = {
  intent: 'ask',
  text: 'How are sessions stored?',
  attachments: [],
  effort: 'auto',
};

export type Script = (turnId: string, options: RunTurnOptions) => Promise<void>;

export interface ScriptedMemfun extends Pick<Memfun, 'sessions' | 'runTurn' | 'conversationLeft'> {
  /** How often a conversation was ended by hand. */
  readonly left: number[];
  readonly records: Map<string, { info: SessionInfo; events: RunEvent[] }>;
}

/** Records what is emitted, like the real runtime, and ends every turn that its script does not leave open. */
export function scriptedMemfun(script: Script): ScriptedMemfun {
  const records: ScriptedMemfun['records'] = new Map();
  const recordOf = (id: string) => {
    const record = records.get(id);
    if (record === undefined) throw new Error(`no session ${id}`);
    return record;
  };
  let turns = 0;
  const left: number[] = [];
  return {
    records,
    left,
    conversationLeft: async () => void left.push(records.size),
    sessions: {
      create: async (title) => {
        const sessionId = `ses_${records.size + 1}`;
        const info = { sessionId, title, createdAt: 1, updatedAt: records.size + 1, turns: 0 };
        records.set(sessionId, { info, events: [] });
        return info;
      },
      append: async (id, event) => void recordOf(id).events.push(event),
      rename: async () => undefined,
      load: async (id) => recordOf(id),
      list: async () => [...records.values()].map(({ info }) => info).reverse(),
      delete: async (id) => void records.delete(id),
      close: async () => undefined,
    },
    async runTurn(options): Promise<TurnResult> {
      const turnId = `trn_${++turns}`;
      const { events } = recordOf(options.sessionId);
      const emit = (event: RunEvent): void => {
        events.push(event);
        options.emit(event);
      };
      emit(started(turnId, options.request));
      await script(turnId, { ...options, emit });
      const stopReason = options.signal.aborted ? 'stopped' : 'answered';
      emit({ type: 'turn.ended', at: 9, turnId, stopReason, usage: ZERO_USAGE, ms: 8 });
      return {
        turnId,
        answer: '',
        citations: [],
        data: undefined,
        steps: 0,
        usage: ZERO_USAGE,
        rootInputTokens: [],
        stopReason,
      };
    },
  };
}

export function started(turnId: string, request: TurnRequest = QUESTION): RunEvent {
  const model = { id: 'offline/rules', label: 'Offline', offline: true };
  return { type: 'turn.started', at: 1, turnId, request, model };
}

export function delta(turnId: string, text: string): RunEvent {
  return { type: 'answer.delta', at: 2, turnId, text };
}

export function ended(turnId: string, stopReason: StopReason = 'answered'): RunEvent {
  return { type: 'turn.ended', at: 3, turnId, stopReason, usage: ZERO_USAGE, ms: 2 };
}
