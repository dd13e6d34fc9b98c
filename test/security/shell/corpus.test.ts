// Nothing gets past the rules for shell commands, and what is harmless is not asked about.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type {
  CommandDecision,
  CommandReader,
  JudgeOptions,
} from '../../../runtime/safety/index.js';
import { createCommandReader, judgeCommand } from '../../../runtime/safety/index.js';
import { ATTEMPTS, type Case, HARMLESS } from './corpus.js';

const PLACES = { root: '/ws', home: '/home/u' };
const RANK = { allow: 0, ask: 1, deny: 2 };
let reader: CommandReader;

beforeAll(async () => {
  reader = await createCommandReader('dist');
});

function decide(command: string, options: Partial<JudgeOptions> = {}): CommandDecision {
  const parsed = reader.read(command);
  return judgeCommand(parsed, { mode: 'ask', allow: [], deny: [], ...PLACES, ...options });
}

function wrong(cases: readonly Case[]): readonly string[] {
  return cases.flatMap(({ command, mode, allow = [], deny = [], expect: wanted, why }) => {
    const { decision, reason } = decide(command, { mode, allow, deny });
    const line = `${mode} ${JSON.stringify(command)} (${why}): ${decision}, not ${wanted}: ${reason}`;
    return decision === wanted ? [] : [line];
  });
}

test('no attempt gets more than it should, and no harmless command is asked about', () => {
  const got = wrong(ATTEMPTS);
  const needless = wrong(HARMLESS);
  const bypasses = ATTEMPTS.filter(({ command, expect: wanted, ...options }) => {
    return RANK[decide(command, options).decision] < RANK[wanted];
  });
  const count = ATTEMPTS.length + HARMLESS.length;
  process.stdout.write(
    `shell commands: ${count} cases, ${bypasses.length} bypasses, ${needless.length} needless asks\n`,
  );
  expect(count).toBeGreaterThanOrEqual(250);
  expect(got).toEqual([]);
  expect(needless).toEqual([]);
});

test('commands of other shells are never allowed unasked', () => {
  for (const shell of ['powershell', 'cmd', 'other'] as const) {
    const options = { allow: ['ls'], deny: [], ...PLACES };
    for (const mode of ['ask', 'auto', 'plan', 'bypass'] as const) {
      expect(judgeCommand(reader.read('ls', shell), { mode, ...options }).decision).toBe('ask');
    }
  }
});

const word = fc.constantFrom<string[]>(
  'ls',
  'cat x',
  'npm test',
  'rm x',
  'git push',
  'echo "a b"',
  'frob',
  '$X',
  'touch y',
  'cat .env',
);
const WRAPS: readonly ((inner: string) => string)[] = [
  (inner) => `ls; ${inner}`,
  (inner) => `${inner} && ls`,
  (inner) => `ls | ${inner}`,
  (inner) => `ls || ${inner}`,
  (inner) => `${inner} &\nls`,
  (inner) => `(${inner})`,
  (inner) => `{ ${inner}; }`,
  (inner) => `echo $(${inner})`,
  (inner) => `cat <(${inner})`,
  (inner) => `env CI=1 ${inner}`,
  (inner) => `timeout 5 ${inner}`,
  (inner) => `sudo ${inner}`,
  (inner) => `sh -c '${inner.replaceAll("'", "'\\''")}'`,
  (inner) => `if ${inner}; then ls; fi`,
  (inner) => `${inner} > out`,
  (inner) => `X=1 ${inner}`,
];
const wraps = fc.array(fc.constantFrom(...WRAPS), { maxLength: 4 });
const mode = fc.constantFrom('ask' as const, 'auto' as const, 'plan' as const);

test('whatever is put around a command, the whole is never allowed more than the command', () => {
  fc.assert(
    fc.property(word, wraps, mode, (inner, around, inMode) => {
      const options = { mode: inMode, allow: ['npm test'] };
      const whole = around.reduce<string>((text, wrap) => wrap(text), inner);
      const { decision, parts } = decide(whole, options);
      const worst = Math.max(...parts.map((part) => RANK[part.decision]));
      expect(RANK[decision]).toBe(worst);
      if (decide(inner, options).decision !== 'allow') expect(decision, whole).not.toBe('allow');
    }),
    { numRuns: 400 },
  );
});

test('a denied command anywhere in a line is never allowed, not even in bypass mode', () => {
  fc.assert(
    fc.property(
      word,
      wraps,
      fc.constantFrom(';', '\n', '&&', '||', '|', '&'),
      (first, around, join) => {
        const whole = around.reduce<string>(
          (text, wrap) => wrap(text),
          `${first} ${join} evil now`,
        );
        expect(decide(whole, { mode: 'bypass', deny: ['evil'] }).decision, whole).not.toBe('allow');
      },
    ),
    { numRuns: 400 },
  );
});

test('any text at all gets a decision, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      expect(['allow', 'ask', 'deny']).toContain(decide(text).decision);
    }),
  );
});
