// Agents and skills: what there is, why it may be used and how it did; run, opened, switched off, made, installed, removed.
import { useEffect, useRef, useState } from 'react';
import type { AgentRow, SkillRow } from '../../extension/bridge/index.js';
import type { BridgeClient } from '../bridge/client.js';
import { localized } from '../localized.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Failed, Nothing, Waiting } from '../ui/desk-parts.js';
import { Button, LinkButton } from '../ui/kit.js';
import { SearchBox } from '../ui/search-box.js';
import { useDesk } from '../ui/use-desk.js';
import { Agent, type Kind, type RowActions, Skill } from './row.js';

const text = strings.skills;

const read = (client: BridgeClient, signal: AbortSignal) =>
  client.request('skills.get', {}, signal);

/** What was done last, with a way to take it back where there is one. */
interface Said {
  readonly words: string;
  readonly restore?: string;
}

export function SkillsView() {
  const { client, store } = useApp();
  const shown = useAppState((state) => state.shown);
  const { state, problem, reload, after } = useDesk(read, 'skills.changed');
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<Said>();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const search = useRef<HTMLInputElement>(null);
  const ready = state !== undefined;
  useEffect(() => {
    if (shown > 0 && ready) search.current?.focus();
  }, [shown, ready]);

  const command = (name: string): void => {
    client.request('host.command', { command: name }).catch(store.report);
  };
  const actions: RowActions = {
    run: (kind, name) => {
      store.write(kind === 'skills' ? `/${name} ` : `/agent ${name} `);
      store.show('chat');
    },
    open: (kind, name) => {
      client.request('skills.open', { kind, name }).catch(store.report);
    },
    edit: (name) => {
      client.request('skills.own', { name }).catch(store.report);
    },
    switch: (kind, name, on) => {
      void after(client.request('skills.switch', { kind, name, on })).then(() =>
        setSaid({ words: on ? text.said.on(name) : text.said.off(name) }),
      );
    },
    remove: (name) => {
      void after(
        client.request('skills.remove', { name }).then(({ kept }) => {
          setSaid({ words: text.said.removed(name, kept), restore: name });
          search.current?.focus();
        }),
      );
    },
    update: (name) => {
      client.request('skills.update', { name }).catch(store.report);
    },
  };
  const restore = (name: string): void => {
    void after(client.request('skills.restore', { name })).then(() =>
      setSaid({ words: text.said.restored(name) }),
    );
  };

  if (state === undefined)
    return problem === undefined ? (
      <Waiting label={text.loading} />
    ) : (
      <Failed title={text.failed} problem={problem} again={text.again} onAgain={reload} />
    );
  const fits = ({ name, description }: SkillRow | AgentRow): boolean =>
    `${name} ${description} ${localized(description)}`
      .toLowerCase()
      .includes(typed.trim().toLowerCase());
  const skills = state.skills.filter(fits);
  const agents = state.agents.filter(fits);
  const toggle = (key: string, yes: boolean): void =>
    setOpen((now) => {
      const next = new Set(now);
      if (yes) next.add(key);
      else next.delete(key);
      return next;
    });
  const opened = (kind: Kind, name: string) => ({
    open: open.has(`${kind} ${name}`),
    onOpen: (yes: boolean) => toggle(`${kind} ${name}`, yes),
  });
  return (
    <div className="list-view desk">
      <div className="desk-head">
        <SearchBox ref={search} label={text.search} value={typed} onChange={setTyped} />
        <div className="desk-actions">
          <Button secondary onClick={() => command('memfun.createSkill')}>
            {text.create}
          </Button>
          <Button secondary onClick={() => command('memfun.installSkill')}>
            {text.install}
          </Button>
        </div>
        <div className="desk-said" role="status">
          {said !== undefined && (
            <>
              <span>{said.words}</span>{' '}
              {said.restore !== undefined && (
                <LinkButton careful onClick={() => restore(said.restore ?? '')}>
                  {strings.undo}
                </LinkButton>
              )}
            </>
          )}
        </div>
      </div>
      {typed.trim() !== '' && skills.length + agents.length === 0 ? (
        <Nothing title={text.noMatch}>
          <Button
            secondary
            onClick={() => {
              setTyped('');
              search.current?.focus();
            }}
          >
            {text.clear}
          </Button>
        </Nothing>
      ) : (
        <>
          <section aria-label={text.skills}>
            <h2>{text.skills}</h2>
            <ul className="rows plain">
              {skills.map((row) => (
                <Skill key={row.name} row={row} actions={actions} {...opened('skills', row.name)} />
              ))}
              {state.skills.length === 0 && <li className="quiet">{text.noSkills}</li>}
            </ul>
          </section>
          <section aria-label={text.agents}>
            <h2>{text.agents}</h2>
            <ul className="rows plain">
              {agents.map((row) => (
                <Agent key={row.name} row={row} actions={actions} {...opened('agents', row.name)} />
              ))}
              {state.agents.length === 0 && <li className="quiet">{text.noAgents}</li>}
            </ul>
          </section>
        </>
      )}
      {state.problems.length > 0 && (
        <section aria-label={text.leftOut}>
          <h2>{text.leftOut}</h2>
          <ul className="desk-problems plain">
            {state.problems.map((words) => (
              <li key={words}>{localized(words)}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
