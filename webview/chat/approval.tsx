// What a run asks for before it does it: the changes file by file, to allow, allow in part, or deny with a word.
import { useState } from 'react';
import type { ApprovalView } from '../../extension/bridge/index.js';
import type { FileDiff } from '../../runtime/core/index.js';
import { localized } from '../localized.js';
import { CodeBlock } from '../markdown/code-block.js';
import { useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Button, Fold, Icon, LinkButton } from '../ui/kit.js';
import { useMoveOn } from '../ui/use-move-on.js';
import { FileTitle } from './changed.js';

const text = strings.approval;

export function Approval({
  approval,
  alive,
}: {
  readonly approval: ApprovalView;
  /** Whether the run still waits for it. */
  readonly alive: boolean;
}) {
  const { reason, decision, message, files, command, address } = approval;
  const words = wordsOf(approval);
  const effect = effectOf(approval);
  const waits = decision === undefined && alive;
  const place = useMoveOn(waits);
  if (!waits) {
    return (
      <p ref={place} tabIndex={-1} className="quiet approval-over">
        <Icon name={decision === 'allowed' ? 'check' : 'circle-slash'} />
        <span>
          {effect}: {words.decided[decision ?? 'dropped']}
          {message !== undefined && ` (${message})`}
        </span>
      </p>
    );
  }
  return (
    <section ref={place} className="approval" aria-label={text.label} tabIndex={-1} data-waits>
      <h3>{words.title ?? `${effect}?`}</h3>
      {command !== undefined && <CodeBlock code={command} language="bash" />}
      {address !== undefined && <CodeBlock code={address} language="text" />}
      <p className="quiet">{localized(reason)}</p>
      <Question approval={approval} files={files} />
    </section>
  );
}

/** What is to happen: a command line and a host stand as they are. */
function effectOf({ effect, command, host }: ApprovalView): string {
  if (host !== undefined) return text.visit(host);
  if (command === undefined) return localized(effect);
  const lines = command.split('\n').length;
  return effect.endsWith(command) ? text.run(command) : text.runSome(lines);
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
  const choice = choiceOf(files, left);
  const toggle = (keys: readonly string[], leave: boolean): void => {
    const next = new Set(left);
    for (const key of keys)
      if (leave) next.add(key);
      else next.delete(key);
    setLeft(next);
  };
  const allow = (always = false): void =>
    send('approval.answer', {
      approvalId,
      decision: 'allow',
      ...(choice.paths.length === files.length ? {} : { paths: [...choice.paths] }),
      ...(choice.parts.length === 0 ? {} : { parts: [...choice.parts] }),
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
          careful
          disabled={files.length > 0 && choice.paths.length === 0}
          onClick={() => allow()}
        >
          {choice.whole || choice.paths.length === 0
            ? words.allow
            : choice.parts.length > 0
              ? text.changes.allowParts
              : text.changes.allowSome(choice.paths.length)}
        </Button>
        <Button testId="approval-deny" careful secondary onClick={deny}>
          {words.deny}
        </Button>
        {words.always !== undefined && (
          <LinkButton careful onClick={() => allow(true)}>
            {words.always}
          </LinkButton>
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

/** What can be left out of a file: each of its hunks, or the file as a whole. */
function keysOf({ path, hunks }: FileDiff): readonly string[] {
  return hunks === undefined ? [path] : hunks.map((_, index) => `${path}#${index}`);
}

/** What is wanted when some keys are left out. */
function choiceOf(
  files: readonly FileDiff[],
  left: ReadonlySet<string>,
): {
  readonly whole: boolean;
  readonly paths: readonly string[];
  readonly parts: readonly { path: string; hunks: number[] }[];
} {
  const kept = files.map((file) => ({ file, keys: keysOf(file).map((key) => !left.has(key)) }));
  return {
    whole: kept.every(({ keys }) => keys.every(Boolean)),
    paths: kept.filter(({ keys }) => keys.some(Boolean)).map(({ file }) => file.path),
    parts: kept
      .filter(({ keys }) => keys.some(Boolean) && !keys.every(Boolean))
      .map(({ file, keys }) => ({
        path: file.path,
        hunks: keys.flatMap((wanted, index) => (wanted ? [index] : [])),
      })),
  };
}

function Files({
  files,
  left,
  onToggle,
}: {
  readonly files: readonly FileDiff[];
  readonly left: ReadonlySet<string>;
  readonly onToggle: (keys: readonly string[], leave: boolean) => void;
}) {
  return (
    <ul className="plain changed-files">
      {files.map((file) => {
        const keys = keysOf(file);
        const kept = keys.filter((key) => !left.has(key)).length;
        return (
          <li key={file.path} className="changed-file">
            {files.length > 1 && (
              <input
                type="checkbox"
                checked={kept > 0}
                ref={(box) => {
                  if (box !== null) box.indeterminate = kept > 0 && kept < keys.length;
                }}
                aria-label={file.path}
                onChange={() => onToggle(keys, kept > 0)}
              />
            )}
            <Fold title={<FileTitle file={file} />} open={files.length === 1}>
              {file.hunks === undefined ? (
                <CodeBlock code={file.diff} language="diff" />
              ) : (
                <Hunks file={file} hunks={file.hunks} left={left} onToggle={onToggle} />
              )}
            </Fold>
          </li>
        );
      })}
    </ul>
  );
}

/** The parts of a file's change, to leave out one by one. */
function Hunks({
  file: { path },
  hunks,
  left,
  onToggle,
}: {
  readonly file: FileDiff;
  readonly hunks: readonly string[];
  readonly left: ReadonlySet<string>;
  readonly onToggle: (keys: readonly string[], leave: boolean) => void;
}) {
  return (
    <ul className="plain">
      {hunks.map((hunk, index) => {
        const key = `${path}#${index}`;
        return (
          <li key={key} className={left.has(key) ? 'hunk left-out' : 'hunk'}>
            <label>
              <input
                type="checkbox"
                data-testid="approval-hunk"
                checked={!left.has(key)}
                onChange={() => onToggle([key], !left.has(key))}
              />
              {text.hunk(index + 1, hunks.length)}
            </label>
            <CodeBlock code={hunk} language="diff" />
          </li>
        );
      })}
    </ul>
  );
}
