// Earlier conversations: open one, delete one, begin a new one.
import { useCallback, useEffect, useState } from 'react';
import type { HistoryHit, RequestOutput } from '../../extension/bridge/index.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Ago } from '../ui/ago.js';
import { Button, IconButton } from '../ui/kit.js';
import { SearchBox } from '../ui/search-box.js';
import { Hits, useHistorySearch } from './search.js';

type Session = RequestOutput<'conversation.list'>['sessions'][number];

export function HistoryView() {
  const { client, store } = useApp();
  const openId = useAppState((state) => state.sessionId);
  const [sessions, setSessions] = useState<readonly Session[]>();
  const read = useCallback(() => {
    client
      .request('conversation.list', {})
      .then((list) => setSessions(list.sessions), store.report);
  }, [client, store]);
  useEffect(read, [read, openId]);

  const [query, setQuery] = useState('');
  const hits = useHistorySearch(query);
  const openHit = ({ sessionId, turn }: HistoryHit): void => {
    if (turn !== undefined) store.readFrom(turn.index);
    const opened = client.request('conversation.open', { sessionId });
    // What was not opened is no place to read the next one from.
    opened.catch(() => store.readFrom(undefined));
    toChat(opened);
  };

  const toChat = (work: Promise<unknown>): void => {
    work.then(() => store.show('chat'), store.report);
  };
  return (
    <div className="list-view">
      <Button onClick={() => toChat(client.request('conversation.new', {}))}>
        {strings.history.newChat}
      </Button>
      <SearchBox
        testId="history-search"
        label={strings.history.search}
        value={query}
        onChange={setQuery}
      />
      {hits !== undefined && <Hits hits={hits} query={query} onOpen={openHit} />}
      {sessions?.length === 0 && <p className="empty quiet">{strings.history.none}</p>}
      <ul className="rows plain" aria-label={strings.views.history} hidden={hits !== undefined}>
        {sessions?.map((session) => (
          <Row
            key={session.sessionId}
            session={session}
            open={session.sessionId === openId}
            onOpen={() =>
              toChat(client.request('conversation.open', { sessionId: session.sessionId }))
            }
            onDelete={() => {
              client
                .request('conversation.delete', { sessionId: session.sessionId })
                .then(read, store.report);
            }}
          />
        ))}
      </ul>
    </div>
  );
}

function Row(props: {
  readonly session: Session;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onDelete: () => void;
}) {
  const { session, open } = props;
  const [asking, setAsking] = useState(false);
  const title = session.title === '' ? strings.history.untitled : session.title;
  return (
    <li className="row" data-testid="history-row">
      <div className="row-line">
        <button type="button" className="row-open" onClick={props.onOpen}>
          {title}
        </button>
        {!asking && (
          <IconButton
            icon="trash"
            careful
            label={`${strings.history.delete}: ${title}`}
            onClick={() => setAsking(true)}
          />
        )}
      </div>
      <p className="quiet">
        {strings.history.turns(session.turns)} · <Ago at={session.updatedAt} />
        {open && ` · ${strings.history.open}`}
      </p>
      {asking && (
        <div className="banner-actions" role="alert">
          <span>{strings.history.confirm}</span>
          <Button careful onClick={props.onDelete}>
            {strings.history.delete}
          </Button>
          <Button secondary onClick={() => setAsking(false)}>
            {strings.history.keep}
          </Button>
        </div>
      )}
    </li>
  );
}
