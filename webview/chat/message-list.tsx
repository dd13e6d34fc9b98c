// The conversation as a list that renders only what is seen and stays at its end unless the reader scrolled up.
import { memo, useRef } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { TurnView } from '../../extension/bridge/index.js';
import { useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Fold, IconButton } from '../ui/kit.js';
import { AssistantMessage } from './assistant-message.js';
import { useEarlier } from './use-earlier.js';
import { useFollow } from './use-follow.js';
import { UserMessage } from './user-message.js';

/** Pixels above and below what is seen in which messages are in the page: else a Tab finds no next one and leaves the list. */
const NEXT = 200;

export function MessageList({ turns }: { readonly turns: readonly TurnView[] }) {
  const list = useRef<VirtuosoHandle>(null);
  const first = useAppState((state) => state.chat.first);
  const count = first + turns.length;
  const earlier = useEarlier(first);
  const { away, scrollerRef, onHeight, onItems, toEnd } = useFollow(list, count);
  const turnAt = (index: number) => (index < first ? earlier.at(index) : turns[index - first]);

  return (
    <section className="messages" aria-label={strings.conversation}>
      {/* Before the list, because a Tab from the last control of the list finds the list at its end. */}
      {away && (
        <IconButton icon="arrow-down" label={strings.jumpToEnd} className="jump" onClick={toEnd} />
      )}
      <Virtuoso
        ref={list}
        className="message-scroller"
        totalCount={count}
        increaseViewportBy={NEXT}
        scrollerRef={scrollerRef}
        totalListHeightChanged={onHeight}
        rangeChanged={(range) => {
          earlier.onRange(range);
          onItems();
        }}
        context={turnAt}
        itemContent={renderTurn}
      />
    </section>
  );
}

const renderTurn = (index: number, _: unknown, turnAt: (index: number) => TurnView | undefined) => (
  <TurnOrBlank turn={turnAt(index)} />
);

/** Nothing is there while an earlier turn is being read. */
function TurnOrBlank({ turn }: { readonly turn: TurnView | undefined }) {
  if (turn === undefined) return <div className="turn blank" aria-busy="true" />;
  return <Turn turn={turn} />;
}

const Turn = memo(function Turn({ turn }: { readonly turn: TurnView }) {
  if (turn.replaced)
    return (
      <div className="turn replaced">
        <Fold
          testId="turn-replaced"
          title={
            <span className="step-title quiet">
              {strings.chat.message.replaced(turn.request?.text ?? '')}
            </span>
          }
        >
          <AssistantMessage turn={turn} />
        </Fold>
      </div>
    );
  return (
    <div className="turn">
      <UserMessage turn={turn} />
      <AssistantMessage turn={turn} />
    </div>
  );
});
