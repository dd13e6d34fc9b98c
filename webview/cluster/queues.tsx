// The queues of a tier: for each kind of task how many wait, run, are done and failed.
import type { ClusterQueue } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';
import { Fold } from '../ui/kit.js';

const text = strings.cluster;
const COLUMNS = ['workers', 'waiting', 'running', 'done', 'dead'] as const;

export function Queues({ queues }: { readonly queues: readonly ClusterQueue[] }) {
  const used = queues.filter(
    ({ waiting, running, done, dead }) => waiting + running + done + dead > 0,
  );
  const idle = queues.filter((queue) => !used.includes(queue));
  return (
    <section aria-label={text.queues}>
      <h2>{text.queues}</h2>
      {used.length === 0 ? (
        <p className="quiet">{text.noQueues}</p>
      ) : (
        <table className="cluster-queues" data-testid="cluster-queues">
          <thead>
            <tr>
              <th scope="col">{text.queue}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {text.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used.map((queue) => (
              <tr key={queue.kind}>
                <th scope="row">{queueName(queue.kind)}</th>
                {COLUMNS.map((column) => (
                  <td key={column} data-label={text.columns[column]}>
                    {queue[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {idle.length > 0 && (
        <Fold title={text.idle(idle.length)}>
          <p className="quiet">{idle.map(({ kind }) => queueName(kind)).join(' · ')}</p>
        </Fold>
      )}
    </section>
  );
}

/** `turn` is anybody's, `turn/NAME` an agent's, `plan/NAME@REPOSITORY` the parts of plans for it. */
export function queueName(kind: string): string {
  if (kind === 'turn') return text.anything;
  const [, agent] = /^turn\/(.+)$/.exec(kind) ?? [];
  const [, part] = /^plan\/(.+)@[0-9a-f]+$/.exec(kind) ?? [];
  return part === undefined ? (agent ?? kind) : text.part(part);
}
