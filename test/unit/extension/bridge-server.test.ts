// The host's end of the bridge: only declared, valid messages get through, in both directions.
import { describe, expect, it } from 'vitest';
import type { HostMessage } from '../../../extension/bridge/index.js';
import {
  type BridgeHandlers,
  type BridgeServer,
  createBridgeServer,
} from '../../../extension/chat/bridge-server.js';
import { AbortedError, MemfunError, silentLogger } from '../../../runtime/core/index.js';

class FullError extends MemfunError {
  readonly code = 'test.full';
}

function server(handlers: Partial<BridgeHandlers>): {
  bridge: BridgeServer;
  posted: HostMessage[];
} {
  const posted: HostMessage[] = [];
  const bridge = createBridgeServer({
    handlers: handlers as BridgeHandlers,
    post: (message) => posted.push(message),
    logger: silentLogger,
  });
  return { bridge, posted };
}

const ask = (name: string, input: unknown) => ({ kind: 'request', id: 1, name, input });

describe('a request', () => {
  it('is answered with its checked output', async () => {
    const { bridge, posted } = server({ 'draft.get': async () => ({ text: 'half a', at: 7 }) });
    await bridge.receive(ask('draft.get', { sessionId: '' }));
    expect(posted).toEqual([{ kind: 'response', id: 1, output: { text: 'half a', at: 7 } }]);
  });

  it('that is not declared is refused', async () => {
    const { bridge, posted } = server({});
    await bridge.receive(ask('toString', {}));
    expect(posted).toMatchObject([{ kind: 'failure', error: { code: 'bridge.message' } }]);
  });

  it('with the wrong input never reaches its handler', async () => {
    let called = false;
    const { bridge, posted } = server({
      'memory.forget': async () => {
        called = true;
        return {};
      },
    });
    await bridge.receive(ask('memory.forget', { id: 5 }));
    expect(posted).toMatchObject([{ kind: 'failure', error: { code: 'bridge.message' } }]);
    expect(called).toBe(false);
  });

  it('that fails says why and what to do', async () => {
    const { bridge, posted } = server({
      'turn.start': async () => {
        throw new FullError('It is full.', { remedy: 'Empty it.' });
      },
    });
    const input = { text: 'a', intent: 'ask', attachments: [], effort: 'auto' };
    await bridge.receive(ask('turn.start', input));
    expect(posted).toEqual([
      {
        kind: 'failure',
        id: 1,
        error: {
          name: 'FullError',
          code: 'test.full',
          message: 'It is full.',
          remedy: 'Empty it.',
        },
      },
    ]);
  });

  it('whose answer does not fit the declaration is a failure, not a wrong answer', async () => {
    const { bridge, posted } = server({ 'draft.get': async () => ({ text: 7 }) as never });
    await bridge.receive(ask('draft.get', { sessionId: '' }));
    expect(posted).toMatchObject([{ kind: 'failure' }]);
  });

  it('can be aborted', async () => {
    const { bridge, posted } = server({
      'memory.details': async (_input, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new AbortedError()));
        }),
    });
    const answered = bridge.receive(ask('memory.details', { id: 'm1' }));
    await bridge.receive({ kind: 'abort', id: 1 });
    await answered;
    expect(posted).toMatchObject([{ kind: 'failure', error: { code: 'aborted' } }]);
  });
});

it('a message that is no message is dropped', async () => {
  const { bridge, posted } = server({});
  for (const message of [undefined, 'hello', { kind: 'request' }, { kind: 'response', id: 1 }]) {
    await bridge.receive(message);
  }
  expect(posted).toEqual([]);
});

it('a notification that does not fit its declaration is not sent', () => {
  const { bridge, posted } = server({});
  expect(() => bridge.notify('view.show', { view: 'nowhere' as 'chat' })).toThrow();
  bridge.notify('view.show', { view: 'memory' });
  expect(posted).toEqual([
    { kind: 'notification', name: 'view.show', payload: { view: 'memory' } },
  ]);
});
