// Where two agents wanted different things of one file: both sides with their names, and the ways to decide.
import { type KeyboardEvent, type RefCallback, useState } from 'react';
import type { ConflictView } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { CodeBlock } from '../markdown/code-block.js';
import { useApp, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Button, Fold, Icon, Spinner } from '../ui/kit.js';
import { useMoveOn } from '../ui/use-move-on.js';

const text = strings.conflict;

type Hunk = ConflictView['hunks'][number];

/** Agents by their names; two of the same name by their tasks as well. */
function namesOf({ a, b }: ConflictView): { readonly a: string; readonly b: string } {
  if (a.agent !== b.agent) return { a: a.agent, b: b.agent };
  return { a: `${a.agent}: ${a.taskId}`, b: `${b.agent}: ${b.taskId}` };
}

export function Conflict({
  conflict,
  alive,
}: {
  readonly conflict: ConflictView;
  /** Whether the run still waits for it. */
  readonly alive: boolean;
}) {
  const { path, take } = conflict;
  const waits = take === undefined && alive;
  const place = useMoveOn(waits);
  if (!waits) {
    return (
      <p ref={place} tabIndex={-1} className="quiet approval-over" data-testid="conflict-over">
        <Icon name={take === undefined ? 'circle-slash' : 'git-merge'} />
        <span>
          {text.label(path)}: {text.decided[take ?? 'dropped']}
        </span>
      </p>
    );
  }
  return <Open conflict={conflict} place={place} />;
}

function Open({
  conflict,
  place,
}: {
  readonly conflict: ConflictView;
  readonly place: RefCallback<HTMLElement>;
}) {
  const { conflictId, path, reason, a, b, hunks, whole, problem } = conflict;
  const names = namesOf(conflict);
  const { client, store } = useApp();
  const send = useSend();
  const [editing, setEditing] = useState(false);
  /** The conflict as it was when an agent was asked: told anew, the agent could not do it. */
  const [asked, setAsked] = useState<ConflictView>();
  const asking = asked === conflict;
  const editable = whole && hunks.length > 0;
  const decide = (take: 'a' | 'b'): void => send('writer.decide', { conflictId, take });
  const ask = (): void => {
    setAsked(conflict);
    client.request('writer.decide', { conflictId, take: 'agent' }).catch((thrown: unknown) => {
      setAsked(undefined);
      store.report(thrown);
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'a' || key === 'b') decide(key);
    else if (key === 'e' && editable) setEditing(true);
    else if (key === 'g' && hunks.length > 0) ask();
    else return;
    event.preventDefault();
  };
  return (
    <section
      ref={place}
      className="approval conflict"
      aria-label={text.label(path)}
      tabIndex={-1}
      data-waits
      data-testid="conflict"
    >
      <h3>
        {text.title} <span className="conflict-path">{path}</span>
      </h3>
      <p className="quiet">
        {text.did(names.a, a.did, a.path)}; {text.did(names.b, b.did, b.path)}: {localized(reason)}.{' '}
        {text.inForce}
      </p>
      {problem !== undefined && (
        <p className="conflict-problem" role="alert">
          <Icon name="warning" />
          <span>{localized(problem)}</span>
        </p>
      )}
      {hunks.length === 0 && <p>{text.noText}</p>}
      {editing ? (
        <Edit
          hunks={hunks}
          onDone={(texts) => send('writer.decide', { conflictId, take: 'text', texts: [...texts] })}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <>
          <Sides conflict={conflict} />
          {!whole && <p className="quiet">{text.shortened}</p>}
          {asking ? (
            <p className="working" role="status">
              <Spinner label={text.asking} />
              {text.asking}
            </p>
          ) : (
            <div
              className="banner-actions"
              role="toolbar"
              tabIndex={-1}
              aria-label={text.decide}
              onKeyDown={onKeyDown}
            >
              <Button testId="conflict-a" careful secondary onClick={() => decide('a')}>
                {text.take('A', names.a)}
              </Button>
              <Button testId="conflict-b" careful secondary onClick={() => decide('b')}>
                {text.take('B', names.b)}
              </Button>
              {editable && (
                <Button testId="conflict-edit" secondary onClick={() => setEditing(true)}>
                  {text.edit}
                </Button>
              )}
              {hunks.length > 0 && (
                <Button testId="conflict-agent" secondary onClick={ask}>
                  {text.agent}
                </Button>
              )}
            </div>
          )}
          <p className="quiet">{text.keys(editable, hunks.length > 0)}</p>
        </>
      )}
    </section>
  );
}

function Sides({ conflict }: { readonly conflict: ConflictView }) {
  const { path, hunks } = conflict;
  const names = namesOf(conflict);
  const language = path.split('.').at(-1) ?? '';
  return (
    <ol className="plain conflict-hunks">
      {hunks.map((hunk, index) => (
        <li key={index}>
          <p className="quiet">{text.place(hunk.line)}</p>
          <div className="conflict-sides">
            <Side title={text.side('A', names.a)} code={hunk.a} language={language} />
            <Side title={text.side('B', names.b)} code={hunk.b} language={language} />
          </div>
          {hunk.base !== '' && (
            <Fold title={text.before}>
              <CodeBlock code={hunk.base} language={language} />
            </Fold>
          )}
        </li>
      ))}
    </ol>
  );
}

function Side(props: { readonly title: string; readonly code: string; readonly language: string }) {
  const { title, code, language } = props;
  return (
    <figure className="conflict-side">
      <figcaption>{title}</figcaption>
      {code === '' ? (
        <p className="quiet">{text.nothing}</p>
      ) : (
        <CodeBlock code={code} language={language} />
      )}
    </figure>
  );
}

/** One text for each place, begun with both. */
function Edit(props: {
  readonly hunks: readonly Hunk[];
  readonly onDone: (texts: readonly string[]) => void;
  readonly onCancel: () => void;
}) {
  const { hunks, onDone, onCancel } = props;
  const [texts, setTexts] = useState(() => hunks.map(({ a, b }) => joined(a, b)));
  const save = (): void => onDone(texts.map((one, index) => withEnd(one, hunks[index])));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="conflict-edit">
      {hunks.map((hunk, index) => (
        <label key={index}>
          <span className="quiet">{text.place(hunk.line)}</span>
          <textarea
            // The person has just asked for it.
            ref={(field) => {
              if (index === 0 && field?.dataset['seen'] === undefined) {
                field?.setAttribute('data-seen', '');
                field?.focus();
              }
            }}
            rows={Math.min(14, (texts[index] ?? '').split('\n').length + 1)}
            value={texts[index]}
            spellCheck={false}
            data-testid="conflict-text"
            aria-label={text.editLabel(text.place(hunk.line))}
            onChange={({ target }) => setTexts(texts.with(index, target.value))}
            onKeyDown={onKeyDown}
          />
        </label>
      ))}
      <div className="banner-actions">
        <Button testId="conflict-save" onClick={save}>
          {text.save}
        </Button>
        <Button secondary onClick={onCancel}>
          {strings.chat.cancel}
        </Button>
      </div>
    </div>
  );
}

function joined(a: string, b: string): string {
  return a === '' || b === '' || a.endsWith('\n') ? a + b : `${a}\n${b}`;
}

/** A place in the middle of a file ends its last line, as both sides do. */
function withEnd(edited: string, hunk: Hunk | undefined): string {
  const ends = [hunk?.a, hunk?.b].some((side) => side?.endsWith('\n'));
  return edited === '' || edited.endsWith('\n') || !ends ? edited : `${edited}\n`;
}
