// What the page is told about better prompts while the runtime behind it cannot be had, and afterwards.
import { expect, it } from 'vitest';
import type { SearchEnded } from '../../../extension/bridge/index.js';
import { optimizeHandlers } from '../../../extension/chat/optimize-handlers.js';
import { OptimizeDesk, type OptimizeDeskOptions } from '../../page/support/optimize.js';
import { reportOf } from '../../support/optimize-report.js';
import { eventually } from '../../support/waiting.js';

const { signal } = new AbortController();
const search = {
  target: 'direct.answer',
  optimizer: 'gepa',
  objective: 'quality',
  calls: 10,
  costUsd: 1,
} as const;

it('a search that could not begin does not stand in the way of the next one', async () => {
  const desk = new OptimizeDesk();
  let isThere = false;
  const handlers = optimizeHandlers(
    async () => {
      if (!isThere) throw new Error('The runtime could not be opened.');
      return desk;
    },
    () => undefined,
  );
  await expect(handlers['optimize.run'](search, signal)).rejects.toThrow('could not be opened');

  isThere = true;
  expect((await handlers['optimize.state']({}, signal)).running).toBeUndefined();
  await handlers['optimize.run'](search, signal);
  expect((await handlers['optimize.state']({}, signal)).running).toMatchObject({ calls: 84 });
  await handlers['optimize.stop']({}, signal);
});

it('the end of a search is told once, with what came of it', async () => {
  const ends = async (
    options: OptimizeDeskOptions,
    stop = false,
  ): Promise<readonly SearchEnded[]> => {
    const told: SearchEnded[] = [];
    const desk = new OptimizeDesk(options);
    const handlers = optimizeHandlers(
      async () => desk,
      (end) => told.push(end),
    );
    await handlers['optimize.run'](search, signal);
    if (stop) await handlers['optimize.stop']({}, signal);
    await eventually(() => expect(told).not.toEqual([]));
    expect((await handlers['optimize.state']({}, signal)).running).toBeUndefined();
    return told;
  };
  const found = reportOf({ id: 'chg_found' });
  expect(await ends({ finds: found })).toEqual([{ came: 'found' }]);
  const verdict = { ...found.verdict, offered: false };
  expect(await ends({ finds: { ...found, verdict } })).toEqual([{ came: 'nothing' }]);
  expect(await ends({}, true)).toEqual([{ came: 'stopped' }]);
  expect(await ends({ fails: new Error('No model answers.') })).toEqual([
    { came: 'failed', failure: 'No model answers.' },
  ]);
});
