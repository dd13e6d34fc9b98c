// Opens SQLite tiers in folders of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteTier, SQLITE_CAPABILITIES } from '../../../runtime/tiers/index.js';
import type { Harness } from './support.js';

export const ASSETS = path.resolve(import.meta.dirname, '../../../dist');

const folders = new Set<string>();
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed after the tests of the file. */
export function testFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'memfun-tier-'));
  folders.add(folder);
  return folder;
}

export function sqliteHarness(engine: 'node:sqlite' | 'sql.js'): Harness {
  const folder = testFolder();
  let count = 0;
  return {
    name: `sqlite (${engine})`,
    capabilities: SQLITE_CAPABILITIES[engine],
    namespace: () => {
      const file = path.join(folder, `space-${++count}`, 'tier.db');
      return Promise.resolve({
        open: (options) => openSqliteTier({ file, assetsDir: ASSETS, engine, ...options }),
      });
    },
  };
}
