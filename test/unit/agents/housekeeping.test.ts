// Behind the turns: conversations that were left are summed up once, what has faded is archived once a day.
import { describe, expect, test } from 'vitest';
import { Housekeeping } from '../../../runtime/agents/index.js';
import {
  createIds,
  DEFAULT_LIMITS,
  ManualClock,
  type RunEvent,
  silentLogger,
  ZERO_USAGE,
} from '../../../runtime/core/index.js';
import { sessionSummary } from '../../../runtime/models/index.js';
import { sessionSummaryRule } from '../../../runtime/models/offline/rules/session-summary.js';
import { createFileSessionManager } from '../../../runtime/storage/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { openWindow, tempFolder } from '../../support/memory.js';
import { ScriptedPredictor } from '../rlm/scripted.js';

const DAY = 86_400_000;

async function house(script?: () => Error) {
  const clock = new ManualClock();
  const ids = createIds(clock);
  const sessions = createFileSessionManager({
    files: createMemoryFileStore(),
    clock,
    ids,
    logger: silentLogger,
  });
  const memory = await openWindow(tempFolder(), { clock });
  const predictor = new ScriptedPredictor({
    'session.summary':
      script ?? ((input) => sessionSummaryRule.answer(sessionSummary.input.parse(input))),
  });
  const keeper = new Housekeeping({ memory, sessions, clock, logger: silentLogger });
  const say = async (sessionId: string, text: string, answer: string): Promise<void> => {
    clock.advance(1_000);
    const frame = { at: clock.now(), turnId: ids.next('turn') };
    const request = { intent: 'ask' as const, text, attachments: [], effort: 'auto' as const };
    const events: RunEvent[] = [
      { ...frame, type: 'turn.started', request, model: { id: 'm', label: 'M', offline: true } },
      { ...frame, type: 'answer.completed', text: answer, citations: [] },
      { ...frame, type: 'turn.ended', stopReason: 'answered', usage: ZERO_USAGE, ms: 1 },
    ];
    for (const event of events) await sessions.append(sessionId, event);
  };
  const run = (sessionId: string, signal = new AbortController().signal): Promise<void> =>
    keeper.run({ sessionId, predictor, limits: DEFAULT_LIMITS, signal });
  const summaries = async () => memory.list({ layers: ['recent'] });
  return { clock, sessions, memory, predictor, keeper, say, run, summaries };
}

describe('a conversation that was left', () => {
  test('is summed up once: topics, decisions, outcome, when; going on with it makes a new version', async () => {
    const { sessions, say, run, summaries, predictor } = await house();
    const { sessionId: old } = await sessions.create('Packages');
    await say(old, 'How do I install?', 'Run the installer. It asks.');
    await say(old, 'We decided to move to pnpm.', 'Noted.');
    const { sessionId: now } = await sessions.create('Next');
    await say(now, 'hello', 'Hi.');
    for (let times = 0; times < 3; times++) await run(now);
    const [summary, ...more] = await summaries();
    expect(more).toEqual([]);
    expect(summary).toMatchObject({
      layer: 'recent',
      fields: { summaryOf: old },
      provenance: { source: 'agent', sessionId: old },
    });
    expect(summary?.content).toMatch(
      /^\d{4}-\d\d-\d\d, “Packages”\. Topics: .*Decisions: We decided to move to pnpm\. Outcome: Noted\.$/,
    );
    expect(predictor.calls).toHaveLength(1);

    await say(old, 'And how do I test?', 'Run the tests.');
    await run(now);
    const [newer] = await summaries();
    expect(newer).toMatchObject({ id: summary?.id, version: 2 });
    expect(newer?.content).toContain('Outcome: Run the tests.');
  });

  test('is not summed up while it goes on, when it was a single question, or long ago', async () => {
    const { sessions, say, run, summaries, clock } = await house();
    const { sessionId: single } = await sessions.create('One');
    await say(single, 'hello', 'Hi.');
    const { sessionId: own } = await sessions.create('Own');
    await say(own, 'How?', 'So.');
    await say(own, 'Why?', 'Because.');
    await run(own);
    expect(await summaries()).toEqual([]);
    clock.advance(30 * DAY);
    await run(single);
    expect(await summaries()).toEqual([]);
  });

  test('holds no secret and no code', async () => {
    const { sessions, say, run, memory, predictor } = await house();
    const { sessionId } = await sessions.create('Keys');
    const key = ['ghp', 'Zq8vT1xWm4Kc7Rb2Nf9Lp6Hs3Jd5Yg0AeBuX'].join('_');
    await say(sessionId, `Use ${key} for it.`, '```ts\nsecretCode()\n```');
    await say(sessionId, 'My password is hunter2', 'Do not tell me.');
    await run('other');
    expect(predictor.calls).toHaveLength(1);
    const told = JSON.stringify([predictor.calls, await memory.list()]);
    expect(told).not.toMatch(/ghp_Z|secretCode|hunter2/);
  });

  test('that no model can sum up is not tried again until it changes', async () => {
    const { sessions, say, run, predictor } = await house(() => new Error('no connection'));
    const { sessionId } = await sessions.create('Talk');
    await say(sessionId, 'How?', 'So.');
    await say(sessionId, 'Why?', 'Because.');
    await run('other');
    await run('other');
    expect(predictor.calls).toHaveLength(1);
    await say(sessionId, 'When?', 'Now.');
    await run('other');
    expect(predictor.calls).toHaveLength(2);
  });

  test('a stop ends it quietly', async () => {
    const { sessions, say, run, summaries } = await house();
    const { sessionId } = await sessions.create('Talk');
    await say(sessionId, 'How?', 'So.');
    await say(sessionId, 'Why?', 'Because.');
    await run('other', AbortSignal.abort());
    expect(await summaries()).toEqual([]);
  });
});

test('what has faded is archived, at most once a day', async () => {
  const { memory, clock, run } = await house();
  const archived = async () => (await memory.list({ statuses: ['archived'] })).length;
  await memory.save({ content: 'Ada reviews the parser', layer: 'session' });
  clock.advance(44 * DAY);
  await memory.save({ content: 'Tea is at four', layer: 'session' });
  clock.advance(16 * DAY);
  await run('ses');
  expect(await archived()).toBe(1);
  clock.advance(DAY / 2);
  await run('ses');
  expect(await archived()).toBe(1);
  clock.advance(DAY);
  await run('ses');
  expect(await archived()).toBe(2);
});
