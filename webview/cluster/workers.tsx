// The workers of a tier: what each has in hand, and how long it counts as living without another word.
import type { ClusterWorker } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';
import { wholeSeconds } from '../ui/format.js';
import { Icon } from '../ui/kit.js';

const text = strings.cluster;

export function Workers(props: {
  readonly workers: readonly ClusterWorker[];
  readonly now: number;
  /** The command that starts one. */
  readonly start: string;
}) {
  const { workers, now, start } = props;
  return (
    <section aria-label={text.workers}>
      <h2>{text.workers}</h2>
      {workers.length === 0 && (
        <p className="quiet">
          {text.noWorkers} <code>{start}</code>
        </p>
      )}
      <ul className="rows plain">
        {workers.map((worker) => (
          <Row key={worker.id} worker={worker} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Row({ worker, now }: { readonly worker: ClusterWorker; readonly now: number }) {
  const { name, version, unfit, host, pid, expiresAt, concurrency, running, done, failed } = worker;
  return (
    <li className="row cluster-worker" data-testid="cluster-worker">
      <div className="row-line">
        <Icon name={unfit === undefined ? 'server' : 'warning'} />
        <span className="row-text desk-name">{name}</span>
        <span className="cluster-busy">{text.busy(running.length, concurrency)}</span>
      </div>
      {unfit !== undefined && <p className="cluster-unfit">{text.unfit[unfit]}</p>}
      <p className="glance quiet">
        <span>{text.version(version)}</span>
        <span>{text.on(host, pid)}</span>
        <span>{text.ended(done, failed)}</span>
        <span>{text.lease(wholeSeconds(expiresAt - now))}</span>
      </p>
      {running.length > 0 && (
        <ul className="cluster-running plain">
          {running.map(({ taskId, title, attempt, since }) => (
            <li key={taskId}>
              <span className="row-text">{title}</span>
              <span className="quiet">
                {attempt > 1 && `${text.tookOver}, ${text.attempt(attempt)}, `}
                {text.since(wholeSeconds(now - since))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
