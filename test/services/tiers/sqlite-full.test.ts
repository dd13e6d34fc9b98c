// A SQLite file that may not grow: a page limit everywhere, and a disk that is full where the system has small ones.
import { execFile } from 'node:child_process';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSqliteTier, TierFullError } from '../../../runtime/tiers/index.js';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { fillDisk, freeDisk, hasSmallDisks, smallDisk } from '../../host/small-disk.mjs';
import { bundleProgram } from '../../support/bundle-program.js';
import { fullSpec } from './full.spec.js';
import { type Room, SCENARIOS } from './full-scenarios.js';

let count = 0;

/** The connections that this test opened, by SQLite's own limit of pages. */
const sqlite = process.getBuiltinModule('node:sqlite');
const { DatabaseSync: Original } = sqlite;
const opened = new Set<DatabaseSync>();
beforeEach(() => {
  sqlite.DatabaseSync = class extends Original {
    constructor(file: string) {
      super(file);
      opened.add(this);
    }
  };
});
afterEach(() => {
  sqlite.DatabaseSync = Original;
  opened.clear();
});

function limitPages(pages: (database: DatabaseSync) => number): void {
  for (const database of opened)
    if (database.isOpen) database.exec(`pragma max_page_count = ${pages(database)}`);
}

const folder = testFolder();
fullSpec('sqlite, limit of pages', () => ({
  open: () =>
    openSqliteTier({ file: path.join(folder, `full-${++count}`, 'tier.db'), assetsDir: ASSETS }),
  fill: () =>
    limitPages((database) => Number(database.prepare('pragma page_count').get()?.['page_count'])),
  free: () => limitPages(() => 2 ** 30),
}));

if (hasSmallDisks) {
  let disk: Awaited<ReturnType<typeof smallDisk>>;
  beforeAll(async () => {
    disk = await smallDisk(3_000);
  });
  afterAll(() => disk.remove());
  const room = (): Room => ({
    open: () => {
      const file = path.join(disk.folder, `full-${++count}`, 'tier.db');
      return openSqliteTier({ file, assetsDir: ASSETS, engine: 'sql.js' });
    },
    fill: () => fillDisk(disk.folder),
    free: () => freeDisk(disk.folder),
  });
  fullSpec('sqlite, full disk, sql.js', room);

  test('no room left, sqlite, full disk: the same promises in a process that sees one', async () => {
    const program = await bundleProgram(path.join(import.meta.dirname, 'full-disk.ts'), {
      external: [],
    });
    const args = [...disk.entering, process.execPath, program, disk.inside];
    const { stdout } = await promisify(execFile)('nsenter', args);
    expect(stdout.trim().split('\n')).toHaveLength(SCENARIOS.length + 1);
  });

  test('a file that cannot be made for want of room says so, sql.js', async () => {
    fillDisk(disk.folder);
    await expect(room().open()).rejects.toThrow(TierFullError);
    freeDisk(disk.folder);
    await (await room().open()).close();
  });
}
