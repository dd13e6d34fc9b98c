// The worker thread that writes snapshots of a large memory, so that the editor's own thread is not held up.
import { workerData } from 'node:worker_threads';
import { createIds, systemClock } from '../core/index.js';
import { createNodeFileStore } from '../storage/index.js';
import { logsOnFiles, openStores } from './opened.js';
import { snapshotWorkSchema } from './snapshots-in-worker.js';

async function keepSnapshots(): Promise<void> {
  const { userRoot, projectRoot, assetsDir } = snapshotWorkSchema.parse(workerData);
  const window = createIds().next('window');
  const clock = systemClock;
  const logs = logsOnFiles({
    userStorage: createNodeFileStore(userRoot),
    projectStorage: createNodeFileStore(projectRoot),
    window,
    clock,
  });
  const { user, project } = await openStores({ ...logs, window, clock, assetsDir });
  // What is found through one of them may stand in the other: both stay open until both are kept.
  for (const store of [user, project]) await store.keepNow();
  for (const store of [user, project]) await store.close();
}

void keepSnapshots();
