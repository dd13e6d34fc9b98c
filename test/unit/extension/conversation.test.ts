// The conversation of a window: turns run, events are numbered, stop works, and a reload brings it back.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotificationPayload, Patch } from '../../../extension/bridge/index.js';
import { Conversation } from '../../../extension/chat/conversation.js';
import type { ConversationOptions } from '../../../extension/chat/conversation-options.js';
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

function open(
  memfun: ScriptedMemfun,
  onRated: NonNullable<ConversationOptions['onRated']> = async () => undefined,
): Conversation {
  return new Conversation({
    onRated,
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

  it('is told whether its answer was good, also later; what it is told stands in the record', async () => {
    const memfun = scriptedMemfun(saysHello);
    const told: string[] = [];
    const conversation = open(memfun, async ({ rating }, sessionId) => {
      told.push(`${rating} ${sessionId}`);
    });
    await (await conversation.start(QUESTION)).result;
    const turnId = (await conversation.slice(undefined, 1)).patches[0]?.event.turnId ?? '';
    for (const rating of ['up', 'none', 'down'] as const) await conversation.rate(turnId, rating);
    const { session, patches } = await conversation.slice(undefined, 1);
    expect(told).toEqual(['up', 'none', 'down'].map((rating) => `${rating} ${session.sessionId}`));
    expect(types(patches).slice(-3)).toEqual(['turn.rated', 'turn.rated', 'turn.rated']);
    const { events } = await memfun.sessions.load(session.sessionId);
    expect(events.at(-1)).toMatchObject({ type: 'turn.rated', turnId, rating: 'down' });
    await expect(conversation.rate('trn_none', 'up')).rejects.toThrow(
      'not in the open conversation',
    );
    expect(told).toHaveLength(3);
    await Promise.all([conversation.rate(turnId, 'up'), conversation.startNew()]);
    expect(told.at(-1)).toBe(`up ${session.sessionId}`);
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
    expect(requests).toMatchObject([QUESTION, QUESTION]);
    await expect(conversation.retry('trn_0')).rejects.toMatchObject({ code: 'chat.turn-missing' });
  });

  it('can go on from a step of an earlier run', async () => {
    const asked: unknown[] = [];
    const conversation = open(
      scriptedMemfun(async (_turnId, { resume }) => void asked.push(resume)),
    );
    const resume = { turnId: 'trn_9', stepId: 'stp_3', code: '1 + 1' };
    await (await conversation.start(QUESTION, resume)).result;
    await (await conversation.start(QUESTION)).result;
    expect(asked).toEqual([resume, undefined]);
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

describe('while a turn runs', () => {
  const open2 = (script: Script) => {
    const memfun = scriptedMemfun(script);
    return { memfun, conversation: open(memfun) };
  };
  const asked = (patches: readonly Patch[]) =>
    patches.flatMap(({ event }) => (event.type === 'turn.started' ? [event.request.text] : []));
  const waiting = (patches: readonly Patch[]) => {
    const last = patches.findLast(({ event }) => event.type === 'queue.changed')?.event;
    return last?.type === 'queue.changed' ? last.queue.map(({ request }) => request.text) : [];
  };
  const idle = async (conversation: Conversation) => {
    await expect.poll(() => conversation.running).toBe(false);
  };
  const message = (text: string) => ({ ...QUESTION, text });

  it('further messages wait, can be changed and removed, and follow after its answer', async () => {
    let go: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { conversation } = open2(() => first);
    for (const text of ['one', 'two', 'three', 'four']) await conversation.send(message(text));
    const { patches } = await conversation.slice(undefined, 1);
    expect(waiting(patches)).toEqual(['two', 'three', 'four']);
    const last = patches.findLast(({ event }) => event.type === 'queue.changed')?.event;
    const [second, third] = last?.type === 'queue.changed' ? last.queue : [];
    await conversation.editQueued(second?.id ?? '', 'two, but better');
    await conversation.removeQueued(third?.id ?? '');
    go();
    await expect
      .poll(async () => asked((await conversation.slice(undefined, 1)).patches))
      .toEqual(['one', 'two, but better', 'four']);
    await idle(conversation);
  });

  it('what waits stays after a stop and after a reload, until a person sends it', async () => {
    const { memfun, conversation } = open2(untilStopped);
    await conversation.send(message('one'));
    await conversation.send(message('two'));
    conversation.stop();
    await idle(conversation);
    expect(asked((await conversation.slice(undefined, 1)).patches)).toEqual(['one']);
    const again = open(memfun);
    const { patches } = await again.slice(undefined, 1);
    expect(waiting(patches)).toEqual(['two']);
    const last = patches.findLast(({ event }) => event.type === 'queue.changed')?.event;
    await again.sendQueued(last?.type === 'queue.changed' ? (last.queue[0]?.id ?? '') : '');
    expect(asked((await again.slice(undefined, 1)).patches)).toEqual(['one', 'two']);
    again.stop();
  });

  it('words for the next step are taken by the run, and wait no longer', async () => {
    const heard: string[] = [];
    const { conversation } = open2(async (_turnId, { steering, signal }) => {
      while (heard.length === 0 && !signal.aborted) {
        heard.push(...(steering?.take() ?? []).map(({ text }) => text));
        await sleep(1);
      }
    });
    await conversation.send(message('one'));
    await conversation.send(message('only in src'), true);
    await idle(conversation);
    expect(heard).toEqual(['only in src']);
    expect(asked((await conversation.slice(undefined, 1)).patches)).toEqual(['one']);
  });

  it('words that came too late for a step are the next message', async () => {
    let go: () => void = () => undefined;
    const { conversation } = open2(
      () =>
        new Promise((resolve) => {
          go = resolve;
        }),
    );
    await conversation.send(message('one'));
    await conversation.send(message('and be short'), true);
    await expect
      .poll(async () => {
        go();
        return asked((await conversation.slice(undefined, 1)).patches);
      })
      .toEqual(['one', 'and be short']);
    go();
    await idle(conversation);
  });

  it('/clear waits for its answer, then leaves; what was sent behind it is asked in the new conversation', async () => {
    let go: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { memfun, conversation } = open2(() => first);
    for (const text of ['one', '/clear', 'two', 'three'])
      await conversation.send(message(text), text === '/clear');
    const { patches } = await conversation.slice(undefined, 1);
    expect(waiting(patches)).toEqual(['/clear', 'two', 'three']);
    go();
    await expect
      .poll(async () => asked((await conversation.slice(undefined, 1)).patches))
      .toEqual(['two', 'three']);
    await idle(conversation);
    const old = memfun.records.get('ses_1')?.events ?? [];
    expect(old.filter(({ type }) => type === 'turn.started')).toHaveLength(1);
    const again = open(memfun);
    await again.open('ses_1');
    expect(waiting((await again.slice(undefined, 1)).patches)).toEqual([]);
  });

  it('that was stopped a moment ago lets nothing wait: what is sent then leaves it, or is asked', async () => {
    const conversation = open(scriptedMemfun(untilStopped));
    const stopped = await conversation.start(QUESTION);
    conversation.stop();
    await conversation.send({ ...QUESTION, text: '/clear' });
    await stopped.result;
    expect((await conversation.slice(undefined, 1)).session.sessionId).toBe('');
    await conversation.start(QUESTION);
    conversation.stop();
    await conversation.send({ ...QUESTION, text: 'And now?' });
    const { patches } = await conversation.slice(undefined, 1);
    const asked = patches.flatMap(({ event }) =>
      event.type === 'turn.started' ? [event.request.text] : [],
    );
    expect(asked).toEqual([QUESTION.text, 'And now?']);
  });

  it('that has told its end and only finishes its records does not stand in the way of a new conversation', async () => {
    for (const leave of [
      (conversation: Conversation) => conversation.send(message('/clear')),
      (conversation: Conversation) => conversation.send(message('/end')),
      (conversation: Conversation) => conversation.startNew(),
      (conversation: Conversation) => conversation.delete('ses_1'),
    ]) {
      let go: () => void = () => undefined;
      const rest = new Promise<void>((resolve) => {
        go = resolve;
      });
      const { conversation } = open2(async (turnId, { emit }) => {
        emit(ended(turnId));
        await rest;
      });
      await conversation.send(message('one'));
      await expect
        .poll(async () => types((await conversation.slice(undefined, 1)).patches))
        .toContain('turn.ended');
      expect(conversation.running).toBe(true);
      const left = leave(conversation);
      go();
      await left;
      expect((await conversation.slice(undefined, 1)).session.sessionId).toBe('');
    }
  });

  it('a question aside runs beside it and leaves it alone', async () => {
    const { conversation } = open2(async (_turnId, { request, signal }) => {
      if (!request.text.startsWith('/btw')) await sleep(60_000, signal).catch(() => undefined);
    });
    await conversation.send(message('one'));
    await conversation.send(message('/btw what is a segment?'));
    await expect
      .poll(async () => {
        const { patches } = await conversation.slice(undefined, 1);
        return patches.flatMap(({ event }) => (event.type === 'turn.ended' ? [event.turnId] : []));
      })
      .toEqual(['trn_2']);
    expect(conversation.running).toBe(true);
    conversation.stop();
    await idle(conversation);
  });
});

describe('an earlier message', () => {
  it('sent again with other words replaces itself and what came after, which stays in the record', async () => {
    const memfun = scriptedMemfun(saysHello);
    const conversation = open(memfun);
    await (await conversation.start(QUESTION)).result;
    await (await conversation.start(QUESTION)).result;
    await (await conversation.replace('trn_1', 'other words')).result;
    const { patches } = await conversation.slice(undefined, 1);
    expect(patches.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'turns.replaced', turnIds: ['trn_1', 'trn_2'] }),
    );
    await expect(conversation.replace('trn_1', ' ')).rejects.toMatchObject({ code: 'chat.empty' });
    await expect(conversation.replace('trn_9')).rejects.toMatchObject({
      code: 'chat.turn-missing',
    });
  });

  it('is where a branch ends, and the original conversation stays', async () => {
    const memfun = scriptedMemfun(saysHello);
    const conversation = open(memfun);
    for (let i = 0; i < 3; i++) await (await conversation.start(QUESTION)).result;
    const original = (await conversation.slice(undefined, 1)).session.sessionId;
    await conversation.branch('trn_2');
    const branch = await conversation.slice(undefined, 1);
    expect(branch.session.sessionId).not.toBe(original);
    expect(branch.session.title).toMatch(/ \(2\)$/);
    expect(types(branch.patches).filter((type) => type === 'turn.started')).toHaveLength(2);
    expect(types(branch.patches).at(-1)).toBe('conversation.branched');
    expect(
      memfun.records.get(original)?.events.filter(({ type }) => type === 'turn.started'),
    ).toHaveLength(3);
  });
});
