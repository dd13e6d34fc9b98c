// The router: what can be answered at once does not start a loop, and the user has the last word.
import { describe, expect, test } from 'vitest';
import type { RouteInput } from '../../../runtime/rlm/index.js';
import { route } from '../../../runtime/rlm/index.js';

const ask = (text: string, change: Partial<RouteInput> = {}): string =>
  route({
    intent: 'ask',
    text,
    attachments: [],
    memories: [],
    effort: 'auto',
    earlierTurns: 0,
    ...change,
  }).level;
const remembered = { memories: [{ content: 'You prefer port 8080.', score: 1 }] };
const selection = (text: string) => ({
  attachments: [{ kind: 'selection' as const, path: 'a.ts', text }],
});

describe('a question about the workspace', () => {
  test.each([
    'how does the sandbox recover from an out-of-memory cell?',
    'where is the parser?',
    'what does this project do?',
    'list all TODO comments',
    'wo ist der Parser?',
  ])('%s → agent', (text) => {
    expect(ask(text)).toBe('agent');
    expect(ask(text, remembered)).toBe('agent');
  });
});

describe('what is at hand', () => {
  test('a question about the user is answered from memory', () => {
    expect(ask('which port do I prefer?', remembered)).toBe('direct');
    expect(ask('Welchen Port bevorzuge ich?', remembered)).toBe('direct');
    expect(ask('which port do I prefer?')).toBe('agent');
  });

  test.each([
    'I prefer port 8080 for dev servers',
    'we use pnpm here',
    'remember that I like tea',
    'Ich bevorzuge Port 8080 für Entwicklungsserver',
    'wir nutzen hier pnpm',
    'merke dir, dass ich Tee mag',
    'danke!',
    'thanks!',
  ])('a statement needs no look-up: %s', (text) => {
    expect(ask(text)).toBe('direct');
  });

  test.each(['what can you do?', 'help', 'Was kannst du?', 'Hilfe!', 'was weißt du über mich?'])(
    'a question about Memfun itself needs no look-up: %s',
    (text) => expect(ask(text)).toBe('direct'),
  );

  test.each(['help me with the parser', 'was weißt du über den Cache?', 'hilf mir beim Parser'])(
    'a question that only begins like one does: %s',
    (text) => expect(ask(text)).toBe('agent'),
  );

  test('a question about a selection is answered from it, unless it reaches beyond', () => {
    expect(ask('what does this do?', selection('const a = 1;'))).toBe('direct');
    expect(ask('who calls this?', selection('const a = 1;'))).toBe('agent');
    expect(ask('what does this do?', selection('x'.repeat(50_000)))).toBe('agent');
  });

  test('reviews, fixes and analyses always look into the code', () => {
    for (const intent of ['review', 'fix', 'analyze'] as const) {
      expect(ask('', { intent, ...selection('x') })).toBe('agent');
    }
  });
});

describe('the user decides', () => {
  test('a level that is asked for is taken', () => {
    expect(ask('where is the parser?', { effort: 'direct' })).toBe('direct');
    expect(ask('I like tea', { effort: 'agent' })).toBe('agent');
  });

  test('several agents work when they are asked for, by level or in so many words', () => {
    expect(ask('build it', { effort: 'team' })).toBe('team');
    expect(ask('build it with several agents')).toBe('team');
    expect(ask('use a team of agents for the migration')).toBe('team');
    expect(ask('how do several agents share a queue in src/queue.ts?')).toBe('agent');
    expect(ask('build it with several agents', { effort: 'agent' })).toBe('agent');
  });
});
