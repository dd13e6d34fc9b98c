// What the agent may do here: the mode, rules about commands and hosts, tools of the workspace, and what was done.
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { SafetyState } from '../../extension/bridge/index.js';
import { ModeSelect } from '../chat/mode-select.js';
import { localized } from '../localized.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { when } from '../ui/format.js';
import { LinkButton } from '../ui/kit.js';
import { Rules } from './rules.js';

const text = strings.safety;

export function SafetyView() {
  const { client, store } = useApp();
  const mode = useAppState((state) => state.host?.mode);
  const running = useAppState((state) => state.running);
  const [safety, setSafety] = useState<SafetyState>();
  const read = useCallback(() => {
    client.request('safety.get', {}).then(setSafety, store.report);
  }, [client, store]);
  // A turn that ends may have asked, and done, more.
  useEffect(read, [read, running]);

  const change = (work: Promise<unknown>): void => {
    work.then(read, store.report);
  };
  return (
    <div className="list-view">
      <Section title={text.mode}>
        <ModeSelect />
        {mode !== undefined && <p className="quiet">{text.modes[mode]}</p>}
      </Section>
      {(['commands', 'hosts'] as const).map((about) => (
        <Section key={about} title={text[about]}>
          <Rules
            about={about}
            rules={safety?.[about]}
            onChange={(rule) => change(client.request('safety.rule', { about, ...rule }))}
          />
        </Section>
      ))}
      <Section title={text.tools}>
        <Tools
          tools={safety?.tools ?? []}
          onTrust={(name, trust) => change(client.request('safety.trustTool', { name, trust }))}
        />
      </Section>
      <Section title={text.history}>{safety !== undefined && <Audit safety={safety} />}</Section>
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="safety-part" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Tools({
  tools,
  onTrust,
}: {
  readonly tools: SafetyState['tools'];
  readonly onTrust: (name: string, trust: boolean) => void;
}) {
  const { client, store } = useApp();
  if (tools.length === 0) return <p className="quiet">{text.toolsNone}</p>;
  return (
    <ul className="rows plain">
      {tools.map(({ name, path, trusted, problem }) => (
        <li key={name} className="row" data-testid="safety-tool">
          <div className="row-line">
            <code className="row-text">{name}</code>
            <span className="quiet">{trusted ? text.trusted : text.untrusted}</span>
          </div>
          {problem !== undefined && <p>{problem}</p>}
          <div className="banner-actions">
            <LinkButton
              onClick={() => {
                client.request('editor.openCitation', { path, line: 1 }).catch(store.report);
              }}
            >
              {text.look}
            </LinkButton>
            <LinkButton onClick={() => onTrust(name, !trusted)}>
              {trusted ? text.distrust : text.trust}
            </LinkButton>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What was asked for, or done: a command line and a host stand as they are. */
function detailOf(detail: string): string {
  const [, verb, rest = ''] = /^(Run|Visit) (.+)$/s.exec(detail) ?? [];
  if (verb === undefined) return localized(detail);
  const { run, runSome, visit } = strings.approval;
  const many = /^(\d+) commands$/.exec(rest)?.[1];
  if (verb === 'Visit') return visit(rest);
  return many === undefined ? run(rest) : runSome(Number(many));
}

function Audit({ safety: { audit, auditBroken } }: { readonly safety: SafetyState }) {
  if (audit.length === 0) return <p className="quiet">{text.historyNone}</p>;
  return (
    <>
      <p
        className={auditBroken === 0 ? 'quiet' : undefined}
        role={auditBroken === 0 ? undefined : 'alert'}
      >
        {auditBroken === 0 ? text.whole : text.broken(auditBroken)}
      </p>
      <ul className="rows plain">
        {audit.map(({ at, action, detail, by, why }, index) => (
          <li key={`${at}-${index}`} className="row" data-testid="safety-entry">
            <p className="row-text">
              {localized(action)}: <code>{detailOf(detail)}</code>
            </p>
            <p className="quiet">
              {localized(by)} · {when(at)}
            </p>
            {why !== undefined && <p className="quiet">{localized(why)}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
