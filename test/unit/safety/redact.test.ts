// The scrubber takes out what looks like a secret by its value, and leaves code and prose alone.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSecrets, redactText, toSafeJson } from '../../../runtime/safety/index.js';

// Put together here, so that no tool that looks for secrets finds one in this file.
const RANDOM = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0';
const join = (...parts: readonly string[]): string => parts.join('');

const SECRETS: readonly (readonly [kind: string, text: string, secret: string])[] = [
  ['aws-access-key', 'id = ?;', join('AK', 'IAIOSFODNNQWERTYUX')],
  ['github-token', 'see ?, then', join('gh', 'p_', RANDOM.slice(0, 36))],
  ['gitlab-token', '?', join('gl', 'pat-', RANDOM.slice(0, 20))],
  ['anthropic-key', 'key: ?', join('sk-', 'ant-api03-', RANDOM)],
  ['openai-key', 'key: ?', join('sk-', 'proj-', RANDOM)],
  ['google-key', '?', join('AI', 'za', RANDOM.slice(0, 35))],
  ['slack-token', '?', join('xo', 'xb-123456789012-', RANDOM.slice(0, 20))],
  ['stripe-key', '?', join('sk', '_live_', RANDOM.slice(0, 24))],
  ['npm-token', '//registry/:_authToken=?', join('np', 'm_', RANDOM.slice(0, 36))],
  ['json-web-token', '?', join('ey', 'JhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxMjM0NTYifQ.', RANDOM)],
  ['url-password', 'postgres://app:?@db.internal/app', 'h4rd-t0-gu3ss'],
  ['bearer-token', 'Authorization: Bearer ?', RANDOM],
  ['assigned-secret', "const apiKey = '?';", 'q8Zt31LmXw90Kp'],
  ['environment-secret', 'A=1\nDB_PASSWORD=?\nB=2', 'q8Zt31LmXw90Kp'],
  [
    'private-key',
    'before\n?\nafter',
    join('-----BEGIN RSA PRIV', 'ATE KEY-----\n', RANDOM, '\n-----END RSA PRIV', 'ATE KEY-----'),
  ],
];

test.each(SECRETS)('%s is found, and only the secret itself is taken out', (kind, text, secret) => {
  const [before = '', after = ''] = text.split('?');
  expect(redactText(`${before}${secret}${after}`)).toBe(`${before}[redacted:${kind}]${after}`);
});

describe('what is no secret stays as it is', () => {
  test.each([
    "const token = parser.nextToken('identifier');",
    'const password = process.env.DB_PASSWORD;',
    "password: 'changeme'",
    'API_KEY=your_api_key_here',
    'SECRET_KEY=%SECRET_KEY_1%',
    "apiKey: '<your key 1234>'",
    'https://user:password@example.com',
    'http://localhost:8080/path?key=value',
    "type TokenKind = 'string' | 'number';",
    "const secretPath = './secrets/index.ts';",
    'commit 86f343d0c5f4f0b8ad6f7d2a1f5f5f3f0e8f9a1b',
    'id: 123e4567-e89b-42d3-a456-426614174000',
    '"integrity": "sha512-Vb5dzQbQnDdPY2T3Tz0pWmYx1gYcYq1pQ0lJ2Yp3n5Q=="',
    'sk-button-primary-large-rounded-hover',
    'export const MAX_TOKENS=128000',
    'The token budget of a run is 1,200 tokens.',
  ])('%s', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe('for any text', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 300 });

  test('a token is taken out wherever it stands', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const token = join('gh', 'p_', RANDOM.slice(0, 36));
        expect(redactText(`${before} ${token} ${after}`)).not.toContain(token);
      }),
    );
  });

  test('finds are in order and apart, and scrubbing twice changes nothing more', () => {
    const parts = fc.array(
      fc.oneof(texts, fc.constantFrom(...SECRETS.map(([, text, s]) => text.replace('?', s)))),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(parts, (pieces) => {
        const text = pieces.join('\n');
        let end = 0;
        for (const secret of findSecrets(text)) {
          expect(secret.start).toBeGreaterThanOrEqual(end);
          expect(secret.end).toBeGreaterThan(secret.start);
          end = secret.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        const clean = redactText(text);
        expect(redactText(clean)).toBe(clean);
      }),
    );
  });
});

test('a value is scrubbed in every string, and becomes plain JSON', () => {
  const token = join('gh', 'p_', RANDOM.slice(0, 36));
  const value = { a: [token, 1, Number.NaN], b: undefined, c: { d: `x ${token}` }, e: 7n };
  expect(toSafeJson(value)).toEqual({
    a: ['[redacted:github-token]', 1, null],
    c: { d: 'x [redacted:github-token]' },
    e: '7',
  });
});
