// Files of a change by their names, and what a turn changed, with the way back and forth.
import type { TurnView } from '../../extension/bridge/index.js';
import type { FileDiff } from '../../runtime/core/index.js';
import { CodeBlock } from '../markdown/code-block.js';
import { useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Fold, LinkButton } from '../ui/kit.js';

const text = strings.approval;

/** The folder gives way before the name does. */
function Path({ path }: { readonly path: string }) {
  const nameAt = path.lastIndexOf('/') + 1;
  return (
    <span className="path">
      <span className="path-folder">{path.slice(0, nameAt)}</span>
      <span className="path-name">{path.slice(nameAt)}</span>
    </span>
  );
}

export function FileTitle({ file }: { readonly file: FileDiff }) {
  return (
    <>
      <span className="step-title" title={file.path}>
        {text.kind[file.kind]}
        {file.from !== undefined && `${file.from} → `}
        <Path path={file.path} />
      </span>
      <span className="added">+{file.added}</span> <span className="removed">−{file.removed}</span>
    </>
  );
}

/** What a turn changed. What is offered is about this turn: what came after it goes back with it, and says so. */
export function Changed({ turn }: { readonly turn: TurnView }) {
  const { changed, withdrawn, turnId, copied } = turn;
  const send = useSend();
  // How much came after a turn that is not held is not known; what was copied goes back in its own conversation.
  const offers = useAppState(
    ({ chat }) => !copied && chat.turns.some((one) => one.turnId === turnId),
  );
  const later = useAppState(({ chat }) => changedAfter(chat.turns, turnId).length);
  const standing = useAppState(
    ({ chat }) => changedAfter(chat.turns, turnId).filter((one) => !one.withdrawn).length,
  );
  const say = (command: string): void =>
    send('turn.start', { text: command, intent: 'ask', attachments: [], effort: 'auto' });
  return (
    <section className="approval" aria-label={text.changedLabel}>
      <ul className="plain changed-files">
        {changed.map((file) => (
          <li key={file.path} className="changed-file" data-testid="changed-file">
            <Fold title={<FileTitle file={file} />}>
              <CodeBlock code={file.diff} language="diff" />
            </Fold>
          </li>
        ))}
      </ul>
      <p className="quiet">
        {withdrawn ? text.takenBack(changed.length) : text.changed(changed.length)}{' '}
        {offers && !withdrawn && (
          <LinkButton
            careful
            onClick={() => say(standing === 0 ? '/undo' : `/rewind ${standing + 1}`)}
          >
            {standing === 0 ? text.undo : text.undoSince(standing)}
          </LinkButton>
        )}
        {offers && withdrawn && later === 0 && (
          <LinkButton careful onClick={() => say('/redo')}>
            {text.redo}
          </LinkButton>
        )}
      </p>
    </section>
  );
}

/** Turns after this one that changed files. */
function changedAfter(turns: readonly TurnView[], turnId: string): readonly TurnView[] {
  const at = turns.findIndex((one) => one.turnId === turnId);
  return turns.slice(at + 1).filter(({ changed }) => changed.length > 0);
}
