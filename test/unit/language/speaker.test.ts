// Whose words an answer is in decides whether it is translated, in every host by the same rule.
import { expect, it } from 'vitest';
import type { RunEvent } from '../../../runtime/core/index.js';
import { whoSpeaks } from '../../../runtime/language/index.js';

function isHost(message: string, { isOffline = false, isRouted = true } = {}): boolean {
  const at = { at: 1, turnId: 'trn_1' };
  const events: RunEvent[] = [
    {
      ...at,
      type: 'turn.started',
      request: { intent: 'ask', text: message, attachments: [], effort: 'auto' },
      model: { id: 'm', label: 'm', offline: isOffline },
    },
  ];
  if (isRouted) events.push({ ...at, type: 'turn.routed', level: 'agent', reason: 'It is long.' });
  const speaker = whoSpeaks(message);
  for (const event of events) speaker.take(event);
  return speaker.isHost();
}

it('a model has its own words, also where a command handed the work to it', () => {
  expect(isHost('How are retries done?')).toBe(false);
  expect(isHost('/review the queue')).toBe(false);
});

it('a command that does its work itself has ours', () => {
  expect(isHost('/status', { isRouted: false })).toBe(true);
  expect(isHost(' !ls', { isRouted: false })).toBe(true);
});

it('the built-in rules have ours whatever they answer', () => {
  expect(isHost('How are retries done?', { isOffline: true })).toBe(true);
  expect(isHost('How are retries done?', { isOffline: true, isRouted: false })).toBe(true);
  expect(isHost('/review the queue', { isOffline: true })).toBe(true);
});
