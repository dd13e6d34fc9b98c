// A process that opens a writer's checkout and then works on it until it is killed.
import { Overlay } from '../../../runtime/changes/index.js';
import { createIds, systemClock } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { openWorktrees } from '../../../runtime/writers/index.js';

const [workspace = '', place = ''] = process.argv.slice(2);
const ids = createIds();
const { signal } = new AbortController();

async function work(): Promise<void> {
  const options = { workspace, place, clock: systemClock, nextId: () => ids.next('task') };
  const worktrees = await openWorktrees(options, signal);
  process.stdout.write('started\n');
  for (;;) {
    const turn = new Overlay({ workspace: createNodeFileStore(workspace) });
    const worktree = await worktrees?.open(turn, signal);
    if (worktree === undefined) throw new Error('no checkout');
    process.stdout.write('open\n');
    await worktree.overlay.write('made.txt', new TextEncoder().encode('made'));
    await worktree.collect([], signal);
  }
}

void work();
