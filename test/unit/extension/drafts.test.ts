// Unfinished messages are kept by conversation; what was sent takes no room from them.
import { expect, test } from 'vitest';
import { draftHandlers } from '../../../extension/chat/drafts.js';

const { signal } = new AbortController();

function open() {
  const kept = new Map<string, unknown>();
  const handlers = draftHandlers(() => ({
    get: (key) => kept.get(key),
    update: async (key, value) => void kept.set(key, value),
  }));
  return {
    set: (sessionId: string, text: string, at: number) =>
      handlers['draft.set']({ sessionId, text, at }, signal),
    get: (sessionId: string) => handlers['draft.get']({ sessionId }, signal),
  };
}

test('an unfinished message is there with its time, and what was sent is known to be sent', async () => {
  const { set, get } = open();
  expect(await get('a')).toEqual({ text: '', at: 0 });
  await set('a', 'half', 1);
  expect(await get('a')).toEqual({ text: 'half', at: 1 });
  await set('a', '', 2);
  expect(await get('a')).toEqual({ text: '', at: 2 });
});

test('any number of sent messages leaves the unfinished ones where they are', async () => {
  const { set, get } = open();
  await set('a', 'half', 1);
  for (let n = 0; n < 100; n++) await set(`sent ${n}`, '', n + 2);
  expect(await get('a')).toEqual({ text: 'half', at: 1 });
});
