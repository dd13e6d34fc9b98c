// A policy keeps what was added, through restarts and damaged files.
import { expect, test } from 'vitest';
import type { LogRecord } from '../../../runtime/core/index.js';
import { createLogger } from '../../../runtime/core/index.js';
import { openPolicy, PolicyRuleError } from '../../../runtime/safety/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

function setUp() {
  const files = createMemoryFileStore();
  const records: LogRecord[] = [];
  const logger = createLogger('policy', (record) => records.push(record));
  return { files, records, open: () => openPolicy(files, { logger }) };
}

test('what is added is there after a restart, and what is removed is gone', async () => {
  const { open } = setUp();
  const policy = await open();
  await Promise.all([policy.add('allow', 'npm test', 'user'), policy.add('deny', 'curl', 'user')]);
  await policy.add('allow', ' npm test ', 'user');
  expect((await open()).patterns('ask')).toEqual({ allow: ['npm test'], deny: ['curl'] });
  await policy.remove('allow', 'npm test');
  expect((await open()).patterns('ask')).toEqual({ allow: [], deny: ['curl'] });
});

test('while planning no pattern allows, and every denial stands', async () => {
  const policy = await setUp().open();
  await policy.add('allow', 'npm test', 'user');
  await policy.add('deny', 'curl', 'user');
  expect(policy.patterns('plan')).toEqual({ allow: [], deny: ['curl'] });
});

test('a damaged file is passed over with a warning, and never written again', async () => {
  const { files, records, open } = setUp();
  await (await open()).add('deny', 'curl', 'user');
  files.files.set('00000002.json', new TextEncoder().encode('{"version": 1, "al'));
  const policy = await open();
  expect(policy.patterns('ask').deny).toEqual(['curl']);
  expect(records.map(({ level }) => level)).toEqual(['warn']);
  await policy.add('deny', 'wget', 'user');
  expect([...files.files.keys()].sort()).toEqual([
    '00000001.json',
    '00000002.json',
    '00000003.json',
  ]);
});

test('an empty rule is refused', async () => {
  const policy = await setUp().open();
  await expect(policy.add('allow', '  ', 'user')).rejects.toThrow(PolicyRuleError);
});
