// The conversation as a list that renders only what is seen and stays at its end unless the reader scrolled up.
import { useRef } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { TurnView } from '../../extension/bridge/index.js';
import { strings } from '../strings.js';
import { Fold, IconButton } from '../ui/kit.js';
import { AssistantMessage } from './assistant-message.js';
import { useFollow } from './use-follow.js';
import { UserMessage } from './user-message.js';

export function MessageList({ turns }: { readonly turns: readonly TurnView[] }) {
  const list = useRef<VirtuosoHandle>(null);
  const { away, scrollerRef, onHeight, toEnd } = useFollow(list, turns.length);

  return (
    <section className="messages" aria-label={strings.conversation}>
      <Virtuoso
        ref={list}
        className="message-scroller"
        data={turns}
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

const renderTurn = (_: number, turn: TurnView) => <Turn turn={turn} />;

function Turn({ turn }: { readonly turn: TurnView }) {
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
}
