// The conversation as a list that renders only what is seen and stays at its end unless the reader scrolled up.
import { useRef, useState } from 'react';
import { type IndexLocationWithAlign, Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { TurnView } from '../../extension/bridge/index.js';
import { useApp } from '../state/app.js';
import type { ReadingPlace } from '../state/page-memory.js';
import { strings } from '../strings.js';
import { IconButton } from '../ui/kit.js';
import { AssistantMessage } from './assistant-message.js';
import { useFollow } from './use-follow.js';
import { UserMessage } from './user-message.js';

export function MessageList({ turns }: { readonly turns: readonly TurnView[] }) {
  const { store } = useApp();
  const list = useRef<VirtuosoHandle>(null);
  const count = turns.length;
  const [opening] = useState(() => openingPlace(store.readingPlace(), count));
  const { away, scrollerRef, onHeight, toEnd } = useFollow(list, count);

  return (
    <section className="messages" aria-label={strings.conversation}>
      <Virtuoso
        ref={list}
        className="message-scroller"
        data={turns}
        // This property insists on its place while items grow: not for a first answer, which the reader may scroll.
        {...(opening !== undefined && { initialTopMostItemIndex: opening })}
        scrollerRef={scrollerRef}
        totalListHeightChanged={onHeight}
        computeItemKey={(_, turn) => turn.turnId}
        itemContent={renderTurn}
      />
      {away && (
        <IconButton icon="arrow-down" label={strings.jumpToEnd} className="jump" onClick={toEnd} />
      )}
    </section>
  );
}

/** Where the list begins: where it was left, or at the end of what is there. */
function openingPlace(
  left: ReadingPlace | undefined,
  count: number,
): IndexLocationWithAlign | undefined {
  if (left !== undefined)
    return { index: Math.min(left.index, count - 1), align: 'start', offset: left.offset };
  return count > 1 ? { index: count - 1, align: 'end' } : undefined;
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
