// A process that alone sees a small disk, and keeps a SQLite file on it: what held there, and what did not.
import assert from 'node:assert/strict';
import path from 'node:path';
import { openSqliteTier, TierFullError } from '../../../runtime/tiers/index.js';
import { fillDisk, freeDisk } from '../../host/small-disk.mjs';
import { play, type Room, SCENARIOS } from './full-scenarios.js';

async function main(folder: string): Promise<void> {
  let count = 0;
  const room: Room = {
    open: () => openSqliteTier({ file: path.join(folder, `${++count}`, 'tier.db'), assetsDir: '' }),
    fill: () => fillDisk(folder),
    free: () => freeDisk(folder),
  };
  for (const [promise, scenario] of SCENARIOS) {
    await play(scenario, room);
    process.stdout.write(`${promise}\n`);
  }
  fillDisk(folder);
  await assert.rejects(room.open(), TierFullError);
  freeDisk(folder);
  process.stdout.write('a file that cannot be made is no damaged file\n');
}

const [folder] = process.argv.slice(2);
if (folder !== undefined) void main(folder);
