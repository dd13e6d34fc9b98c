// What the user must know about a turn: notices, and how it ended when it did not end with an answer.
import type { NoticeView, TurnView } from '../../extension/bridge/index.js';
import { localError, localized } from '../localized.js';
import { useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Button, Icon } from '../ui/kit.js';
import { Remedy } from '../ui/remedy.js';

export function Notices({ notices }: { readonly notices: readonly NoticeView[] }) {
  return notices.map((notice, i) => (
    <div key={i} className={`banner ${notice.level}`}>
      <Icon name={notice.level} />
      <div>
        <p>{localized(notice.text)}</p>
        {notice.remedy !== undefined && <Remedy text={localized(notice.remedy)} />}
      </div>
    </div>
  ));
}

export function Ending({ turn }: { readonly turn: TurnView }) {
  const send = useSend();
  const offline = useAppState((state) => state.host?.model.offline ?? false);
  const running = useAppState((state) => state.running);
  const { stopReason } = turn;
  const error = turn.error === undefined ? undefined : localError(turn.error);
  if (stopReason === undefined || stopReason === 'answered') return null;
  const failed = stopReason === 'error';
  const remedy = error?.remedy ?? strings.endedRemedy[stopReason];
  return (
    <div className={`banner ${failed ? 'error' : 'warning'}`}>
      <Icon name={failed ? 'error' : stopReason === 'stopped' ? 'debug-stop' : 'warning'} />
      <div>
        <p>{error?.message ?? strings.ended[stopReason]}</p>
        {remedy !== '' && <Remedy text={remedy} />}
        <div className="banner-actions">
          <Button
            secondary
            disabled={running}
            onClick={() => send('turn.retry', { turnId: turn.turnId })}
          >
            {failed ? strings.tryAgain : strings.runAgain}
          </Button>
          {(offline || error?.code.startsWith('model') === true) && (
            <Button secondary onClick={() => send('host.command', { command: 'memfun.setUp' })}>
              {strings.setUp}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
