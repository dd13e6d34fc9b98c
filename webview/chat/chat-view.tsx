// The chat: the conversation (or the first-run panel) above the composer.
import { useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Composer } from './composer.js';
import { Leaving } from './leaving.js';
import { MessageList } from './message-list.js';
import { SetUpOffer, Welcome } from './welcome.js';

export function ChatView() {
  const turns = useAppState((state) => state.chat.turns);
  const ready = useAppState((state) => state.ready);
  const epoch = useAppState((state) => state.chat.epoch);
  return (
    <div className="chat">
      {!ready && <p className="empty quiet">{strings.loading}</p>}
      {ready && turns.length === 0 && <Welcome />}
      {turns.length > 0 && <MessageList key={epoch} turns={turns} />}
      <SetUpOffer />
      <Leaving />
      <Composer />
    </div>
  );
}
