// The unfinished message: what a person did with it before the host was there counts, not what the host had kept.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebviewMessage } from '../../extension/bridge/index.js';
import { type Attachment, type Json, jsonSchema } from '../../runtime/core/index.js';
import { createBridgeClient } from '../../webview/bridge/client.js';
import { createStore } from '../../webview/state/store.js';

const KEPT = '/agent tester look at src';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const [EARLIER, LATER] = [1_000, 2_000];

/** A page that was just opened, with what it remembers; the host answers when it is told to. */
function open(draft: string, writtenAt = 0, attached: readonly Attachment[] = []) {
  const asked: (WebviewMessage & { readonly kind: 'request' })[] = [];
  let receive: (message: unknown) => void = () => undefined;
  const client = createBridgeClient({
    post: (message) => {
      if (message.kind === 'request') asked.push(message);
    },
    listen: (take) => {
      receive = take;
      return () => undefined;
    },
  });
  const memory = {
    read: () => ({ view: 'chat', draft, writtenAt, attached, effort: 'auto' }) as const,
    write: () => undefined,
  };
  const store = createStore(client, memory);
  const answer = async (name: string, output: Json): Promise<void> => {
    const index = asked.findIndex((one) => one.name === name);
    const [request] = asked.splice(index, 1);
    receive({ kind: 'response', id: request?.id, output });
    await vi.advanceTimersByTimeAsync(0);
  };
  const conversation = (sessionId = 'ses_a'): Promise<void> => {
    const session = { sessionId, title: 'a', createdAt: 1, updatedAt: 1, turns: 1 };
    return answer(
      'conversation.get',
      jsonSchema.parse({ epoch: 'e', session, running: false, fromSeq: 0, patches: [] }),
    );
  };
  const inputs = (name: string): readonly Json[] =>
    asked.filter((one) => one.name === name).map(({ input }) => input);
  const named = (): void =>
    receive({ kind: 'notification', name: 'conversation.reset', payload: { epoch: 'named' } });
  return { store, answer, conversation, inputs, named };
}

test('a message that is sent before the host is there is not followed by the one that was kept', async () => {
  const { store, conversation, inputs } = open(KEPT);
  store.write('');
  store.write('/project list');
  store.write('');
  await vi.advanceTimersByTimeAsync(1_000);
  await conversation();
  expect(store.get().draft).toBe('');
  expect(inputs('draft.get')).toEqual([]);
  expect(inputs('draft.set')).toMatchObject([{ sessionId: 'ses_a', text: '' }]);
});

test('nor one that is sent while the host looks for it', async () => {
  const { store, answer, conversation } = open('');
  await conversation();
  store.write('/project list');
  store.write('');
  await answer('draft.get', { text: KEPT, at: EARLIER });
  expect(store.get().draft).toBe('');
});

test('a page that remembers nothing shows what the host has kept', async () => {
  const { store, answer, conversation } = open('');
  await conversation();
  await answer('draft.get', { text: KEPT, at: EARLIER });
  expect(store.get().draft).toBe(KEPT);
});

test('what a page remembers from before a message was sent does not come back after a crash', async () => {
  const list = { kind: 'file', path: 'list.txt', text: 'milk' } as const;
  const { store, answer, conversation } = open('half of the mess', EARLIER, [list]);
  await conversation();
  await answer('draft.get', { text: '', at: LATER });
  expect(store.get()).toMatchObject({ draft: '', attached: [] });
});

test('what a page remembers and the host does not know yet stays', async () => {
  const { store, answer, conversation } = open('the whole message', LATER);
  await conversation();
  await answer('draft.get', { text: 'the whole', at: EARLIER });
  expect(store.get().draft).toBe('the whole message');
});

test('that a message was sent is told at once, also under the name that the conversation gets by it', async () => {
  const { store, answer, conversation, inputs, named } = open('');
  await conversation('');
  await answer('draft.get', { text: '', at: 0 });
  store.write('half of the mess');
  store.write('');
  await vi.advanceTimersByTimeAsync(0);
  expect(inputs('draft.set')).toMatchObject([{ sessionId: '', text: '' }]);
  named();
  await conversation();
  await answer('draft.get', { text: '', at: 0 });
  expect(inputs('draft.set').at(-1)).toMatchObject({ sessionId: 'ses_a', text: '' });
});
