// Questions go through the real runtime, without a key; an unfinished turn comes back marked.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TurnRequest } from '../../../runtime/core/index.js';
import { host } from './support/memfun.js';

describe('a question', () => {
  it('is answered by the built-in engine and recorded', async () => {
    const { conversation } = await host();
    await vscode.commands.executeCommand('memfun.newChat');
    const result = await vscode.commands.executeCommand<{ answer: string; stopReason: string }>(
      'memfun.ask',
      'What is in this repository?',
    );
    assert.equal(result.stopReason, 'answered');
    assert.notEqual(result.answer.trim(), '');
    const { patches, running } = await conversation.slice(undefined, 1);
    const types = patches.map(({ event }) => event.type);
    assert.equal(types[0], 'turn.started');
    assert.equal(types.at(-1), 'turn.ended');
    assert.equal(running, false);
  });

  it('with nothing in it is refused and leaves nothing running', async () => {
    const { conversation } = await host();
    const empty: TurnRequest = { intent: 'ask', text: ' ', attachments: [], effort: 'auto' };
    await assert.rejects(conversation.start(empty), { code: 'chat.empty' });
    assert.equal(conversation.running, false);
  });
});

describe('a turn that a reload cut off', () => {
  it('is marked as interrupted and can be run again', async () => {
    const { conversation, runtime } = await host();
    const { sessions } = await runtime.get();
    const { sessionId } = await sessions.create('Cut off');
    await sessions.append(sessionId, {
      type: 'turn.started',
      at: Date.now(),
      turnId: 'trn_cut',
      request: { intent: 'ask', text: 'What is this?', attachments: [], effort: 'auto' },
      model: { id: 'offline/rules', label: 'Offline', offline: true },
    });
    await runtime.close();
    await conversation.open(sessionId);
    const { patches } = await conversation.slice(undefined, 1);
    const last = patches.at(-1)?.event;
    assert.equal(last?.type === 'turn.ended' && last.stopReason, 'interrupted');
    const again = await conversation.retry('trn_cut');
    assert.equal((await again.result).stopReason, 'answered');
  });
});
