// The conversation as a list that renders only what is seen and stays at its end unless the reader scrolled up.
import { useEffect, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { TurnView } from '../../extension/bridge/index.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings.js';
import { IconButton } from '../ui/kit.js';
import { AssistantMessage } from './assistant-message.js';
import { topmost } from './reading-place.js';
import { UserMessage } from './user-message.js';

const END = 1e9;
/** Pixels from the end within which the reader counts as being there. */
const NEAR = 40;
/** Pixels by which a measured height may be wrong. */
const SLACK = 2;
/** Milliseconds after turning the wheel up in which movements of the list itself do not count. */
const TURNING_MS = 200;

export function MessageList({ turns }: { readonly turns: readonly TurnView[] }) {
  const { store } = useApp();
  const [place] = useState(store.readingPlace);
  const list = useRef<VirtuosoHandle>(null);
  const follows = useRef(place === undefined);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [away, setAway] = useState(place !== undefined);
  const count = turns.length;
  const counted = useRef(count);

  useEffect(() => {
    if (scroller === null) return undefined;
    let last = scroller.scrollTop;
    let turnedUpAt = Number.NEGATIVE_INFINITY;
    // While an answer streams, the list moves down between the wheel and the scrolling that it causes.
    const onWheel = ({ deltaY }: WheelEvent): void => {
      if (deltaY >= 0) return;
      turnedUpAt = performance.now();
      follows.current = false;
    };
    const onScroll = (): void => {
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      const left = scrollHeight - scrollTop - clientHeight;
      // A list that shrinks at its end moves up too, but stays at its end.
      if (scrollTop < last - SLACK && left > SLACK) follows.current = false;
      else if (scrollTop > last && left < NEAR && performance.now() - turnedUpAt > TURNING_MS) {
        follows.current = true;
      }
      last = scrollTop;
      setAway(!follows.current);
      store.keepReadingPlace(follows.current ? undefined : topmost(scroller));
    };
    scroller.addEventListener('wheel', onWheel, { passive: true });
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      scroller.removeEventListener('wheel', onWheel);
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [scroller, store]);

  const toEnd = (): void => {
    follows.current = true;
    list.current?.scrollToIndex({ index: 'LAST', align: 'end' });
  };
  // A new turn is the reader's own doing: show it, once the list knows of it.
  useEffect(() => {
    if (count === counted.current) return undefined;
    counted.current = count;
    follows.current = true;
    const frame = requestAnimationFrame(() => list.current?.scrollTo({ top: END }));
    return () => cancelAnimationFrame(frame);
  }, [count]);

  return (
    <section className="messages" aria-label={strings.conversation}>
      <Virtuoso
        ref={list}
        className="message-scroller"
        data={turns}
        initialTopMostItemIndex={
          place === undefined
            ? { index: Math.max(0, count - 1), align: 'end' }
            : { index: Math.min(place.index, count - 1), align: 'start', offset: place.offset }
        }
        scrollerRef={(element) => setScroller(element instanceof HTMLElement ? element : null)}
        totalListHeightChanged={() => {
          if (follows.current) list.current?.scrollTo({ top: END });
        }}
        computeItemKey={(_, turn) => turn.turnId}
        itemContent={renderTurn}
      />
      {away && (
        <IconButton icon="arrow-down" label={strings.jumpToEnd} className="jump" onClick={toEnd} />
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
