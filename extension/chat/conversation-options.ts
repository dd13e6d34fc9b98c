// What a conversation needs from its window, and what it gives for a message.
import type { Memfun, PlanPilot, TurnResult } from '../../runtime/app/index.js';
import type { Clock, IdMaker, Logger, RunEvent, RunEventOf } from '../../runtime/core/index.js';
import type { NotificationPayload } from '../bridge/index.js';

export interface ConversationOptions {
  readonly memfun: () => Promise<Pick<Memfun, 'sessions' | 'runTurn' | 'conversationLeft'>>;
  readonly ids: IdMaker;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Which conversation was open last: `''` is a blank one, `undefined` not known. */
  readonly lastOpen: {
    get(): string | undefined;
    set(sessionId: string): Promise<void>;
  };
  readonly onPatch: (payload: NotificationPayload<'conversation.patch'>) => void;
  readonly onReset: (payload: NotificationPayload<'conversation.reset'>) => void;
  /** Called with every event of a running turn. Must not throw. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Told what the user thinks of an answer, once it stands in the record. */
  readonly onRated?: (event: RunEventOf<'turn.rated'>, sessionId: string) => Promise<void>;
  readonly onRunning: (running: boolean) => void;
  /** Who is asked about the plan of several agents. */
  readonly pilot?: () => PlanPilot;
}

/** A turn that was accepted. */
export interface AcceptedTurn {
  /** Settles when the turn is over. Rejects only when the turn could not be run at all. */
  readonly result: Promise<TurnResult>;
}
