// Learning by rule: plain statements become memories, everything else does not.
import { describe, expect, test } from 'vitest';
import type { MemoryCandidate } from '../../../runtime/models/index.js';
import { memoryExtractRule } from '../../../runtime/models/offline/rules/memory-extract.js';

function learn(user: string, known: string[] = []): MemoryCandidate[] {
  const output = memoryExtractRule.answer({ user, assistant: '', known });
  return output['candidates'] as MemoryCandidate[];
}

const STATEMENTS = [
  ['I prefer port 8080 for dev servers', 'preference', 'core', 'dev-server.port'],
  ['we use pnpm, not npm', 'convention', 'project', 'package-manager'],
  ['Always run the linter before committing.', 'convention', 'project', 'linter'],
  ['never commit directly to main', 'convention', 'project', undefined],
  ['Our API base is https://api.example.org/v2', 'fact', 'project', 'api.base-url'],
  ['call me Sam', 'fact', 'core', 'user.name'],
  ['We decided to move to PostgreSQL.', 'decision', 'project', 'database'],
  ['my favourite theme is solarized', 'preference', 'core', 'theme'],
  ['the staging server is staging.example.org', 'fact', 'project', 'staging-server'],
] as const;

test.each(STATEMENTS)('“%s” is learned', (said, category, layer, subject) => {
  const [candidate, ...more] = learn(said);
  expect(more).toEqual([]);
  expect(candidate).toMatchObject({ category, layer });
  expect(candidate?.subject).toBe(subject);
});

test('the evidence is a span of the user’s own text', () => {
  const text = 'Thanks, that works. By the way, I prefer tabs. What is next?';
  const [candidate] = learn(text);
  expect(candidate?.content).toBe('I prefer tabs.');
  expect(text).toContain(candidate?.evidence);
});

test('two values of one thing have one subject, so that the new one replaces the old', () => {
  const [first] = learn('I prefer port 8080 for dev servers');
  const [second] = learn('I prefer port 3000 for my dev server');
  expect(second?.subject).toBe(first?.subject);
});

describe('nothing is learned from', () => {
  test.each([
    'which port do I prefer?',
    'What if we use pnpm?',
    'if we use pnpm, the install is faster',
    'maybe we should always use tabs',
    'I prefer port 9090 just once',
    '```\nconst port = 8080; // we use pnpm\n```',
    'my password is hunter2',
    'our api key is sk-abcdefghijklmnopqrstuvwxyz123456',
    'how does the cache work',
    'I want to know how the cache works',
    'I like it',
    'thanks!',
  ])('%s', (said) => expect(learn(said)).toEqual([]));
});

test('what is known already is not learned again', () => {
  expect(
    learn('I prefer port 8080 for dev servers', ['I prefer port 8080 for dev servers.']),
  ).toEqual([]);
  expect(
    learn('I prefer port 3000 for dev servers', ['I prefer port 8080 for dev servers.']),
  ).toHaveLength(1);
});

test('an explicit wish to remember is enough', () => {
  const [candidate] = learn('remember that the blue button belongs to checkout');
  expect(candidate?.content).toBe('The blue button belongs to checkout.');
});
