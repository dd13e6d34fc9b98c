// One MCP server: its state, exactly what would be started, its tools with what each may do, its log.
import { useEffect, useState } from 'react';
import type { ServerRow, ToolPermission } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { DeskRow, Fact } from '../ui/desk-parts.js';
import { Button, Fold, Icon, LinkButton, Spinner } from '../ui/kit.js';

const text = strings.servers;
const PERMISSIONS = ['ask', 'allow', 'deny'] as const;

export interface ServerActions {
  readonly allow: (name: string) => void;
  readonly deny: (name: string) => void;
  readonly restart: (name: string) => void;
  readonly signIn: (name: string) => void;
  readonly signOut: (name: string) => void;
  readonly tool: (server: string, tool: string, permission: ToolPermission) => void;
  readonly openFile: (path: string) => void;
  readonly log: (name: string) => Promise<readonly string[]>;
}

export interface ServerProps {
  readonly server: ServerRow;
  readonly actions: ServerActions;
  /** Something is being done with it. */
  readonly busy: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

const ICONS = {
  new: 'question',
  redefined: 'warning',
  off: 'circle-outline',
  starting: 'sync',
  ready: 'pass-filled',
  waiting: 'account',
  'signed-out': 'account',
  failed: 'error',
} as const;

export function Server({ server, actions, busy, open, onOpen }: ServerProps) {
  const { name, allowed, redefined, state, problem, tools } = server;
  const shown = allowed ? state : redefined ? 'redefined' : 'new';
  return (
    <DeskRow
      name={name}
      testId="server-row"
      detailsLabel={text.details(name)}
      open={open}
      onOpen={onOpen}
      actions={busy && <Spinner label={text.working(name)} />}
      glance={
        <>
          <span className={`server-state ${shown}`}>
            <Icon name={ICONS[shown]} /> {text.states[shown]}
          </span>
          {tools.length > 0 && <span>{text.toolCount(tools.length)}</span>}
        </>
      }
    >
      {problem !== '' && (
        <div className="banner error" role="alert">
          <div>
            <p>{localized(problem)}</p>
            <p className="quiet">{text.remedy}</p>
          </div>
        </div>
      )}
      {!allowed && <p>{redefined ? text.lookAgain : text.look}</p>}
      <Facts server={server} onOpen={actions.openFile} />
      <Decisions server={server} actions={actions} busy={busy} />
      {allowed && <Tools server={server} onChange={actions.tool} />}
      {allowed && <Log name={name} read={actions.log} />}
    </DeskRow>
  );
}

function Facts({
  server: { launch, file, revision },
  onOpen,
}: {
  readonly server: ServerRow;
  readonly onOpen: (path: string) => void;
}) {
  return (
    <dl className="facts">
      <Fact name={/^https?:/.test(launch) ? text.visits : text.runs}>
        <code className="server-launch">{launch}</code>
      </Fact>
      <Fact name={text.file}>
        <LinkButton label={text.openFile(file)} onClick={() => onOpen(file)}>
          {file}
        </LinkButton>
      </Fact>
      {revision !== undefined && <Fact name={text.revision}>{revision}</Fact>}
    </dl>
  );
}

function Decisions({
  server: { name, allowed, state, tools, launch },
  actions,
  busy,
}: Pick<ServerProps, 'server' | 'actions' | 'busy'>) {
  if (!allowed)
    return (
      <div className="banner-actions">
        <Button
          careful
          disabled={busy}
          label={text.allowLabel(name)}
          onClick={() => actions.allow(name)}
        >
          {text.allow}
        </Button>
      </div>
    );
  const isSignedOut = state === 'signed-out' || state === 'waiting';
  return (
    <div className="banner-actions">
      {tools.some(({ changed }) => changed) && (
        <Button
          careful
          disabled={busy}
          label={text.acceptToolsLabel(name)}
          onClick={() => actions.allow(name)}
        >
          {text.acceptTools}
        </Button>
      )}
      {isSignedOut && (
        <Button
          careful
          disabled={busy}
          label={text.signInLabel(name)}
          onClick={() => actions.signIn(name)}
        >
          {text.signIn}
        </Button>
      )}
      <Button
        careful
        secondary
        disabled={busy}
        label={text.restartLabel(name)}
        onClick={() => actions.restart(name)}
      >
        {text.restart}
      </Button>
      {!isSignedOut && /^https?:/.test(launch) && (
        <Button
          careful
          secondary
          disabled={busy}
          label={text.signOutLabel(name)}
          onClick={() => actions.signOut(name)}
        >
          {text.signOut}
        </Button>
      )}
      <Button
        careful
        secondary
        disabled={busy}
        label={text.denyLabel(name)}
        onClick={() => actions.deny(name)}
      >
        {text.deny}
      </Button>
    </div>
  );
}

function Tools({
  server: { name, state, tools },
  onChange,
}: {
  readonly server: ServerRow;
  readonly onChange: ServerActions['tool'];
}) {
  if (tools.length === 0)
    return <p className="quiet">{state === 'ready' ? text.toolsNone : text.toolsLater}</p>;
  return (
    <Fold title={`${text.tools} (${tools.length})`} open={tools.length <= 6}>
      <ul className="plain server-tools">
        {tools.map(({ name: tool, description, changed, permission }) => (
          <li key={tool} data-testid="server-tool">
            <div className="row-line">
              <code className="row-text">{tool}</code>
              <select
                aria-label={text.permission(tool)}
                value={permission}
                onChange={({ target }) => {
                  const chosen = PERMISSIONS.find((one) => one === target.value);
                  if (chosen !== undefined) onChange(name, tool, chosen);
                }}
              >
                {PERMISSIONS.map((one) => (
                  <option key={one} value={one}>
                    {text.permissions[one]}
                  </option>
                ))}
              </select>
            </div>
            {changed && (
              <p className="mark">
                <Icon name="warning" /> {text.toolChanged}
              </p>
            )}
            <p className="quiet server-says">{description}</p>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

/** Read when it is opened. */
function Log({ name, read }: { readonly name: string; readonly read: ServerActions['log'] }) {
  const [open, setOpen] = useState(false);
  const [lines, setLines] = useState<readonly string[]>();
  useEffect(() => {
    if (!open) return;
    read(name).then(setLines, (error: unknown) => setLines([String(error)]));
    // Read anew each time it is opened.
  }, [open, name, read]);
  return (
    <details className="fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Icon name="chevron-right" />
        {text.log}
      </summary>
      {open && (
        <pre className="server-log" tabIndex={0} aria-label={text.log}>
          {lines === undefined ? '…' : lines.length === 0 ? text.logNone : lines.join('\n')}
        </pre>
      )}
    </details>
  );
}
