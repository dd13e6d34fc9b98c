// Says to a screen reader that work began and how it ended, not every word of it.

import { useEffect, useRef, useState } from 'react';
import type { TurnView } from '../extension/bridge/index.js';
import { localError } from './localized.js';
import { useAppState } from './state/app.js';
import { strings } from './strings.js';

export function Announcer() {
  const epoch = useAppState((state) => state.chat.epoch);
  const view = useAppState((state) => state.view);
  const running = useAppState((state) => state.running);
  const last = useAppState((state) => state.chat.turns.at(-1));
  const [said, setSaid] = useState('');
  /** The conversation whose earlier turns are not news, and the last of them. */
  const known = useRef<{ readonly epoch: string | undefined; ended: string | undefined }>(
    undefined,
  );

  useEffect(() => {
    const ended = last?.stopReason === undefined ? undefined : last.turnId;
    const { current } = known;
    if (current?.epoch !== epoch) {
      // A question in an empty chat begins a conversation; one that is opened from elsewhere is not news.
      const begun = current?.epoch !== undefined && view === 'chat';
      known.current = { epoch, ended: begun ? undefined : ended };
    }
    if (running && ended === undefined) setSaid(strings.working);
    if (last === undefined || ended === undefined || known.current?.ended === ended) return;
    known.current = { epoch, ended };
    setSaid(ending(last));
  }, [epoch, view, running, last]);

  return (
    <div className="sr-only" role="status" aria-live="polite">
      {said}
    </div>
  );
}

function ending({ stopReason, error: told }: TurnView): string {
  const error = told === undefined ? undefined : localError(told);
  if (stopReason === undefined || stopReason === 'answered') return strings.answerReady;
  return [error?.message ?? strings.ended[stopReason], error?.remedy].filter(Boolean).join(' ');
}
