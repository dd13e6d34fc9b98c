// What waits for a person is counted, and told once where nobody sees the chat.
import { expect, test } from 'vitest';
import { Attention } from '../../../extension/status/attention.js';

function attentionOf(seen: boolean) {
  const told: string[] = [];
  const counts: number[] = [];
  const attention = new Attention({
    seen: () => seen,
    show: () => told.push('chat'),
    notify: (text, lead) => {
      told.push(text);
      lead();
    },
    changed: (waiting) => counts.push(waiting),
  });
  return { attention, told, counts };
}

test('a question of a run behind the open conversation leads there, and is not told again', () => {
  const { attention, told, counts } = attentionOf(false);
  attention.tellBefore('a1', 'waits in “one”', () => told.push('one'));
  attention.begin('asks', 'a1')();
  expect(told).toEqual(['waits in “one”', 'one']);
  expect(counts).toEqual([1, 0]);
});

test('a question that nobody told of is told, each by itself', () => {
  const { attention, told, counts } = attentionOf(false);
  attention.tellBefore('a1', 'waits in “one”', () => undefined);
  attention.begin('asks for two', 'a2');
  attention.begin('asks for one', 'a1');
  expect(told).toEqual(['waits in “one”', 'asks for two', 'chat']);
  expect(counts).toEqual([1, 2]);
});

test('in sight of the chat only what waits behind it is told', () => {
  const { attention, told } = attentionOf(true);
  attention.begin('asks', 'a1');
  attention.tellBefore('a2', 'waits in “one”', () => undefined);
  attention.begin('asks', 'a2');
  expect(told).toEqual(['waits in “one”']);
});
