// The unfinished message: what a person did with it before the host was there counts, not what the host had kept.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebviewMessage } from '../../extension/bridge/index.js';
import { type Json, jsonSchema } from '../../runtime/core/index.js';
import { createBridgeClient } from '../../webview/bridge/client.js';
import { createStore } from '../../webview/state/store.js';

const KEPT = '/agent tester look at src';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that was just opened, with what it remembers; the host answers when it is told to. */
function open(draft: string) {
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
    read: () => ({ view: 'chat', draft, attached: [], effort: 'auto' }) as const,
    write: () => undefined,
  };
  const store = createStore(client, memory);
  const answer = async (name: string, output: Json): Promise<void> => {
    const index = asked.findIndex((one) => one.name === name);
    const [request] = asked.splice(index, 1);
    receive({ kind: 'response', id: request?.id, output });
    await vi.advanceTimersByTimeAsync(0);
  };
  const conversation = (): Promise<void> => {
    const session = { sessionId: 'ses_a', title: 'a', createdAt: 1, updatedAt: 1, turns: 1 };
    return answer(
      'conversation.get',
      jsonSchema.parse({ epoch: 'e', session, running: false, fromSeq: 0, patches: [] }),
    );
  };
  const inputs = (name: string): readonly Json[] =>
    asked.filter((one) => one.name === name).map(({ input }) => input);
  return { store, answer, conversation, inputs };
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
  expect(inputs('draft.set')).toEqual([{ sessionId: 'ses_a', text: '' }]);
});

test('nor one that is sent while the host looks for it', async () => {
  const { store, answer, conversation } = open('');
  await conversation();
  store.write('/project list');
  store.write('');
  await answer('draft.get', { text: KEPT });
  expect(store.get().draft).toBe('');
});

test('a page that remembers nothing shows what the host has kept', async () => {
  const { store, answer, conversation } = open('');
  await conversation();
  await answer('draft.get', { text: KEPT });
  expect(store.get().draft).toBe(KEPT);
});
