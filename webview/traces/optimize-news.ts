// What a screen reader is told of a search for better prompts: its begin, and what came of it, wherever the person is by then.
import { useEffect, useRef } from 'react';
import type { RequestOutput } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';

type State = RequestOutput<'optimize.state'>;

const text = strings.optimize.news;

/** While the page of the search is open. */
export function useOptimizeNews(state: State | undefined): void {
  const { store } = useApp();
  const known = useRef<State>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = state;
    if (before === undefined || state === undefined) return;
    if (state.running !== undefined && before.running === undefined) store.say(text.begun);
    if (compared(before) && !compared(state)) store.say(text.compared);
  }, [store, state]);
}

/** In every view: the host tells the end. */
export function useSearchEnded(): void {
  const { client, store } = useApp();
  useEffect(
    () =>
      client.on('optimize.ended', ({ came, failure }) => {
        const words = failure === undefined ? [text[came]] : [text[came], localized(failure)];
        store.say(words.join(' '), came === 'failed');
      }),
    [client, store],
  );
}

const compared = ({ experiments }: State): boolean =>
  experiments.some(({ state }) => state === 'running');
