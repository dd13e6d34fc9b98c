// Before a conversation is left while its run goes on: the person says what becomes of that run.
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { RequestInput } from '../../extension/bridge/index.js';
import { useApp, useAppState } from '../state/app.js';
import type { Destination } from '../state/store.js';
import { strings } from '../strings/index.js';
import { Button, Icon } from '../ui/kit.js';

type Leave = RequestInput<'conversation.new'>['leave'];

/** Goes to another conversation, or to a new one. While a run goes on, it asks first. */
export function useGoTo(): (to: Destination, leave?: Leave) => void {
  const { client, store } = useApp();
  return useCallback(
    (to, leave) => {
      const { running, sessionId } = store.get();
      if (running && to.sessionId !== undefined && to.sessionId === sessionId) {
        if (to.turn !== undefined) store.keepReadingPlace({ index: to.turn, offset: 0 });
        store.show('chat');
        return;
      }
      const isAsked = running && leave === undefined;
      store.leave(isAsked ? to : undefined);
      if (isAsked) return;
      if (to.turn !== undefined) store.readFrom(to.turn);
      const from = store.get().view;
      const going =
        to.sessionId === undefined
          ? client.request('conversation.new', { leave })
          : client.request('conversation.open', { sessionId: to.sessionId, leave });
      going.then(
        // Who has gone to another view meanwhile stays there.
        () => store.get().view === from && store.show('chat'),
        (error: unknown) => {
          // What was not opened is no place to read the next one from.
          store.readFrom(undefined);
          store.report(error);
        },
      );
    },
    [client, store],
  );
}

export function Leaving() {
  const leaving = useAppState((state) => state.leaving);
  const running = useAppState((state) => state.running);
  const { store } = useApp();
  const isOver = leaving !== undefined && !running;
  useEffect(() => {
    if (isOver) store.leave(undefined);
  }, [isOver, store]);
  return leaving === undefined || isOver ? null : <Question to={leaving} />;
}

function Question({ to }: { readonly to: Destination }) {
  const { store } = useApp();
  const goTo = useGoTo();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') store.leave(undefined);
    };
    current?.querySelector<HTMLElement>('vscode-button')?.focus();
    current?.addEventListener('keydown', onKey);
    return () => current?.removeEventListener('keydown', onKey);
  }, [store]);
  const texts = strings.chat.leaving;
  return (
    <div ref={box} className="banner warning leaving" role="alert" data-testid="leaving">
      <Icon name="warning" />
      <div>
        <p>{texts.question}</p>
        <div className="banner-actions">
          <Button testId="leave-running" onClick={() => goTo(to, 'background')}>
            {texts.background}
          </Button>
          <Button secondary careful testId="leave-stop" onClick={() => goTo(to, 'stop')}>
            {texts.stop}
          </Button>
          <Button secondary testId="leave-not" onClick={() => store.leave(undefined)}>
            {texts.stay}
          </Button>
        </div>
      </div>
    </div>
  );
}
