// What a run asks for before it does it: the changes file by file, to allow, allow in part, or deny with a word.
import { useState } from 'react';
import type { ApprovalView } from '../../extension/bridge/index.js';
import type { FileDiff } from '../../runtime/core/index.js';
import { CodeBlock } from '../markdown/code-block.js';
import { useSend } from '../state/app.js';
import { strings } from '../strings.js';
import { Button, Fold, Icon, LinkButton } from '../ui/kit.js';

const text = strings.approval;

export function Approval({
  approval,
  alive,
}: {
  readonly approval: ApprovalView;
  /** Whether the run still waits for it. */
  readonly alive: boolean;
}) {
  const { effect, reason, decision, message, files, command, address } = approval;
  const words = wordsOf(approval);
  if (decision !== undefined || !alive) {
    return (
      <p className="quiet approval-over">
        <Icon name={decision === 'allowed' ? 'check' : 'circle-slash'} />
        <span>
          {effect}: {words.decided[decision ?? 'dropped']}
          {message !== undefined && ` (${message})`}
        </span>
      </p>
    );
  }
  return (
    <section className="approval" aria-label={text.label}>
      <h3>{words.title ?? `${effect}?`}</h3>
      {command !== undefined && <CodeBlock code={command} language="bash" />}
      {address !== undefined && <CodeBlock code={address} language="text" />}
      <p className="quiet">{reason}</p>
      <Question approval={approval} files={files} />
    </section>
  );
}

/** How the kinds of questions are worded. */
function wordsOf({ command, host }: ApprovalView) {
  if (command !== undefined) return text.command;
  return host === undefined ? text.changes : text.host;
}

function Question({
  approval,
  files,
}: {
  readonly approval: ApprovalView;
  readonly files: readonly FileDiff[];
}) {
  const { approvalId } = approval;
  const words = wordsOf(approval);
  const send = useSend();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [message, setMessage] = useState('');
  const chosen = files.filter(({ path }) => !left.has(path)).map(({ path }) => path);
  const toggle = (path: string): void => {
    const next = new Set(left);
    if (!next.delete(path)) next.add(path);
    setLeft(next);
  };
  const allow = (always = false): void =>
    send('approval.answer', {
      approvalId,
      decision: 'allow',
      ...(left.size === 0 ? {} : { paths: chosen }),
      ...(always ? { always } : {}),
    });
  const deny = (): void =>
    send('approval.answer', {
      approvalId,
      decision: 'deny',
      ...(message.trim() === '' ? {} : { message: message.trim() }),
    });
  return (
    <>
      {files.length > 0 && <Files files={files} left={left} onToggle={toggle} />}
      <input
        className="search"
        value={message}
        placeholder={words.hint}
        aria-label={words.hint}
        onChange={({ target }) => setMessage(target.value)}
      />
      <div className="banner-actions">
        <Button
          testId="approval-allow"
          disabled={files.length > 0 && chosen.length === 0}
          onClick={() => allow()}
        >
          {left.size === 0 ? words.allow : text.changes.allowSome(chosen.length)}
        </Button>
        <Button testId="approval-deny" secondary onClick={deny}>
          {words.deny}
        </Button>
        {words.always !== undefined && (
          <LinkButton onClick={() => allow(true)}>{words.always}</LinkButton>
        )}
        {files.length > 0 && (
          <LinkButton onClick={() => send('approval.review', { approvalId })}>
            {text.review}
          </LinkButton>
        )}
      </div>
    </>
  );
}

function Files({
  files,
  left,
  onToggle,
}: {
  readonly files: readonly FileDiff[];
  readonly left: ReadonlySet<string>;
  readonly onToggle: (path: string) => void;
}) {
  return (
    <ul className="plain changed-files">
      {files.map((file) => (
        <li key={file.path} className="changed-file">
          {files.length > 1 && (
            <input
              type="checkbox"
              checked={!left.has(file.path)}
              aria-label={file.path}
              onChange={() => onToggle(file.path)}
            />
          )}
          <Fold title={<FileTitle file={file} />} open={files.length === 1}>
            <CodeBlock code={file.diff} language="diff" />
          </Fold>
        </li>
      ))}
    </ul>
  );
}

function FileTitle({ file }: { readonly file: FileDiff }) {
  return (
    <>
      <span className="step-title" title={file.path}>
        {text.kind[file.kind]}
        {file.from === undefined ? file.path : `${file.from} → ${file.path}`}
      </span>
      <span className="added">+{file.added}</span> <span className="removed">−{file.removed}</span>
    </>
  );
}

/** What a turn changed, with the way back. */
export function Changed({ files }: { readonly files: readonly FileDiff[] }) {
  const send = useSend();
  return (
    <section className="approval" aria-label={text.changedLabel}>
      <ul className="plain changed-files">
        {files.map((file) => (
          <li key={file.path} className="changed-file" data-testid="changed-file">
            <Fold title={<FileTitle file={file} />}>
              <CodeBlock code={file.diff} language="diff" />
            </Fold>
          </li>
        ))}
      </ul>
      <p className="quiet">
        {text.changed(files.length)}{' '}
        <LinkButton
          onClick={() =>
            send('turn.start', { text: '/undo', intent: 'ask', attachments: [], effort: 'auto' })
          }
        >
          {text.undo}
        </LinkButton>
      </p>
    </section>
  );
}
