// What a screen reader is told of a search for better prompts while its page is open: its begin, and what came of it.
import { useEffect, useRef } from 'react';
import type { RequestOutput } from '../../extension/bridge/index.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings.js';

type State = RequestOutput<'optimize.state'>;

const text = strings.optimize.news;

/** A failure is read by itself, where it stands. */
export function useOptimizeNews(state: State | undefined): void {
  const { store } = useApp();
  const known = useRef<State>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = state;
    if (before === undefined || state === undefined) return;
    if (state.running !== undefined && before.running === undefined) store.say(text.begun);
    const came = cameOf(before, state);
    if (came !== undefined) store.say(text[came]);
    if (compared(before) && !compared(state)) store.say(text.compared);
  }, [store, state]);
}

/** A short search may have ended before anybody looked. */
function cameOf(before: State, now: State): 'found' | 'nothing' | undefined {
  const known = new Set(before.proposals.map(({ id }) => id));
  const added = now.proposals.filter(({ id }) => !known.has(id));
  if (added.some(({ state }) => state === 'open')) return 'found';
  const hasEnded = before.running !== undefined && now.running === undefined;
  return added.length > 0 || (hasEnded && now.failure === undefined) ? 'nothing' : undefined;
}

const compared = ({ experiments }: State): boolean =>
  experiments.some(({ state }) => state === 'running');
