// Two memories of which one says otherwise: a person chooses which holds, or that both do.
import {
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { MemoryRow, RequestInput } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Ago } from '../ui/ago.js';
import { Button, Icon, Spinner } from '../ui/kit.js';
import { WordsDiff } from './words-diff.js';

const text = strings.memory.conflicts;

interface Conflict {
  readonly newer: MemoryRow;
  readonly older: MemoryRow;
}
export type Choice = RequestInput<'memory.resolve'>;

export function Conflicts({ onResolve }: { readonly onResolve: (choice: Choice) => void }) {
  const { client, store } = useApp();
  const [conflicts, setConflicts] = useState<readonly Conflict[]>();
  const place = useRef<HTMLDivElement>(null);
  const read = useCallback(() => {
    const abort = new AbortController();
    client.request('memory.conflicts', {}, abort.signal).then(
      (answer) => setConflicts(answer.conflicts),
      (error: unknown) => {
        if (!abort.signal.aborted) store.report(error);
      },
    );
    return () => abort.abort();
  }, [client, store]);
  useEffect(() => read(), [read]);
  useEffect(() => client.on('memory.changed', read), [client, read]);
  useLayoutEffect(() => {
    // The card that had the focus is gone: before the focus is kept at some other control.
    if (conflicts !== undefined && document.activeElement === document.body) place.current?.focus();
  }, [conflicts]);

  if (conflicts === undefined) return <Spinner label={strings.memory.loading} />;
  if (conflicts.length === 0) {
    return (
      <div className="empty" ref={place} tabIndex={-1}>
        <Icon name="check-all" />
        <p>{text.none}</p>
        <p className="quiet">{text.noneMore}</p>
      </div>
    );
  }
  return (
    <div className="conflicts" ref={place} tabIndex={-1}>
      <ul className="plain" aria-label={strings.memory.modes.conflicts}>
        {conflicts.map((conflict, at) => (
          <li key={`${conflict.newer.id} ${conflict.older.id}`}>
            <Card {...conflict} title={text.card(at + 1, conflicts.length)} onResolve={onResolve} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Card({
  newer,
  older,
  title,
  onResolve,
}: Conflict & { readonly title: string; readonly onResolve: (choice: Choice) => void }) {
  const id = useId();
  const [as, setAs] = useState<'relates' | 'extends'>('relates');
  const choose = (keep: Choice['keep']): void =>
    onResolve({
      newer: newer.id,
      older: older.id,
      keep,
      ...(keep === 'both' ? { as } : {}),
    });
  return (
    <section className="conflict" data-testid="memory-conflict" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="sr-only">
        {title}
      </h2>
      <p className="quiet">{text.title}</p>
      <Side name={text.newer} row={newer} onKeep={() => choose('newer')}>
        <WordsDiff before={older.content} after={newer.content} show="after" />
      </Side>
      <Side name={text.older} row={older} onKeep={() => choose('older')}>
        <WordsDiff before={older.content} after={newer.content} show="before" />
      </Side>
      <div className="keep-both">
        <label htmlFor={`${id}-how`} className="sr-only">
          {text.how}
        </label>
        <select
          id={`${id}-how`}
          className="chip"
          value={as}
          onChange={(event) => setAs(event.target.value === 'extends' ? 'extends' : 'relates')}
        >
          <option value="relates">{text.relates}</option>
          <option value="extends">{text.extends}</option>
        </select>
        <Button secondary onClick={() => choose('both')}>
          {text.both}
        </Button>
      </div>
    </section>
  );
}

function Side({
  name,
  row,
  onKeep,
  children,
}: {
  readonly name: string;
  readonly row: MemoryRow;
  readonly onKeep: () => void;
  readonly children: ReactNode;
}) {
  const facts = [
    strings.memory.layers[row.layer],
    localized(row.category),
    ...(row.useCount === 0 ? [] : [strings.memory.used(row.useCount)]),
  ];
  return (
    <div className="side">
      <p className="quiet">
        {name} · <Ago at={row.createdAt} /> · {facts.join(' · ')}
      </p>
      {children}
      <Button onClick={onKeep} label={text.keepLabel(row.content)}>
        {text.keep}
      </Button>
    </div>
  );
}
