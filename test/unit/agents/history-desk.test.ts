// The conversation as models are given it: summed up when it is too large or on request, shown, pinned against, undone.
import { beforeEach, describe, expect, test } from 'vitest';
import { exchangesOf, readConversation } from '../../../runtime/agents/context/conversation.js';
import { HistoryDesk } from '../../../runtime/agents/context/history-desk.js';
import { TurnRecorder } from '../../../runtime/agents/turn/recorder.js';
import {
  Budget,
  DEFAULT_LIMITS,
  type RunEvent,
  runEventSchema,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import { ScriptedPredictor, scriptedModel, sourceOf } from '../rlm/scripted.js';
import { type RecordedSessions, sessionsInProcess } from './stores.js';

const SUMMARY = { topics: ['the parser'], decisions: ['We use pnpm'], progress: [], open: [] };

let sessions: RecordedSessions;
beforeEach(() => {
  sessions = sessionsInProcess();
});

function say(index: number, user: string, assistant: string): void {
  const frame = { at: index, turnId: `trn_${index}` };
  const request = { intent: 'ask' as const, text: user, attachments: [], effort: 'auto' as const };
  const model = { id: 'm', label: 'M', offline: false };
  const events: RunEvent[] = [
    { ...frame, type: 'turn.started', request, model },
    { ...frame, type: 'answer.completed', text: assistant, citations: [] },
  ];
  sessions.recorded.push(...events);
}

/** A desk whose events are recorded when its calls resolve. */
function desk(
  contextWindow: number,
  failure?: Error,
): Pick<HistoryDesk, 'compressCommand' | 'pinCommand' | 'compressWhenFull'> {
  const predictor = new ScriptedPredictor({ 'history.compress': () => failure ?? SUMMARY });
  const recorder = new TurnRecorder({
    sessions,
    sessionId: 's',
    turnId: 'trn_now',
    emit: () => undefined,
    clock: systemClock,
    logger: silentLogger,
  });
  const real = new HistoryDesk(
    { sessions, predictor, models: sourceOf(scriptedModel({ contextWindow })) },
    {
      sessionId: 's',
      turnId: 'trn_now',
      recorder,
      budget: Budget.open(DEFAULT_LIMITS),
      signal: new AbortController().signal,
    },
  );
  const recorded = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await recorder.settled();
    return result;
  };
  return {
    compressCommand: (rest) => recorded(real.compressCommand(rest)),
    pinCommand: (rest) => recorded(real.pinCommand(rest)),
    compressWhenFull: () => recorded(real.compressWhenFull()),
  };
}

const given = (window = 1_000_000): string[] =>
  exchangesOf(readConversation(sessions.recorded), window).map(({ user }) => user);
const long = (index: number): void =>
  say(index, `question ${index}`, `answer ${'word '.repeat(200)}`);

describe('a conversation that has outgrown half of the window', () => {
  test('is summed up; its turns stay in the record', async () => {
    for (let index = 0; index < 10; index++) long(index);
    const recorded = sessions.recorded.length;
    await desk(4_000).compressWhenFull();
    expect(sessions.recorded).toHaveLength(recorded + 2);
    const event = sessions.recorded.at(-1);
    expect(runEventSchema.parse(event)).toMatchObject({
      type: 'history.compressed',
      summary: SUMMARY,
      asked: false,
    });
    const [first, ...rest] = given();
    expect(first).toMatch(/^\(In place of \d+ earlier turns/);
    expect(rest.at(-1)).toBe('question 9');
    expect(rest.length).toBeLessThan(10);
  });

  test('is left alone while there is room, and when a model cannot sum it up', async () => {
    for (let index = 0; index < 10; index++) long(index);
    await desk(1_000_000).compressWhenFull();
    expect(given()).toHaveLength(10);
    await desk(4_000, new Error('no connection')).compressWhenFull();
    expect(sessions.recorded.at(-1)).toMatchObject({ type: 'notice', level: 'warning' });
    expect(given()).toHaveLength(10);
    // Without a summary the newest that fit are given.
    expect(given(2_000)).toEqual(
      ['question 7', 'question 8', 'question 9'].slice(-given(2_000).length),
    );
  });
});

describe('/compress', () => {
  test('sums up all but the last two turns; show shows it, undo gives the turns back', async () => {
    for (let index = 0; index < 5; index++) long(index);
    expect(await desk(1_000_000).compressCommand('')).toMatch(/^3 turns are summed up/);
    expect(given()).toHaveLength(3);
    expect(await desk(1_000_000).compressCommand('show')).toContain('- “We use pnpm”');
    await desk(1_000_000).compressCommand('undo');
    expect(given()).toEqual([0, 1, 2, 3, 4].map((index) => `question ${index}`));
    expect(await desk(1_000_000).compressCommand('show')).toMatch(/^Nothing is summed up/);
  });

  test('what was given back is not summed up again unasked', async () => {
    for (let index = 0; index < 6; index++) long(index);
    await desk(1_000_000).compressCommand('');
    await desk(1_000_000).compressCommand('undo');
    for (let index = 6; index < 9; index++) long(index);
    await desk(1_000).compressWhenFull();
    expect(given().slice(1)).toEqual(expect.arrayContaining(['question 0', 'question 3']));
  });

  test('a second one goes on from the first', async () => {
    for (let index = 0; index < 5; index++) long(index);
    await desk(1_000_000).compressCommand('');
    for (let index = 5; index < 8; index++) long(index);
    expect(await desk(1_000_000).compressCommand('')).toMatch(/^6 turns/);
    expect(given()).toEqual([
      expect.stringMatching(/^\(In place of 6/),
      'question 6',
      'question 7',
    ]);
  });

  test('says so when there is nothing to sum up', async () => {
    long(0);
    expect(await desk(1_000_000).compressCommand('')).toMatch(/^There is nothing older/);
  });
});

describe('/pin', () => {
  test('keeps a turn as it is, and can be taken off', async () => {
    for (let index = 0; index < 6; index++) long(index);
    expect(await desk(1_000_000).pinCommand('5')).toContain('question 1');
    expect(await desk(1_000_000).pinCommand('list')).toBe('- “question 1” (5)');
    await desk(1_000_000).compressCommand('');
    expect(given()).toContain('question 1');
    await desk(1_000_000).pinCommand('off 5');
    await desk(1_000_000).compressCommand('');
    expect(given()).not.toContain('question 1');
  });

  test('counts no slash commands, and refuses a number that names no turn', async () => {
    long(0);
    say(1, '/memory', 'Nothing is remembered yet.');
    expect(await desk(1_000_000).pinCommand('')).toContain('question 0');
    await expect(desk(1_000_000).pinCommand('7')).rejects.toThrow('no turn of this conversation');
  });
});

test('a summary of a turn that is taken back no longer holds', async () => {
  for (let index = 0; index < 5; index++) long(index);
  await desk(1_000_000).compressCommand('');
  sessions.recorded.push({
    type: 'turns.withdrawn',
    at: 9,
    turnId: 'trn_now',
    turnIds: ['trn_1'],
    withdrawn: true,
    files: [],
  });
  expect(given()).toEqual([0, 2, 3, 4].map((index) => `question ${index}`));
});
