// The commands about a conversation and its window: what they tell, and the file that one of them writes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  contextReport,
  conversationUse,
  costReport,
  exportReport,
  type ReportDeps,
  statusReport,
  tracesReport,
} from '../../../runtime/agents/reports/index.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { memoryInProcess, sessionsInProcess } from './stores.js';

const USAGE = {
  inputTokens: 1000,
  outputTokens: 50,
  cachedInputTokens: 10,
  modelCalls: 1,
  costUsd: 0.02,
};

function events(turnId: string, question: string): readonly RunEvent[] {
  const at = { at: Date.UTC(2026, 4, 1), turnId };
  return [
    {
      ...at,
      type: 'turn.started',
      request: { intent: 'ask', text: question, attachments: [], effort: 'auto' },
      model: { id: 'a/b', label: 'B', offline: false },
    },
    { ...at, type: 'step.started', stepId: `${turnId}s`, depth: 0, index: 1, title: 'Step 1' },
    {
      ...at,
      type: 'model.called',
      role: 'root',
      signature: 'rlm.step',
      model: 'a/b',
      usage: USAGE,
      ms: 5,
      ok: true,
    },
    { ...at, type: 'step.code', stepId: `${turnId}s`, reasoning: 'Look at it.', code: '1' },
    {
      ...at,
      type: 'answer.completed',
      text: `Answer to ${question}`,
      citations: [{ path: 'src/a.ts', line: 3 }],
    },
    { ...at, type: 'turn.ended', stopReason: 'answered', usage: USAGE, ms: 9 },
  ];
}

let folder: string;
let deps: ReportDeps;
const sessions = () => sessionsInProcess();
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'memfun-reports-'));
  const kept = sessions();
  for (const event of [...events('t1', 'one'), ...events('t2', 'two')])
    await kept.append('s', event);
  deps = {
    sessions: kept,
    sessionId: 's',
    turnId: 'own',
    model: async () => ({ id: 'a/b', label: 'B', contextWindow: 10_000, offline: false }),
    mode: () => 'ask',
    memory: memoryInProcess('one', 'two'),
    spending: {
      today: async () => ({ ...USAGE, costUsd: 1.5, turns: 3 }),
      forecasts: async () => [],
      capUsd: 2,
    },
    workspace: createNodeFileStore(folder),
    canWrite: true,
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a report', () => {
  test('of the cost has the turn, the conversation and the day, and what is left', async () => {
    const text = await costReport(deps);
    expect(text).toContain('| last turn | 1 | 1000 | 10 | 50 | $0.0200 |');
    expect(text).toContain('| this conversation | 2 | 2000 | 20 | 100 | $0.0400 |');
    expect(text).toContain('$1.50');
    expect(text).toContain('$0.50 are left');
    expect(text).toContain('There is no forecast yet: it needs 5 runs');
  });

  test('of the cost says what the next run will cost, and which runs say so', async () => {
    const forecast = { model: 'B', runs: 20, likelyUsd: 0.03, mostUsd: 0.114 };
    const forecasts = async () => [
      { ...forecast, kind: 'message' as const },
      { ...forecast, kind: 'plan' as const, likelyUsd: 2 },
    ];
    const text = await costReport({ ...deps, spending: { ...deps.spending, forecasts } });
    expect(text).toContain(
      'A message costs about $0.0300, rarely more than $0.11, as your last 20 with B did.',
    );
    expect(text).toContain('A plan costs about $2.00');
    expect(text).not.toContain('no forecast');
  });

  test('of the context says how full the window was', async () => {
    expect(await contextReport(deps)).toContain('1000 tokens (10 %)');
  });

  test('of the status names model, mode, conversation and spending', async () => {
    const text = await statusReport(deps);
    for (const part of ['a/b', 'asks before', '2 turns', '$0.0400 here', '$1.50 of $2.00 today'])
      expect(text).toContain(part);
  });

  test('of the traces lists the steps of the last turn', async () => {
    const text = await tracesReport(deps);
    expect(text).toContain('**two** (B)');
    expect(text).toContain('- “Look at it.”');
    expect(text).not.toContain('**one**');
  });

  test('does not count turns that were copied from another conversation', () => {
    const copied: RunEvent = {
      type: 'conversation.branched',
      at: 1,
      turnId: 't1',
      fromSessionId: 'x',
      turnIds: ['t1'],
    };
    const all = [...events('t1', 'one'), copied, ...events('t2', 'two')];
    expect(conversationUse(all).usage.costUsd).toBeCloseTo(0.02);
  });
});

describe('an export', () => {
  test('in Markdown has questions, answers and sources, without turns that were replaced', async () => {
    const kept = sessions();
    for (const event of [
      ...events('t1', 'old words'),
      { type: 'turns.replaced' as const, at: 1, turnId: 't1', turnIds: ['t1'] },
      ...events('t2', 'new words'),
    ])
      await kept.append('s', event);
    const told = await exportReport('chat.md', { ...deps, sessions: kept });
    expect(told).toContain('chat.md');
    const text = readFileSync(path.join(folder, 'chat.md'), 'utf8');
    expect(text).toContain('> new words');
    expect(text).toContain('Sources: `src/a.ts:3`');
    expect(text).not.toContain('old words');
  });

  test('as JSON has every event, and never writes over a file or outside', async () => {
    const told = await exportReport('json', deps);
    const name = /`(.+\.json)`/.exec(told)?.[1] ?? '';
    const read = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { events: unknown[] };
    expect(read.events).toHaveLength(12);
    await expect(exportReport(name, deps)).rejects.toMatchObject({ code: 'command.export' });
    await expect(exportReport('../out.md', deps)).rejects.toThrow(/outside/);
    await expect(exportReport('x.md', { ...deps, canWrite: false })).rejects.toMatchObject({
      code: 'command.export',
    });
  });
});
