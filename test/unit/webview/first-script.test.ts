// What the page's first script has asked is answered to whoever asks the same first, and nothing is asked twice.
import { expect, it } from 'vitest';
import type { WebviewMessage } from '../../../extension/bridge/index.js';
import { createBridgeClient } from '../../../webview/bridge/client.js';

const ASKED = [
  { name: 'draft.get', input: { sessionId: 'a' } },
  { name: 'conversation.list', input: {} },
];

function open() {
  const posted: WebviewMessage[] = [];
  let receive: (message: unknown) => void = () => undefined;
  const client = createBridgeClient({
    asked: ASKED,
    post: (message) => posted.push(message),
    listen: (take) => {
      receive = take;
      return () => undefined;
    },
  });
  return {
    client,
    posted,
    answer: (id: number, output: object) => receive({ kind: 'response', id, output }),
  };
}

it('the answer to what was asked before the page was read goes to the first who asks that', async () => {
  const { client, posted, answer } = open();
  const first = client.request('draft.get', { sessionId: 'a' });
  expect(posted).toEqual([]);
  answer(1, { text: 'kept', at: 1 });
  expect(await first).toEqual({ text: 'kept', at: 1 });
});

it('who asks the same later, or something else, asks the host, under a number of its own', async () => {
  const { client, posted, answer } = open();
  const first = client.request('draft.get', { sessionId: 'a' });
  const again = client.request('draft.get', { sessionId: 'a' });
  const other = client.request('draft.get', { sessionId: 'b' });
  expect(posted.map((message) => message.id)).toEqual([3, 4]);
  answer(4, { text: 'of b', at: 1 });
  answer(3, { text: 'now', at: 1 });
  answer(1, { text: 'then', at: 1 });
  expect(await Promise.all([first, again, other])).toEqual([
    { text: 'then', at: 1 },
    { text: 'now', at: 1 },
    { text: 'of b', at: 1 },
  ]);
});

it('an answer that came before anybody asked is not waited for: the host is asked again', async () => {
  const { client, posted, answer } = open();
  answer(1, { text: 'early', at: 1 });
  const late = client.request('draft.get', { sessionId: 'a' });
  expect(posted.map((message) => message.id)).toEqual([3]);
  answer(3, { text: 'now', at: 1 });
  expect(await late).toEqual({ text: 'now', at: 1 });
});

it('what is waited for no longer is stopped also when it was asked before', async () => {
  const { client, posted } = open();
  const stop = new AbortController();
  const list = client.request('conversation.list', {}, stop.signal);
  stop.abort(new Error('enough'));
  await expect(list).rejects.toThrow('enough');
  expect(posted).toEqual([{ kind: 'abort', id: 2 }]);
});
