// One turn that runs in this window: what was asked, and how far it has come.
import type { RunTurnOptions } from '../../runtime/app/index.js';
import type { TurnRequest } from '../../runtime/core/index.js';

export interface Run {
  request: TurnRequest;
  readonly resume: RunTurnOptions['resume'];
  readonly abort: AbortController;
  turnId: string | undefined;
  /** It has told its end; its records may still be on their way. */
  ended: boolean;
  /** It ended with an answer, so that what waits may follow. */
  answered: boolean;
  /** The window no longer listens to this run. */
  detached: boolean;
  graceTimer: NodeJS.Timeout | undefined;
  /** Settles when the window is free again, or works on what has waited. */
  readonly over: Promise<void>;
  readonly onOver: () => void;
}

export function newRun(request: TurnRequest, resume: RunTurnOptions['resume']): Run {
  let onOver: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    onOver = resolve;
  });
  return {
    request,
    resume,
    abort: new AbortController(),
    turnId: undefined,
    ended: false,
    answered: false,
    detached: false,
    graceTimer: undefined,
    over,
    onOver,
  };
}
