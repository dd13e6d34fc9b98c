// Workers and their tasks: who is there, what waits, runs and failed, and what can be done about it.
import { useEffect, useRef, useState } from 'react';
import type { SharedCluster } from '../../extension/bridge/index.js';
import { language } from '../language.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Failed, Nothing, Waiting } from '../ui/desk-parts.js';
import { ago } from '../ui/format.js';
import { Button, Icon } from '../ui/kit.js';
import { Queues } from './queues.js';
import { type TaskActions, Tasks } from './tasks.js';
import { useLive } from './use-live.js';
import { useClusterNews } from './use-news.js';
import { Workers } from './workers.js';

const text = strings.cluster;
/** The same in every language. */
const START_HERE = 'memfun worker --tier sqlite --dir .';

export function ClusterView() {
  const { client, store } = useApp();
  const shown = useAppState((state) => state.shown);
  const { state, at, problem, again } = useLive();
  useClusterNews(state);
  const [said, setSaid] = useState('');
  const view = useRef<HTMLDivElement>(null);
  const ready = state !== undefined;
  useEffect(() => {
    if (shown > 0 && ready) view.current?.focus();
  }, [shown, ready]);

  const choose = (): void => void client.request('cluster.choose', {}).catch(store.report);
  if (state === undefined)
    return problem === undefined ? (
      <Waiting label={text.loading} />
    ) : (
      <Failed title={text.failed} problem={problem.why} again={text.again} onAgain={again}>
        <Button secondary onClick={choose}>
          {text.choose}
        </Button>
      </Failed>
    );
  if (state.reach === 'process')
    return (
      <div ref={view} className="list-view desk cluster" tabIndex={-1}>
        <Nothing icon="server-process" title={text.none} more={text.noneMore}>
          <Button onClick={choose}>{text.choose}</Button>
        </Nothing>
        <p className="quiet cluster-how">
          {text.noneHow} <code>{START_HERE}</code>
        </p>
      </div>
    );

  const act = async (work: Promise<unknown>, told: string): Promise<void> => {
    try {
      await work;
      setSaid(told);
    } catch (error) {
      store.report(error);
    }
    again();
    view.current?.focus();
  };
  const actions: TaskActions = {
    requeue: ({ taskId, title }) =>
      void act(client.request('cluster.requeue', { taskId }), text.requeued(title)),
    discard: ({ taskId, title }) =>
      void act(client.request('cluster.discard', { taskId }), text.discarded(title)),
    cancel: ({ taskId, title }) =>
      void act(client.request('cluster.cancel', { taskId }), text.cancelled(title)),
  };
  const dead = state.tasks.filter((task) => task.state === 'dead');
  const others = state.tasks.filter((task) => task.state !== 'dead');
  return (
    <section ref={view} className="list-view desk cluster" tabIndex={-1} aria-label={text.title}>
      {problem !== undefined && (
        <div className="banner error cluster-offline" role="alert">
          <Icon name="debug-disconnect" />
          <div>
            <p>{text.offline(ago(at, problem.at))}</p>
            <p className="quiet">{problem.why}</p>
          </div>
        </div>
      )}
      <Glance state={state} />
      <p className="desk-said" role="status">
        {said}
      </p>
      <Workers workers={state.workers} now={state.now} start={state.start} />
      {dead.length > 0 && (
        <Tasks title={text.dead} tasks={dead} now={state.now} actions={actions} />
      )}
      <Queues queues={state.queues} />
      {others.length > 0 && (
        <Tasks title={text.tasks} tasks={others} now={state.now} actions={actions} />
      )}
      {state.more > 0 && <p className="quiet">{text.more(state.more)}</p>}
    </section>
  );
}

const perHour = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

function Glance({ state }: { readonly state: SharedCluster }) {
  const sum = (key: 'waiting' | 'running'): number =>
    state.queues.reduce((total, queue) => total + queue[key], 0);
  const { facts } = text;
  return (
    <p className="glance cluster-glance" data-testid="cluster-glance">
      <strong>{text.tiers[state.tier]}</strong>
      <span>{facts.workers(state.workers.length)}</span>
      <span>{facts.waiting(sum('waiting'))}</span>
      <span>{facts.running(sum('running'))}</span>
      <span>{facts.perHour(perHour.format(state.donePerHour))}</span>
    </p>
  );
}
