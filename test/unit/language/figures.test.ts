// A German reads German figures: in what the runtime says, and in the lines of the command line. All others keep the point.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { describeInstructions } from '../../../runtime/agents/index.js';
import { progressLine } from '../../../runtime/cli/optimize/index.js';
import { planLine } from '../../../runtime/cli/plan.js';
import { statisticsText } from '../../../runtime/cli/skill-text.js';
import { BudgetExceededError } from '../../../runtime/core/index.js';
import { figuresIn, germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { underWay } from '../../page/support/plans.js';

const german = wordsOf({ errors: germanErrors, texts: germanTexts, language: 'de' });
/** Apart from groups of three, which German writes with a point. */
const POINT = /(?<![\d.])\d+\.(?!\d{3}(?!\d))\d/;

test('a number is written as in German; a version, an address and a range of lines stay', () => {
  const { said } = figuresIn('de');
  for (const [english, inGerman] of [
    ['0.04', '0,04'],
    ['30,000', '30.000'],
    ['1,234.5', '1.234,5'],
    ['-8.4', '-8,4'],
    ['1200', '1200'],
    ['0.1.0', '0.1.0'],
    ['127.0.0.1', '127.0.0.1'],
    ['0,042', '0,042'],
  ] as const)
    expect(said(english)).toBe(inGerman);
  expect(figuresIn('en').said('1,234.5')).toBe('1,234.5');
});

test('no point is left in what the runtime says of money, sizes, times and chance', () => {
  const said = [
    '| last turn | 4 | 18240 | 9000 | 1312 | $0.0412 |',
    "The day's cap is $5.00; $4.90 are left.",
    '- Spent: $0.0412 here, $0.10 of $5.00 today',
    "The day's spending cap of $5.00 is reached: no model that costs money is called.",
    'Runs of today cost $0.31 on average.',
    "Of the day's $5.00, $0.20 are left: if that is not enough, this run ends before it goes over, and what it found is kept.",
    'A message costs about $0.03, rarely more than $0.11, as your last 7 with Claude 4.5 did.',
    `- [AGENTS.md](AGENTS.md): ${describeInstructions({ path: 'AGENTS.md', folder: '', bytes: 5430, cut: true, imports: [], text: '' })}`,
    'It is better on held-out examples, beyond chance (p = 0.0132 < 0.05).',
    'Redis 7.2.4 at localhost:6379, 0.4 ms. Append-only file, synced at every write: nothing acknowledged is lost.',
    'NATS 2.10.1 at localhost:4222, 0.4 ms. JetStream in files, always: a killed server loses nothing.',
  ].map((text) => german.text(text));
  expect(
    said.filter((text) => POINT.test(text.replace(/Claude 4\.5|Redis 7\.2\.4|NATS 2\.10\.1/, ''))),
  ).toEqual([]);
  expect(said.slice(0, 3)).toEqual([
    '| letzte Runde | 4 | 18240 | 9000 | 1312 | 0,0412\u00a0$ |',
    'Die Obergrenze des Tages ist 5,00\u00a0$; 4,90\u00a0$ sind übrig.',
    '- Ausgaben: 0,0412\u00a0$ hier, 0,10\u00a0$ von 5,00\u00a0$ heute',
  ]);
  expect(said.join('\n')).toContain('Claude 4.5');
  expect(german.error(new BudgetExceededError('costUsd', 0.04, 0.05)).message).toBe(
    'Der Lauf ginge über sein Budget von 0,04 US-Dollar hinaus.',
  );
});

describe('at the terminal', () => {
  afterEach(() => void vi.unstubAllEnvs());
  const ended = underWay('t').find((event) => event.type === 'task.ended');
  const lines = (): readonly (string | undefined)[] => [
    ended && planLine({ ...ended, ms: 8400, tokens: 1200, costUsd: 0.0412 }),
    progressLine({ phase: 'search', text: 'one', calls: 4, costUsd: 0.5, best: 0.875 }),
    statisticsText([
      {
        skill: 'review',
        uses: 3,
        successes: 2,
        tokens: 900,
        costUsd: 0.0123,
        averageMs: 40,
        lastUsedAt: 1,
      },
    ]),
  ];

  test('lines of German have no point', () => {
    vi.stubEnv('MEMFUN_LANGUAGE', 'de');
    expect(lines().filter((line) => line === undefined || POINT.test(line))).toEqual([]);
    expect(lines()[0]).toContain('8,4 s, 1200 tokens, 0,0412\u00a0$');
  });

  test('those of English have one', () => {
    vi.stubEnv('MEMFUN_LANGUAGE', 'en');
    expect(lines()[0]).toContain('8.4 s, 1200 tokens, $0.0412');
    expect(lines().filter((line) => line === undefined || !POINT.test(line))).toEqual([]);
  });
});
