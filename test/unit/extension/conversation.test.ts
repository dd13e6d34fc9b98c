// The conversation of a window: turns run, events are numbered, stop works, and a reload brings it back.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotificationPayload, Patch } from '../../../extension/bridge/index.js';
import { Conversation } from '../../../extension/chat/conversation.js';
import {
  createIds,
  ManualClock,
  type RunEvent,
  silentLogger,
  sleep,
} from '../../../runtime/core/index.js';
import {
  delta,
  ended,
  QUESTION,
  type Script,
  type ScriptedMemfun,
  scriptedMemfun,
  started,
} from './scripted-memfun.js';

let lastOpen: string | undefined;
let sent: NotificationPayload<'conversation.patch'>[];
let resets: string[];

beforeEach(() => {
  lastOpen = undefined;
  sent = [];
  resets = [];
});

function open(memfun: ScriptedMemfun): Conversation {
  return new Conversation({
    memfun: async () => memfun,
    ids: createIds(),
    clock: new ManualClock(),
    logger: silentLogger,
    lastOpen: {
      get: () => lastOpen,
      set: async (id) => {
        lastOpen = id;
      },
    },
    onPatch: (payload) => sent.push(payload),
    onReset: ({ epoch }) => resets.push(epoch),
    onRunning: () => undefined,
  });
}

const types = (patches: readonly Patch[]) => patches.map(({ event }) => event.type);
const untilStopped: Script = async (_turnId, { signal }) => {
  await sleep(60_000, signal).catch(() => undefined);
};
const saysHello: Script = async (turnId, { emit }) => {
  for (const piece of ['Hel', 'lo']) emit(delta(turnId, piece));
};

describe('a turn', () => {
  it('arrives as patches numbered without gaps, the last one saying that it is over', async () => {
    const conversation = open(scriptedMemfun(saysHello));
    await (await conversation.start(QUESTION)).result;
    const numbers = sent.flatMap(({ patches }) => patches.map(({ seq }) => seq));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(sent.at(-1)?.running).toBe(false);
    const whole = await conversation.slice(undefined, 1);
    expect(types(whole.patches)).toEqual(['turn.started', 'answer.delta', 'turn.ended']);
    expect(whole.patches[1]?.event).toMatchObject({ text: 'Hello' });
    expect(whole.session.title).toBe(QUESTION.text);
  });

  it('sends a fast stream in few notifications', async () => {
    const conversation = open(
      scriptedMemfun(async (turnId, { emit }) => {
        for (let i = 0; i < 1000; i++) {
          emit(delta(turnId, 'x'));
          if (i % 250 === 249) await sleep(1);
        }
      }),
    );
    await (await conversation.start(QUESTION)).result;
    const text = sent
      .flatMap(({ patches }) => patches)
      .map(({ event }) => (event.type === 'answer.delta' ? event.text : ''))
      .join('');
    expect(text).toBe('x'.repeat(1000));
    expect(sent.length).toBeLessThan(20);
  });

  it('lets a view catch up from any number, and start over in another epoch', async () => {
    const conversation = open(scriptedMemfun(saysHello));
    await (await conversation.start(QUESTION)).result;
    const { epoch, patches } = await conversation.slice(undefined, 1);
    expect((await conversation.slice(epoch, 3)).patches).toEqual(patches.slice(2));
    expect((await conversation.slice(epoch, 4)).patches).toEqual([]);
    expect((await conversation.slice('another', 3)).patches).toEqual(patches);
  });

  it('refuses a second request while one is running, and says what to do', async () => {
    const conversation = open(scriptedMemfun(untilStopped));
    const { result } = await conversation.start(QUESTION);
    await expect(conversation.start(QUESTION)).rejects.toMatchObject({
      code: 'chat.running',
      remedy: expect.stringContaining('Stop'),
    });
    await expect(conversation.startNew()).rejects.toMatchObject({ code: 'chat.running' });
    conversation.stop();
    await result;
  });

  it('refuses an empty message', async () => {
    const conversation = open(scriptedMemfun(saysHello));
    await expect(conversation.start({ ...QUESTION, text: '  \n' })).rejects.toMatchObject({
      code: 'chat.empty',
    });
    expect(conversation.running).toBe(false);
  });

  it('can be run again by its id', async () => {
    const conversation = open(scriptedMemfun(saysHello));
    await (await conversation.start(QUESTION)).result;
    await (await conversation.retry('trn_1')).result;
    const { patches } = await conversation.slice(undefined, 1);
    const requests = patches.flatMap(({ event }) =>
      event.type === 'turn.started' ? [event.request] : [],
    );
    expect(requests).toEqual([QUESTION, QUESTION]);
    await expect(conversation.retry('trn_0')).rejects.toMatchObject({ code: 'chat.turn-missing' });
  });

  it('that cannot even start shows as a failed turn with its remedy', async () => {
    const memfun = scriptedMemfun(saysHello);
    const broken = { ...memfun, runTurn: async () => Promise.reject(new Error('no engine')) };
    const conversation = open(broken);
    await expect((await conversation.start(QUESTION)).result).rejects.toThrow('no engine');
    const { patches, running } = await conversation.slice(undefined, 1);
    expect(types(patches)).toEqual(['turn.started', 'turn.ended']);
    expect(patches[1]?.event).toMatchObject({
      stopReason: 'error',
      error: { message: 'no engine' },
    });
    expect(running).toBe(false);
  });
});

