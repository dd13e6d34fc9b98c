// Whoever follows a SQLite file that cannot be read for a while hears of it once, and then misses nothing.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Logger } from '../../../runtime/core/index.js';
import { openSqliteTier } from '../../../runtime/tiers/index.js';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { eventually } from '../../support/waiting.js';

const folder = testFolder();
let count = 0;
const fresh = (): string => {
  const place = path.join(folder, `trouble-${++count}`);
  mkdirSync(place);
  return path.join(place, 'tier.db');
};
function recorder(): { readonly logger: Logger; readonly said: string[] } {
  const said: string[] = [];
  const note = (message: string): void => void said.push(message);
  const quiet = (): void => undefined;
  const levels = { trace: quiet, debug: quiet, info: quiet, warn: note, error: note };
  const logger: Logger = { ...levels, child: () => logger };
  return { logger, said };
}

test('a subscriber and a watcher hear of it, and get everything when the file can be read again', async () => {
  const file = fresh();
  const { logger, said } = recorder();
  const tier = await openSqliteTier({ file, assetsDir: ASSETS, logger });
  const other = await openSqliteTier({ file, assetsDir: ASSETS });
  const got: unknown[] = [];
  const seen: string[] = [];
  const troubles: string[] = [];
  const onTrouble = ({ message }: Error): void => void troubles.push(message);
  await tier.bus.subscribe('s', async ({ payload }) => void got.push(payload), { onTrouble });
  await tier.state.watch('', ({ key }) => void seen.push(key));
  await other.bus.publish('s', 1);
  await other.state.put('a', 1);
  await eventually(() => expect([got, seen]).toEqual([[1], ['a']]));
  const breaker = new DatabaseSync(file);
  const rename = (from: string, to: string): void => {
    for (const table of ['messages', 'changes'])
      breaker.exec(`alter table ${from}${table} rename to ${to}${table}`);
  };
  rename('', 'away_');
  breaker.exec(`insert into away_messages (subject, payload, published) values (x'73', '2', 1)`);
  breaker.exec(
    `insert into away_changes (store, kind, key, value) values ('state', 'put', x'62', '2')`,
  );
  await eventually(() => expect(troubles).toEqual(['no such table: messages']));
  await eventually(() => expect(said).toContain('changes of the file cannot be read'));
  await new Promise((resolve) => setTimeout(resolve, 150));
  rename('away_', '');
  await eventually(() =>
    expect([got, seen]).toEqual([
      [1, 2],
      ['a', 'b'],
    ]),
  );
  expect(troubles).toHaveLength(1);
  expect(said).toHaveLength(new Set(said).size);
  breaker.close();
  await Promise.all([tier.close(), other.close()]);
});
