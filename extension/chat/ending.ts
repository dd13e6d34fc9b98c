// The end of a turn that did not tell its own: shown as stopped or failed, never as silence.
import {
  type RunEvent,
  type TurnRequest,
  toErrorInfo,
  ZERO_USAGE,
} from '../../runtime/core/index.js';

interface OpenTurn {
  readonly turnId: string;
  /** Its first event; nothing when it never began. */
  readonly started: RunEvent | undefined;
  readonly request: TurnRequest;
}

export function endingOf(
  { turnId, started, request }: OpenTurn,
  now: number,
  stopReason: 'stopped' | 'error',
  error: unknown,
): readonly RunEvent[] {
  const model = { id: 'none', label: 'no model', offline: false };
  return [
    ...(started === undefined
      ? [{ type: 'turn.started' as const, at: now, turnId, request, model }]
      : []),
    {
      type: 'turn.ended',
      at: now,
      turnId,
      stopReason,
      usage: ZERO_USAGE,
      ms: now - (started?.at ?? now),
      ...(stopReason === 'error' ? { error: toErrorInfo(error) } : {}),
    },
  ];
}
