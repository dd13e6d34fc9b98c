// A worker's checkout goes with the place that was opened in it, whatever else fails; a repository that git refuses is told.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Memfun } from '../../../runtime/app/index.js';
import { planParts } from '../../../runtime/cli/worker/plan-places.js';
import { placeIn } from '../../../runtime/cli/worker/workplaces.js';
import { silentLogger } from '../../../runtime/core/index.js';
import { createInProcessTier } from '../../../runtime/tiers/index.js';
import { environmentOn } from '../../support/environment.js';

function checkout() {
  let closed = 0;
  return { closed: () => closed, close: async () => void closed++ };
}
const fails = async (): Promise<never> => {
  throw new Error('no');
};

test('a checkout goes when its place cannot be closed', async () => {
  const own = checkout();
  const place = await placeIn(own, async () => ({ close: fails }) as Partial<Memfun> as Memfun);
  expect(own.closed()).toBe(0);
  await expect(place.close()).rejects.toThrow('no');
  expect(own.closed()).toBe(1);
});

test('a checkout goes when its place cannot be opened', async () => {
  const own = checkout();
  await expect(placeIn(own, fails)).rejects.toThrow('no');
  expect(own.closed()).toBe(1);
});

test('a repository that git does not read is told: else a worker would wait for parts of plans that never come', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'unread-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const error = vi.fn();
  const env = environmentOn(folder, { logger: { ...silentLogger, error } });
  const tier = createInProcessTier();
  const how = {
    agents: ['coder'],
    checkouts: undefined,
    storage: folder,
    work: { state: tier.state, maxEventBytes: 1 },
    signal: new AbortController().signal,
  };
  await planParts(env, how);
  expect(error).not.toHaveBeenCalled();
  mkdirSync(path.join(folder, '.git'));
  await planParts(env, how);
  expect(error).toHaveBeenCalledWith(expect.stringContaining('git does not read'), {
    folder,
    try: expect.stringContaining('git -C'),
  });
  await tier.close();
});
