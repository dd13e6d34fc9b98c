// Brings back the user's earlier messages, and the unfinished one behind them.
import { useRef } from 'react';
import { useApp } from '../state/app.js';

export interface Recall {
  /** The message `by` places further back; nothing when there is none. */
  step(by: number): string | undefined;
  /** What is written now is a new message. */
  forget(): void;
}

export function useRecall(text: string): Recall {
  const { store } = useApp();
  /** How far back; -1 is the message that is being written. */
  const back = useRef(-1);
  const unfinished = useRef('');
  return {
    step(by) {
      const asked = store.get().chat.turns.flatMap(({ request }) => request?.text ?? []);
      const next = back.current + by;
      if (next < -1 || next >= asked.length) return undefined;
      if (back.current === -1) unfinished.current = text;
      back.current = next;
      return next === -1 ? unfinished.current : asked.at(-1 - next);
    },
    forget() {
      back.current = -1;
    },
  };
}
