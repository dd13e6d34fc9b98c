// A process that changes many files at once, again and again, and says what it is writing and what is applied. To be killed.
import path from 'node:path';
import {
  createDiskGround,
  openBackups,
  openJournaledTarget,
} from '../../../runtime/changes/index.js';
import { createIds, sleep, systemClock } from '../../../runtime/core/index.js';
import type { FileChange, FileStore } from '../../../runtime/ports/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { contentAt, FILES, generationOf, TOGGLED } from './generations.js';

const [folder = ''] = process.argv.slice(2);

async function changeWithoutEnd(): Promise<never> {
  const workspace = slow(createNodeFileStore(path.join(folder, 'workspace')));
  const storage = createNodeFileStore(path.join(folder, 'storage'));
  const target = await openJournaledTarget(createDiskGround(workspace), { storage });
  const backups = await openBackups({
    files: storage,
    capBytes: 1e9,
    clock: systemClock,
    ids: createIds(),
  });
  const { signal } = new AbortController();
  for (let next = generationOf(await target.current(FILES[0] ?? '')) + 1; ; next++) {
    const changes = FILES.map(
      (name): FileChange => ({
        kind: 'modify',
        path: name,
        before: contentAt(name, next - 1),
        after: contentAt(name, next),
      }),
    );
    const content = contentAt(TOGGLED, 0);
    changes.push(
      next % 2 === 0
        ? { kind: 'delete', path: TOGGLED, before: content, after: undefined }
        : { kind: 'create', path: TOGGLED, before: undefined, after: content },
    );
    await backups.apply({ turnId: `turn${next}`, sessionId: 'session' }, target, changes, signal);
    backups.finish(`turn${next}`);
    process.stdout.write(`applied ${next}\n`);
  }
}

/** A disk on which a kill often hits the middle of a file: half of it is written first. */
function slow(store: FileStore): FileStore {
  return {
    ...store,
    async write(name, data) {
      await store.write(name, data.subarray(0, data.length / 2));
      process.stdout.write(`writing ${name}\n`);
      await sleep(10);
      await store.write(name, data);
    },
  };
}

void changeWithoutEnd();
