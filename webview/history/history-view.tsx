// Earlier conversations: open one, delete one, begin a new one.
import { useCallback, useEffect, useState } from 'react';
import type { HistoryHit, RequestOutput } from '../../extension/bridge/index.js';
import { Leaving, useGoTo } from '../chat/leaving.js';
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
  const goTo = useGoTo();
  const [list, setList] = useState<RequestOutput<'conversation.list'>>();
  const read = useCallback(() => {
    client.request('conversation.list', {}).then(setList, store.report);
  }, [client, store]);
  useEffect(read, [read, openId]);
  useEffect(() => client.on('conversation.behind', read), [client, read]);

  const [query, setQuery] = useState('');
  const hits = useHistorySearch(query);
  const openHit = ({ sessionId, turn }: HistoryHit): void => goTo({ sessionId, turn: turn?.index });

  return (
    <div className="list-view">
      <Button onClick={() => goTo({})}>{strings.history.newChat}</Button>
      <Leaving />
      <SearchBox
        testId="history-search"
        label={strings.history.search}
        value={query}
        onChange={setQuery}
      />
      {hits !== undefined && <Hits hits={hits} query={query} onOpen={openHit} />}
      {list?.sessions.length === 0 && <p className="empty quiet">{strings.history.none}</p>}
      <ul className="rows plain" aria-label={strings.views.history} hidden={hits !== undefined}>
        {list?.sessions.map((session) => (
          <Row
            key={session.sessionId}
            session={session}
            open={session.sessionId === openId}
            behind={list.behind.includes(session.sessionId)}
            onOpen={() => goTo({ sessionId: session.sessionId })}
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
  /** Its run goes on behind the open one. */
  readonly behind: boolean;
  readonly onOpen: () => void;
  readonly onDelete: () => void;
}) {
  const { session, open, behind } = props;
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
        {behind && ` · ${strings.history.behind}`}
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
