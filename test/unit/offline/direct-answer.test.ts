// Direct answers by rule: memory, small talk and Memfun itself; everything else goes to the agent.
import { expect, test } from 'vitest';
import { directAnswerRule, toReader } from '../../../runtime/models/offline/rules/direct-answer.js';

function ask(task: string, memories: string[] = []): Readonly<Record<string, unknown>> {
  return directAnswerRule.answer({ task, memories, conversation: [], context: [] });
}

const PORT = 'I prefer port 8080 for dev servers.';

test('a preference is answered from memory, and the answer says so', () => {
  const { needsAgent, answer } = ask('which port do I prefer?', ['I like tea.', PORT]);
  expect(needsAgent).toBe(false);
  expect(answer).toContain('You prefer port 8080 for dev servers.');
  expect(answer).toContain('From memory');
});

test('marks before a memory line do not show', () => {
  expect(ask('which port do I prefer?', [`[core/preference] ${PORT}`])['answer']).toMatch(
    /^You prefer/,
  );
});

test('a memory that does not speak of the question is no answer', () => {
  expect(ask('which editor do I prefer?', [PORT])['needsAgent']).toBe(true);
});

test('a question about the code goes to the agent, also when a memory shares a word', () => {
  expect(ask('where is the port of the server read?', [PORT])['needsAgent']).toBe(true);
});

test.each(['hello', 'thank you!', 'what can you do?', 'how do I set up a model?'])(
  '“%s” needs no agent',
  (task) => expect(ask(task)['needsAgent']).toBe(false),
);

test('a plain statement is acknowledged without a look into the files', () => {
  expect(ask('I prefer port 8080 for dev servers')['needsAgent']).toBe(false);
});

test('what I said is said back to me', () => {
  expect(toReader('my favourite port is 8080')).toBe('Your favourite port is 8080.');
  expect(toReader('We use pnpm')).toBe('We use pnpm.');
});
