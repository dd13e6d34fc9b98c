// What a screen reader is told of workers and their tasks: that work began and ended, and what failed; not each task.
import { useEffect, useRef } from 'react';
import type { ClusterState, SharedCluster } from '../../extension/bridge/index.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';

interface Facts {
  readonly busy: boolean;
  readonly workers: number;
  readonly dead: ReadonlySet<string>;
}

const text = strings.cluster.news;

export function useClusterNews(state: ClusterState | undefined): void {
  const { store } = useApp();
  const known = useRef<Facts>(undefined);
  useEffect(() => {
    if (state === undefined || state.reach === 'process') return;
    const before = known.current;
    const now = factsOf(state);
    known.current = now;
    if (before === undefined) return;
    const failed = [...now.dead].filter((id) => !before.dead.has(id)).length;
    if (failed > 0) store.say(text.failed(failed), true);
    if (now.workers < before.workers) store.say(text.fewer(now.workers));
    if (now.busy !== before.busy) store.say(now.busy ? text.begun : text.ended);
  }, [store, state]);
}

const factsOf = ({ tasks, workers }: SharedCluster): Facts => ({
  busy: tasks.some(({ state }) => state === 'running' || state === 'waiting'),
  workers: workers.length,
  dead: new Set(tasks.filter(({ state }) => state === 'dead').map(({ taskId }) => taskId)),
});
