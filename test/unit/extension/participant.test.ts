// @memfun in the editor's own chat: answers with its places, and goes on with the same conversation.
import { expect, it } from 'vitest';
import { answerInChat } from '../../../extension/participant/answer.js';
import { scriptedMemfun } from './scripted-memfun.js';

it('says the answer once, with its places, and the next message joins its conversation', async () => {
  const memfun = scriptedMemfun(async (turnId, { emit, request }) => {
    emit({ type: 'step.code', at: 1, turnId, stepId: 's', reasoning: 'Looking.', code: '1' });
    emit({ type: 'answer.delta', at: 1, turnId, text: 'half' });
    emit({ type: 'answer.reset', at: 1, turnId });
    const citations = [{ path: 'src/a.ts', line: 2 }];
    emit({ type: 'answer.completed', at: 1, turnId, text: `To ${request.text}`, citations });
  });
  const said: string[] = [];
  const reply = {
    markdown: (text: string) => void said.push(text),
    progress: (text: string) => void said.push(`(${text})`),
    reference: ({ path, line }: { path: string; line: number }) =>
      void said.push(`${path}:${line}`),
  };
  const { signal } = new AbortController();
  const first = await answerInChat(memfun, { text: 'one', sessionId: undefined, signal }, reply);
  expect(said).toEqual(['(Looking.)', 'To one', 'src/a.ts:2']);
  const second = await answerInChat(memfun, { text: 'two', ...first, signal }, reply);
  expect(second).toEqual(first);
  expect(memfun.records.size).toBe(1);
});
