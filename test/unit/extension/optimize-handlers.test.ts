// What the page is told about better prompts while the runtime behind it cannot be had, and afterwards.
import { expect, it } from 'vitest';
import { optimizeHandlers } from '../../../extension/chat/optimize-handlers.js';
import { OptimizeDesk } from '../../page/support/optimize.js';

const { signal } = new AbortController();

it('a search that could not begin does not stand in the way of the next one', async () => {
  const desk = new OptimizeDesk();
  let isThere = false;
  const handlers = optimizeHandlers(async () => {
    if (!isThere) throw new Error('The runtime could not be opened.');
    return desk;
  });
  const search = { target: 'direct.answer', optimizer: 'gepa', objective: 'quality', calls: 10, costUsd: 1 } as const;
  await expect(handlers['optimize.run'](search, signal)).rejects.toThrow('could not be opened');

  isThere = true;
  expect((await handlers['optimize.state']({}, signal)).running).toBeUndefined();
  await handlers['optimize.run'](search, signal);
  expect((await handlers['optimize.state']({}, signal)).running).toMatchObject({ calls: 84 });
  await handlers['optimize.stop']({}, signal);
});
