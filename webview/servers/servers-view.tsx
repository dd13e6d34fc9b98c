// MCP servers: which are configured, what would be started, what they may do, and what went wrong with them.
import { useEffect, useRef, useState } from 'react';
import type { BridgeClient } from '../bridge/client.js';
import { localized } from '../localized.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Failed, Nothing, Waiting } from '../ui/desk-parts.js';
import { Button } from '../ui/kit.js';
import { useDesk } from '../ui/use-desk.js';
import { Server, type ServerActions } from './server.js';

const text = strings.servers;

const read = (client: BridgeClient, signal: AbortSignal) =>
  client.request('servers.get', {}, signal);

export function ServersView() {
  const { client, store } = useApp();
  const shown = useAppState((state) => state.shown);
  const { state, problem, reload, after } = useDesk(read, 'servers.changed');
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const list = useRef<HTMLDivElement>(null);
  const ready = state !== undefined;
  useEffect(() => {
    if (shown > 0 && ready) list.current?.querySelector('button')?.focus();
  }, [shown, ready]);

  /** One thing at a time with each server. */
  const work = (name: string, doing: Promise<unknown>): void => {
    setBusy((now) => new Set(now).add(name));
    // What was decided about stays in sight.
    setOpened((before) => new Map(before).set(name, true));
    void after(doing).then(() =>
      setBusy((now) => new Set([...now].filter((other) => other !== name))),
    );
  };
  const actions: ServerActions = {
    allow: (name) => work(name, client.request('servers.allow', { name })),
    deny: (name) => work(name, client.request('servers.deny', { name })),
    restart: (name) => work(name, client.request('servers.restart', { name })),
    signIn: (name) => work(name, client.request('servers.signIn', { name })),
    signOut: (name) => work(name, client.request('servers.signOut', { name })),
    tool: (server, tool, permission) =>
      void after(client.request('servers.tool', { server, tool, permission })),
    openFile: (path) => {
      client.request('editor.openCitation', { path, line: 1 }).catch(store.report);
    },
    log: async (name) => (await client.request('servers.log', { name })).lines,
  };
  const configure = (
    <Button
      secondary
      onClick={() => {
        client.request('servers.configure', {}).catch(store.report);
      }}
    >
      {text.configure}
    </Button>
  );

  if (state === undefined)
    return problem === undefined ? (
      <Waiting label={text.loading} />
    ) : (
      <Failed title={text.failed} problem={problem} again={text.again} onAgain={reload} />
    );
  if (!state.available) return <Nothing icon="plug" title={text.off} more={text.offMore} />;
  if (state.servers.length === 0 && state.problems.length === 0)
    return (
      <div ref={list} className="list-view desk">
        <Nothing icon="plug" title={text.none} more={text.noneMore}>
          {configure}
        </Nothing>
      </div>
    );
  return (
    <div ref={list} className="list-view desk">
      <ul className="rows plain" aria-label={text.title}>
        {state.servers.map((server) => {
          const { name, allowed, state: now } = server;
          // What waits for a decision, or went wrong, is open from the start.
          const open = opened.get(name) ?? (!allowed || now === 'failed' || now === 'signed-out');
          return (
            <Server
              key={name}
              server={server}
              actions={actions}
              busy={busy.has(name)}
              open={open}
              onOpen={(yes) => setOpened((before) => new Map(before).set(name, yes))}
            />
          );
        })}
      </ul>
      {state.problems.length > 0 && (
        <section aria-label={text.problems}>
          <h2>{text.problems}</h2>
          <ul className="desk-problems plain">
            {state.problems.map(({ file, message }) => (
              <li key={`${file} ${message}`}>
                <code>{file}</code>: {localized(message)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="desk-foot">{configure}</div>
    </div>
  );
}
