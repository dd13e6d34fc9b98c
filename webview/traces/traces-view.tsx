// What was run: a list of runs, one of them opened, or two compared.
import { useEffect, useRef, useState } from 'react';
import { TRACE_PAGE } from '../../extension/bridge/index.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Button, Icon, LinkButton } from '../ui/kit.js';
import { SearchBox, useSettled } from '../ui/search-box.js';
import { Compare } from './compare.js';
import { Digest } from './digest.js';
import { Optimize } from './optimize.js';
import { RunView } from './run-view.js';
import { Runs } from './runs.js';
import { Failed, Loading, useReload } from './states.js';
import { useAnswer } from './use-answer.js';

const text = strings.traces;

type Shown =
  | { readonly kind: 'list' }
  | { readonly kind: 'digest' }
  | { readonly kind: 'optimize' }
  | { readonly kind: 'run'; readonly turnId: string; readonly spanId?: string | undefined }
  | { readonly kind: 'compare'; readonly left: string; readonly right: string };

export function TracesView() {
  const shownCount = useAppState((state) => state.shown);
  const [shown, setShown] = useState<Shown>({ kind: 'list' });
  const [typed, setTyped] = useState('');
  const query = useSettled(typed).trim();
  const [limit, setLimit] = useState(TRACE_PAGE);
  const [picked, setPicked] = useState<readonly string[]>([]);
  /** The run that was opened last: the focus goes back to it. */
  const [last, setLast] = useState<string>();
  const search = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (shownCount > 0) search.current?.focus();
  }, [shownCount]);
  useEffect(() => {
    if (shown.kind !== 'list' || last === undefined) return;
    document.querySelector<HTMLElement>(`[data-run="${last}"]`)?.focus();
  }, [shown, last]);

  const back = (): void => setShown({ kind: 'list' });
  if (shown.kind === 'run')
    return <RunView turnId={shown.turnId} spanId={shown.spanId} onBack={back} />;
  if (shown.kind === 'digest')
    return (
      <Digest
        onBack={back}
        onShow={(turnId, spanId) => setShown({ kind: 'run', turnId, spanId })}
      />
    );
  if (shown.kind === 'optimize') return <Optimize onBack={back} />;
  if (shown.kind === 'compare')
    return <Compare left={shown.left} right={shown.right} onBack={back} />;
  return (
    <div className="traces-view">
      <div className="traces-head">
        <SearchBox ref={search} label={text.search} value={typed} onChange={setTyped} />
        <div className="traces-links">
          <LinkButton onClick={() => setShown({ kind: 'digest' })}>{text.digest.open}</LinkButton>
          <LinkButton onClick={() => setShown({ kind: 'optimize' })}>
            {strings.optimize.open}
          </LinkButton>
        </div>
      </div>
      <Listed
        query={query}
        limit={limit}
        picked={picked}
        onPick={setPicked}
        onMore={() => setLimit((n) => n + TRACE_PAGE)}
        onClear={() => {
          setTyped('');
          search.current?.focus();
        }}
        onOpen={(turnId) => {
          setLast(turnId);
          setShown({ kind: 'run', turnId });
        }}
        onCompare={() => {
          const [left, right] = picked;
          if (left !== undefined && right !== undefined) setShown({ kind: 'compare', left, right });
        }}
      />
    </div>
  );
}

interface ListedProps {
  readonly query: string;
  readonly limit: number;
  readonly picked: readonly string[];
  readonly onPick: (picked: readonly string[]) => void;
  readonly onOpen: (turnId: string) => void;
  readonly onCompare: () => void;
  readonly onMore: () => void;
  readonly onClear: () => void;
}

function Listed(props: ListedProps) {
  const { query, limit } = props;
  const { store } = useApp();
  const running = useAppState((state) => state.running);
  const answered = useAnswer('trace.list', JSON.stringify({ query, limit }));
  const { value, failure, reload } = answered;
  const goesOn = running || value?.runs.some((run) => run.status === 'running') === true;
  useReload(goesOn, answered);

  if (failure !== undefined) return <Failed reason={failure} onAgain={reload} />;
  if (value === undefined) return <Loading />;
  if (value.total === 0)
    return (
      <div className="empty">
        <Icon name={query === '' ? 'graph-line' : 'search'} />
        <p>{query === '' ? text.none : text.noMatch}</p>
        {query === '' ? (
          <>
            <p className="quiet">{text.noneMore}</p>
            <Button onClick={() => store.show('chat')}>{text.ask}</Button>
          </>
        ) : (
          <Button secondary onClick={props.onClear}>
            {text.clear}
          </Button>
        )}
      </div>
    );
  return <Runs {...props} runs={value.runs} total={value.total} />;
}
