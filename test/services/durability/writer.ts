// A window in a process of its own: saves without end and says each save that was acknowledged. To be killed.
import path from 'node:path';
import { createIds, systemClock } from '../../../runtime/core/index.js';
import { openMemoryOnFiles } from '../../../runtime/memory/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';

const [folder = '', assetsDir = '', name = ''] = process.argv.slice(2);

async function saveWithoutEnd(): Promise<never> {
  const memory = await openMemoryOnFiles({
    userStorage: createNodeFileStore(path.join(folder, 'user')),
    projectStorage: createNodeFileStore(path.join(folder, 'project')),
    clock: systemClock,
    ids: createIds(),
    assetsDir,
    findSecrets: () => [],
    // Snapshots as soon as they are due, so that kills hit them too.
    idleMs: 0,
  });
  for (let i = 0; ; i++) {
    // Every word its own, so that no two are taken for the same; every second one about the user.
    const content = `word${name}${i} stands for thing${name}${i}`;
    const layer = i % 2 === 0 ? 'core' : 'project';
    const { memory: saved } = await memory.save({ content, layer });
    process.stdout.write(`saved ${saved.id} ${content}\n`);
    if (i % 5 === 0) {
      await memory.markUsed([saved.id]);
      process.stdout.write(`used ${saved.id}\n`);
    }
  }
}

void saveWithoutEnd();
