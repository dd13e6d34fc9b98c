// A run that would go over the day's cap is announced before it begins, by what earlier runs like it have cost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SpendAccount } from '../../../runtime/app/spend-account.js';
import {
  createIds,
  DEFAULT_LIMITS,
  type RunEvent,
  type StopReason,
  silentLogger,
  type TurnRequest,
  ZERO_USAGE,
} from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import type { TraceStore } from '../../../runtime/traces/index.js';
import { openTraces, traceFolder } from '../../support/trace-database.js';
import { keepRun } from '../../support/trace-store.js';

const MODEL = { id: 'anthropic/claude', label: 'Claude', offline: false };
const ASKED: TurnRequest = { intent: 'ask', text: 'why?', attachments: [], effort: 'auto' };
const DAY = 86_400_000;
const ids = createIds();

interface Past {
  readonly model?: string;
  readonly request?: Partial<TurnRequest>;
  readonly daysAgo?: number;
  readonly stopReason?: StopReason;
}

/** Runs that have cost so much, in US dollars, one after the other. */
async function ran(store: TraceStore, costs: readonly number[], past: Past = {}): Promise<void> {
  const { model = MODEL.id, request, daysAgo = 1, stopReason = 'answered' } = past;
  for (const [n, costUsd] of costs.entries()) {
    const at = Date.now() - daysAgo * DAY + n * 1_000;
    const turnId = ids.next('turn');
    const run: readonly RunEvent[] = [
      {
        type: 'turn.started',
        at,
        turnId,
        request: { ...ASKED, ...request },
        model: { id: model, label: model, offline: costUsd === 0 },
      },
      {
        type: 'turn.ended',
        at: at + 500,
        turnId,
        stopReason,
        usage: { ...ZERO_USAGE, costUsd },
        ms: 500,
      },
    ];
    await keepRun(store, run);
  }
}

function account(earlier: TraceStore): SpendAccount {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-forecast-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { userStorage: createNodeFileStore(folder), logger: silentLogger };
  return new SpendAccount(env, ids, earlier);
}

const announced = async (
  spending: SpendAccount,
  {
    capUsd = 1,
    model = MODEL,
    ...request
  }: Partial<TurnRequest> & { capUsd?: number; model?: typeof MODEL } = {},
): Promise<readonly string[]> => {
  const config = { budget: DEFAULT_LIMITS, dayUsd: capUsd, effort: 'auto' as const };
  return (await spending.plan(config, { ...ASKED, ...request }, async () => model)).notices;
};

describe.each([
  ['the database', {}],
  ['the logs alone', { database: undefined }],
])('by %s', (_name, more) => {
  const opened = (): TraceStore => openTraces(traceFolder(), more);

  it('the first run of a day that would go over the cap is announced before it begins', async () => {
    const store = opened();
    await ran(store, [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
    const spending = account(store);
    expect(await announced(spending, { capUsd: 4 })).toEqual([
      expect.stringContaining(
        "A message costs about $5.00, rarely more than $9.00, as your last 10 with Claude did. Of the day's $4.00, $4.00 are left",
      ),
    ]);
    expect(await announced(spending, { capUsd: 9 })).toEqual([]);
    expect(await announced(spending, { capUsd: Number.POSITIVE_INFINITY })).toEqual([]);
    expect(await announced(spending, { capUsd: 4, text: '/cost' })).toEqual([]);
  });

  it('other models, other kinds, older runs, free ones and those cut short say nothing', async () => {
    const store = opened();
    await ran(store, [9, 9, 9, 9, 9], { model: 'anthropic/other' });
    await ran(store, [9, 9, 9, 9, 9], { daysAgo: 15 });
    await ran(store, [9, 9, 9, 9, 9], { stopReason: 'stopped' });
    await ran(store, [0, 0, 0, 0, 0]);
    await ran(store, [9, 9, 9, 9]);
    await ran(store, [7, 7, 7, 7, 7], { request: { intent: 'fix' } });
    await ran(store, [8, 8, 8, 8, 8], { request: { effort: 'team' } });
    const spending = account(store);
    expect(await announced(spending)).toEqual([]);
    expect(await announced(spending, { intent: 'refactor' })).toEqual([
      expect.stringContaining('A fix, test or refactoring costs about $7.00'),
    ]);
    for (const plan of [{ effort: 'team' as const }, { text: '/team build it' }])
      expect(await announced(spending, plan)).toEqual([
        expect.stringContaining('A plan costs about $8.00'),
      ]);
    const { forecasts } = await spending.report(1, async () => MODEL);
    expect(forecasts.map(({ kind, runs }) => [kind, runs])).toEqual([
      ['change', 5],
      ['plan', 5],
    ]);
  });

  it('only the newest twenty count, also those that have ended since', async () => {
    const store = opened();
    await ran(store, [50, 50, 50, 50, 50], { daysAgo: 3 });
    await ran(
      store,
      Array.from({ length: 20 }, () => 0.02),
      { daysAgo: 2 },
    );
    const spending = account(store);
    const shown = async () => (await spending.report(1, async () => MODEL)).forecasts;
    expect(await shown()).toMatchObject([{ runs: 20, likelyUsd: 0.02, mostUsd: 0.02 }]);
    await ran(store, [3, 3, 3]);
    spending.turnEnded({ ...ZERO_USAGE, costUsd: 3 });
    expect(await shown()).toMatchObject([{ runs: 20, likelyUsd: 0.02, mostUsd: 3 }]);
  });
});

it('a model that costs nothing is never warned of', async () => {
  const store = openTraces(traceFolder());
  await ran(store, [9, 9, 9, 9, 9], { model: 'offline/rules' });
  const offline = { id: 'offline/rules', label: 'Rules', offline: true };
  expect(await announced(account(store), { model: offline })).toEqual([]);
});

it('without earlier runs the average of today is told', async () => {
  const spending = account(openTraces(traceFolder()));
  spending.take({
    type: 'model.called',
    at: 1,
    turnId: 'trn_1',
    role: 'root',
    signature: 'rlm.step',
    model: MODEL.id,
    usage: { ...ZERO_USAGE, modelCalls: 1, costUsd: 3 },
    ms: 1,
    ok: true,
  });
  spending.turnEnded({ ...ZERO_USAGE, costUsd: 3 });
  expect(await announced(spending, { capUsd: 5 })).toEqual([
    expect.stringContaining('Runs of today cost $3.00 on average.'),
  ]);
});

it('what cannot be read holds no run up', async () => {
  const broken = { costs: () => Promise.reject(new Error('the disk is gone')) };
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-forecast-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { userStorage: createNodeFileStore(folder), logger: silentLogger };
  expect(await announced(new SpendAccount(env, ids, broken))).toEqual([]);
});
