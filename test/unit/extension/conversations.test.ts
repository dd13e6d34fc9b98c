// A conversation that is left while its run goes on loses nothing: the run is stopped, or goes on behind the open one.
import { expect, test } from 'vitest';
import { Conversations } from '../../../extension/chat/conversations.js';
import {
  createIds,
  type RunEvent,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import { QUESTION, type Script, scriptedMemfun } from './scripted-memfun.js';

/** A window whose runs answer when they are told to. */
function window() {
  const release: (() => void)[] = [];
  const script: Script = async (turnId, { emit, signal }) => {
    await new Promise<void>((resolve) => {
      release.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    if (signal.aborted) return;
    emit({ type: 'answer.completed', at: 2, turnId, text: 'done', citations: [] });
  };
  const memfun = scriptedMemfun(script);
  const resets: string[] = [];
  const patched: string[] = [];
  const behind: { readonly type: RunEvent['type']; readonly sessionId: string }[] = [];
  let lastOpen = '';
  const conversations = new Conversations({
    memfun: async () => memfun,
    ids: createIds(),
    clock: systemClock,
    logger: silentLogger,
    lastOpen: {
      get: () => lastOpen,
      set: async (id) => {
        lastOpen = id;
      },
    },
    onPatch: ({ epoch }) => patched.push(epoch),
    onReset: ({ epoch }) => resets.push(epoch),
    onRunning: () => undefined,
    onBehind: ({ type }, { sessionId }) => behind.push({ type, sessionId }),
  });
  const begin = async (): Promise<string> => {
    const before = release.length;
    await conversations.open.start(QUESTION);
    await expect.poll(() => release.length).toBe(before + 1);
    return conversations.open.info.sessionId;
  };
  const end = (at: number): void => release[at]?.();
  const stored = (id: string) => memfun.records.get(id)?.events.map(({ type }) => type) ?? [];
  return { conversations, begin, end, stored, resets, patched, behind, lastOpen: () => lastOpen };
}

test('without a word about its run, a conversation is not left', async () => {
  const { conversations, begin } = window();
  const id = await begin();
  await expect(conversations.startNew()).rejects.toThrow(/start a new conversation/);
  expect(conversations.open.info.sessionId).toBe(id);
  conversations.stop();
});

test('a run that goes on behind a new chat is recorded to its end, and says so', async () => {
  const { conversations, begin, end, stored, patched, behind, lastOpen } = window();
  const id = await begin();
  await conversations.startNew('background');
  expect(conversations.open.info.sessionId).toBe('');
  expect(conversations.open.running).toBe(false);
  expect(conversations.behind).toEqual([id]);
  expect(lastOpen()).toBe('');
  const second = await begin();
  expect(conversations.running).toBe(true);
  patched.length = 0;
  end(0);
  await expect.poll(() => stored(id).includes('turn.ended')).toBe(true);
  expect(stored(id)).toContain('answer.completed');
  await expect.poll(() => conversations.behind).toEqual([]);
  expect(behind.at(-1)).toEqual({ type: 'turn.ended', sessionId: id });
  // The open one heard nothing of it.
  expect(patched.filter((epoch) => epoch !== conversations.open.epoch)).toEqual([]);
  expect(stored(second)).not.toContain('answer.completed');
  conversations.stop();
});

test('a conversation behind is opened again as it is, still running, with all that came meanwhile', async () => {
  const { conversations, begin, end, resets, lastOpen } = window();
  const id = await begin();
  await conversations.startNew('background');
  const second = await begin();
  await conversations.show(id, 'background');
  expect(conversations.behind).toEqual([second]);
  expect(lastOpen()).toBe(id);
  expect(conversations.open.running).toBe(true);
  const slice = await conversations.open.slice(undefined, 1);
  expect(resets.at(-1)).toBe(slice.epoch);
  expect(slice.session.sessionId).toBe(id);
  expect(slice.patches.map(({ event }) => event.type)).toContain('turn.started');
  end(0);
  await expect.poll(() => conversations.open.running).toBe(false);
  conversations.stop();
});

test('stopped, it ends with its record, and the new chat begins', async () => {
  const { conversations, begin, stored } = window();
  const id = await begin();
  await conversations.startNew('stop');
  expect(conversations.open.info.sessionId).toBe('');
  expect(conversations.running).toBe(false);
  expect(stored(id).at(-1)).not.toBe('turn.started');
  expect(stored(id)).toContain('turn.ended');
});

test('one that is deleted is stopped first', async () => {
  const { conversations, begin } = window();
  const id = await begin();
  await conversations.startNew('background');
  await conversations.delete(id);
  expect(conversations.running).toBe(false);
  expect((await conversations.open.list()).map(({ sessionId }) => sessionId)).not.toContain(id);
});