describe('stop', () => {
  it('ends a run that listens', async () => {
    const conversation = open(scriptedMemfun(untilStopped));
    const { result } = await conversation.start(QUESTION);
    conversation.stop();
    expect((await result).stopReason).toBe('stopped');
    expect(conversation.running).toBe(false);
  });

  it('lets go of a run that does not, and ignores what it says afterwards', async () => {
    vi.useFakeTimers();
    try {
      let release: () => void = () => undefined;
      const deaf = scriptedMemfun(async (turnId, { emit }) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        emit(delta(turnId, 'too late'));
      });
      const conversation = open(deaf);
      const { result } = await conversation.start(QUESTION);
      conversation.stop();
      await vi.advanceTimersByTimeAsync(1000);
      expect(conversation.running).toBe(false);
      release();
      await result;
      const { patches } = await conversation.slice(undefined, 1);
      expect(types(patches)).toEqual(['turn.started', 'turn.ended']);
      expect(patches[1]?.event).toMatchObject({ stopReason: 'stopped' });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('after a reload', () => {
  // A session without an end is ended by whoever keeps the sessions.
  const interrupted: RunEvent[] = [
    started('trn_7'),
    delta('trn_7', 'half an ans'),
    ended('trn_7', 'interrupted'),
  ];

  it('the conversation is back, the unfinished turn is marked, and can be run again', async () => {
    const memfun = scriptedMemfun(saysHello);
    const { sessionId } = await memfun.sessions.create('Sessions');
    for (const event of interrupted) await memfun.sessions.append(sessionId, event);
    lastOpen = sessionId;
    const conversation = open(memfun);
    const { patches, running } = await conversation.slice(undefined, 1);
    expect(types(patches)).toEqual(['turn.started', 'answer.delta', 'turn.ended']);
    expect(patches[2]?.event).toMatchObject({ turnId: 'trn_7', stopReason: 'interrupted' });
    expect(running).toBe(false);
    expect((await (await conversation.retry('trn_7')).result).stopReason).toBe('answered');
  });

  it('the newest conversation opens when nobody remembers which one was open', async () => {
    const memfun = scriptedMemfun(saysHello);
    await memfun.sessions.create('Old');
    await memfun.sessions.create('New');
    expect((await open(memfun).slice(undefined, 1)).session.title).toBe('New');
  });

  it('a new chat stays a new chat', async () => {
    const memfun = scriptedMemfun(saysHello);
    await memfun.sessions.create('Old');
    await open(memfun).startNew();
    expect((await open(memfun).slice(undefined, 1)).patches).toEqual([]);
  });

  it('a conversation that cannot be read gives a blank one, not an error', async () => {
    lastOpen = 'ses_gone';
    expect((await open(scriptedMemfun(saysHello)).slice(undefined, 1)).patches).toEqual([]);
  });
});

describe('deleting', () => {
  it('the open conversation leaves a blank one in a new epoch', async () => {
    const memfun = scriptedMemfun(saysHello);
    const conversation = open(memfun);
    await (await conversation.start(QUESTION)).result;
    const before = await conversation.slice(undefined, 1);
    await conversation.delete(before.session.sessionId);
    const after = await conversation.slice(before.epoch, 1);
    expect(after.patches).toEqual([]);
    expect(resets.at(-1)).toBe(after.epoch);
    expect(memfun.records.size).toBe(0);
  });
});
