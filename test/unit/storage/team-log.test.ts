// What was remembered here reaches the common store some day, whatever lies beside it in the outbox.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLogger } from '../../../runtime/core/index.js';
import type { KnowledgeBase, LogOperation, StateStore } from '../../../runtime/ports/index.js';
import { createNodeFileStore, TeamLog } from '../../../runtime/storage/index.js';
import { TooLargeError } from '../../../runtime/tiers/errors.js';
import { createInProcessTier } from '../../../runtime/tiers/index.js';
import { tempFolder } from '../../support/memory.js';
import { eventually, settle } from '../../support/waiting.js';

const LOCAL: KnowledgeBase = {
  append: async () => undefined,
  readNew: async () => [],
  onForeignChange: () => ({ dispose: () => undefined }),
  damage: () => [],
  snapshots: undefined,
  close: async () => undefined,
};
const operation = (hlc: string, body = 'said'): LogOperation => ({ hlc, body });

function opened(put: (state: StateStore) => StateStore['put'] = (state) => state.put.bind(state)) {
  const folder = tempFolder();
  const { state } = createInProcessTier();
  const store: StateStore = {
    get: (key) => state.get(key),
    put: put(state),
    delete: (key, options) => state.delete(key, options),
    transact: (writes) => state.transact(writes),
    list: (prefix) => state.list(prefix),
    watch: (prefix, handler, options) => state.watch(prefix, handler, options),
    close: () => state.close(),
  };
  const log = new TeamLog({
    local: LOCAL,
    files: createNodeFileStore(folder),
    place: 'here',
    open: async () => store,
    newOrigin: () => 'window-1',
    logger: silentLogger,
    retryMs: 10,
  });
  onTestFinished(() => log.close());
  const brought = async (): Promise<readonly string[]> =>
    (await state.list('memory-log.')).map(({ key }) => key.slice('memory-log.'.length));
  return { folder, log, brought };
}

test('a batch that is still being written when others are brought is not thrown away', async () => {
  const { folder, log, brought } = opened();
  await log.append([operation('1')]);
  await eventually(async () => expect(await brought()).toEqual(['1']));
  const file = path.join(folder, 'outbox/2.json');
  const whole = JSON.stringify({ origin: 'window-1', operations: [operation('2')] });
  writeFileSync(file, whole.slice(0, 20));
  await log.append([operation('3')]);
  await eventually(async () => expect(await brought()).toEqual(['1', '3']));
  await settle();
  expect(existsSync(file)).toBe(true);
  writeFileSync(file, whole);
  await log.append([operation('4')]);
  await eventually(async () => expect(await brought()).toEqual(['1', '2', '3', '4']));
});

test('while the store does not answer it is asked no more often for every memory that waits', async () => {
  let asked = 0;
  const { log } = opened(() => async () => {
    asked++;
    throw new Error('no answer');
  });
  for (let n = 10; n < 30; n++) await log.append([operation(`${n}`)]);
  await settle(50);
  asked = 0;
  await settle(200);
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(30); // one try after each 10 ms
});

test('a batch that is too large for the store goes in parts, and what comes after it arrives', async () => {
  const { log, brought } = opened((state) => async (key, value, options) => {
    const { length } = JSON.stringify(value);
    if (length > 300) throw new TooLargeError('A value', length, 300);
    return state.put(key, value, options);
  });
  const text = 'x'.repeat(100);
  await log.append(['1', '2', '3', '4'].map((hlc) => operation(hlc, text)));
  await log.append([operation('5', 'x'.repeat(1_000))]);
  await log.append([operation('6')]);
  await eventually(async () => expect(await brought()).toEqual(['1', '3', '6']));
});

test('parts that were to come when the server went away are brought later', async () => {
  let puts = 0;
  const { log, brought } = opened((state) => async (key, value, options) => {
    const { length } = JSON.stringify(value);
    // As NATS does: what is there already is seen before how large it is.
    if (length > 300 && (await state.get(key)) === undefined)
      throw new TooLargeError('A value', length, 300);
    if (++puts === 2) throw new Error('the server is away');
    return state.put(key, value, options);
  });
  const text = 'x'.repeat(100);
  await log.append(['1', '2', '3', '4'].map((hlc) => operation(hlc, text)));
  await log.append([operation('5')]);
  await eventually(async () => expect(await brought()).toEqual(['1', '3', '5']));
});
