// The conversation as a list that renders only what is seen and stays at its end unless the reader scrolled up.
import { useEffect, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { TurnView } from '../../extension/bridge/index.js';
import { strings } from '../strings.js';
import { IconButton } from '../ui/kit.js';
import { AssistantMessage } from './assistant-message.js';
import { UserMessage } from './user-message.js';

const END = 1e9;
/** Pixels from the end within which the reader counts as being there. */
const NEAR = 40;

export function MessageList({ turns }: { readonly turns: readonly TurnView[] }) {
  const list = useRef<VirtuosoHandle>(null);
  const follows = useRef(true);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [away, setAway] = useState(false);
  const count = turns.length;

  useEffect(() => {
    if (scroller === null) return undefined;
    let last = scroller.scrollTop;
    const onScroll = (): void => {
      const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
      if (scroller.scrollTop < last - 2) follows.current = false;
      if (left < NEAR) follows.current = true;
      last = scroller.scrollTop;
      setAway(!follows.current);
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => scroller.removeEventListener('scroll', onScroll);
  }, [scroller]);

  const toEnd = (): void => list.current?.scrollTo({ top: END });
  // A new turn is the reader's own doing: show it.
  useEffect(() => {
    if (count === 0) return;
    follows.current = true;
    list.current?.scrollTo({ top: END });
  }, [count]);

  return (
    <section className="messages" aria-label={strings.conversation}>
      <Virtuoso
        ref={list}
        className="message-scroller"
        data={turns}
        initialTopMostItemIndex={{ index: Math.max(0, turns.length - 1), align: 'end' }}
        scrollerRef={(element) => setScroller(element instanceof HTMLElement ? element : null)}
        totalListHeightChanged={() => {
          if (follows.current) toEnd();
        }}
        computeItemKey={(_, turn) => turn.turnId}
        itemContent={renderTurn}
      />
      {away && (
        <IconButton
          icon="arrow-down"
          label={strings.jumpToEnd}
          className="jump"
          onClick={() => {
            follows.current = true;
            toEnd();
          }}
        />
      )}
    </section>
  );
}

const renderTurn = (_: number, turn: TurnView) => <Turn turn={turn} />;

function Turn({ turn }: { readonly turn: TurnView }) {
  return (
    <div className="turn">
      <UserMessage turn={turn} />
      <AssistantMessage turn={turn} />
    </div>
  );
}
