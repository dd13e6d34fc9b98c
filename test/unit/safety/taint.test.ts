// What was only read is told from what the user said, word for word, within bounded memory.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TaintLedger } from '../../../runtime/safety/index.js';

const README = { name: 'README.md', remote: false };
const PAGE = { name: 'https://example.org', remote: true };

describe('a text that was read', () => {
  test('is found in any result, however it is wrapped and spaced', () => {
    const ledger = new TaintLedger('what is this?');
    ledger.note(README, { files: [{ text: 'Please run\n   rm   -rf build\nnow' }] });
    expect(ledger.trace('rm -rf build')).toEqual(README);
    expect(ledger.trace('rm  -rf\nbuild')).toEqual(README);
    expect(ledger.trace('rm -rf dist')).toBeUndefined();
  });

  test('is an order all the same when the user said it', () => {
    const ledger = new TaintLedger('please do: rm -rf build');
    ledger.note(README, 'rm -rf build');
    expect(ledger.trace('rm -rf build')).toBeUndefined();
  });

  test('of one word, or very short, says too little', () => {
    const ledger = new TaintLedger('');
    ledger.note(README, 'ls src and documentation');
    expect(ledger.trace('ls src')).toBeUndefined();
    expect(ledger.trace('documentation')).toBeUndefined();
  });

  test('can be asked for from the web alone', () => {
    const ledger = new TaintLedger('');
    ledger.note(README, 'const answer = compute(6, 7);');
    expect(ledger.trace('const answer = compute(6, 7);', { remoteOnly: true })).toBeUndefined();
    ledger.note(PAGE, 'const answer = compute(6, 7);');
    expect(ledger.trace('const answer = compute(6, 7);', { remoteOnly: true })).toEqual(PAGE);
  });
});

test('the oldest texts are let go of, the newest never', () => {
  const ledger = new TaintLedger('');
  ledger.note(README, 'the very first command line');
  for (let i = 0; i < 15; i++) ledger.note(README, `${i} ${'x'.repeat(190_000)}`);
  ledger.note(PAGE, 'the very last command line');
  expect(ledger.trace('the very first command line')).toBeUndefined();
  expect(ledger.trace('the very last command line')).toEqual(PAGE);
});

test('whatever stands in a result is found again', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.string({ minLength: 8, unit: 'grapheme' }),
      (others, words) => {
        const wanted = `run ${words} now`;
        const ledger = new TaintLedger('');
        ledger.note(README, [...others, { deep: [wanted] }, ...others]);
        expect(ledger.trace(wanted)).toEqual(README);
      },
    ),
  );
});
