// One turn of a runtime, as a person has it: what was said, what came of it, and all that was told on the way.
import type { Memfun, RunTurnOptions, TurnResult } from '../../runtime/app/index.js';
import type { RunEvent, TurnRequest } from '../../runtime/core/index.js';

export interface Turn {
  readonly sessionId: string;
  readonly result: TurnResult;
  readonly events: readonly RunEvent[];
}

type Circumstances = Partial<Omit<RunTurnOptions, 'request' | 'emit'>> &
  Partial<Omit<TurnRequest, 'text'>>;

/** In a conversation of its own, where none is named; it is not stopped, where no signal is given. */
export async function turnOf(
  memfun: Memfun,
  text: string,
  { intent = 'ask', attachments = [], effort = 'auto', sessionId, ...options }: Circumstances = {},
): Promise<Turn> {
  const session = sessionId ?? (await memfun.sessions.create(text)).sessionId;
  const events: RunEvent[] = [];
  const result = await memfun.runTurn({
    signal: new AbortController().signal,
    ...options,
    sessionId: session,
    request: { intent, text, attachments, effort },
    emit: (event) => {
      events.push(event);
    },
  });
  return { sessionId: session, result, events };
}
