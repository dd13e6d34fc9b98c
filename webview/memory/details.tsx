// All that is known of one memory: where it came from, how it was found, how long it keeps, its past, its relations.
import { type ReactNode, useEffect, useState } from 'react';
import type { MemoryDetails, MemoryRow } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { useApp, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Ago } from '../ui/ago.js';
import { day, decimal, excerpt, when } from '../ui/format.js';
import { LinkButton, Spinner } from '../ui/kit.js';
import { RetentionBar, retentionWords } from './retention.js';
import { WordsDiff } from './words-diff.js';

const text = strings.memory;

export interface DetailsProps {
  readonly row: MemoryRow;
  readonly onBringBack: (version: number) => void;
}

export function Details({ row, onBringBack }: DetailsProps) {
  const { client, store } = useApp();
  const [details, setDetails] = useState<MemoryDetails>();
  // Read again whenever the row is another than before.
  const { id, version, status, updatedAt } = row;
  const state = `${version} ${status} ${updatedAt} ${row.conflicts}`;
  useEffect(() => {
    const abort = new AbortController();
    // The state is what makes the details another.
    if (state !== '')
      client.request('memory.details', { id }, abort.signal).then(setDetails, (error: unknown) => {
        if (!abort.signal.aborted) store.report(error);
      });
    return () => abort.abort();
  }, [client, store, id, state]);
  if (details === undefined) return <Spinner label={text.loading} />;
  return (
    <div className="details" data-testid="memory-details">
      <Facts row={row} details={details} />
      {row.found !== undefined && <Found found={row.found} />}
      <Versions details={details} onBringBack={onBringBack} />
      {details.relations.length > 0 && <Relations details={details} />}
    </div>
  );
}

function Facts({ row, details }: { readonly row: MemoryRow; readonly details: MemoryDetails }) {
  const { confidence, subject, commit } = details;
  return (
    <dl className="facts">
      <Fact name={text.retention}>
        <RetentionBar row={row} /> {retentionWords(row)}
      </Fact>
      <Fact name={text.source}>{sourceOf(row.source)}</Fact>
      {details.conversation !== undefined && (
        <Fact name={text.conversation}>
          <ConversationLink {...details.conversation} />
        </Fact>
      )}
      {row.path !== undefined && (
        <Fact name={text.file}>
          <FileLink row={row} path={row.path} />
        </Fact>
      )}
      {commit !== undefined && (
        <Fact name={text.commit}>
          <code>{commit.slice(0, 10)}</code>
        </Fact>
      )}
      <Fact name={text.firstSaid}>{when(row.createdAt)}</Fact>
      <Fact name={text.lastUsed}>
        {row.lastUsedAt === undefined ? text.neverUsed : when(row.lastUsedAt)}
      </Fact>
      <Fact name={text.importance}>{text.importanceOf(row.importance)}</Fact>
      {confidence < 1 && <Fact name={text.confidence}>{text.percent(confidence)}</Fact>}
      {subject !== undefined && (
        <Fact name={text.subject}>
          <code>{subject}</code>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function sourceOf(source: string): string {
  return Object.entries(text.sources).find(([name]) => name === source)?.[1] ?? source;
}

function ConversationLink({ sessionId, title }: NonNullable<MemoryDetails['conversation']>) {
  const { client, store } = useApp();
  if (title === undefined) return <span className="quiet">{text.conversationGone}</span>;
  return (
    <LinkButton
      label={text.openConversation(title)}
      onClick={() => {
        client
          .request('conversation.open', { sessionId })
          .then(() => store.show('chat'), store.report);
      }}
    >
      {title}
    </LinkButton>
  );
}

function FileLink({ row, path }: { readonly row: MemoryRow; readonly path: string }) {
  const send = useSend();
  const place = row.symbol === undefined ? path : `${path} › ${row.symbol}`;
  return (
    <>
      <LinkButton
        label={text.openFile(place)}
        onClick={() => send('memory.openPlace', { id: row.id })}
      >
        {place}
      </LinkButton>
      {row.staleSince !== undefined && <> {text.staleWhy(day(row.staleSince))}</>}
    </>
  );
}

function Found({ found }: { readonly found: NonNullable<MemoryRow['found']> }) {
  const most = Math.max(0.001, ...found.parts.map(({ value }) => Math.abs(value)));
  return (
    <section className="found">
      <p>
        {text.found} {localized(found.why)}.
      </p>
      {found.parts.length > 0 && (
        <ul className="plain" aria-label={text.score}>
          {found.parts.map(({ name, value }) => (
            <li key={name}>
              <span>{name}</span>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect className="left" width={(Math.abs(value) / most) * 100} height={4} />
              </svg>
              <span>{decimal(value, 2)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Versions({
  details: { versions, memory },
  onBringBack,
}: {
  readonly details: MemoryDetails;
  readonly onBringBack: (version: number) => void;
}) {
  if (versions.length < 2) return null;
  return (
    <section>
      <h2>{text.versions}</h2>
      <ol className="versions plain">
        {versions
          .map((version, at) => (
            <li key={version.version} data-testid="memory-version">
              <p className="quiet">
                {text.version(version.version)} ·{' '}
                {version.version === memory.version ? text.now : <Ago at={version.at} />}
                {version.content !== memory.content && (
                  <>
                    {' · '}
                    <LinkButton
                      label={text.bringBackLabel(version.version)}
                      onClick={() => onBringBack(version.version)}
                    >
                      {text.bringBack}
                    </LinkButton>
                  </>
                )}
              </p>
              <WordsDiff
                before={versions[at - 1]?.content ?? version.content}
                after={version.content}
              />
            </li>
          ))
          .reverse()}
      </ol>
    </section>
  );
}

function Relations({ details: { relations } }: { readonly details: MemoryDetails }) {
  const { store } = useApp();
  return (
    <section>
      <h2>{text.relations}</h2>
      <ul className="relations plain">
        {relations.map(({ id, content, kind, end, status }) => (
          <li key={`${id} ${kind} ${end}`}>
            <span className="quiet">{text.relation[end][kind]}</span>{' '}
            <LinkButton
              label={text.goTo(excerpt(content, 120))}
              onClick={() => store.showMemory(id)}
            >
              {excerpt(content, 120)}
            </LinkButton>
            {status !== 'active' && (
              <span className="quiet"> ({text.statuses[status].toLowerCase()})</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
