// `memfun help` in German names the same commands and options, each on the line where the English one has it.
import { expect, it } from 'vitest';
import { HELP } from '../../../runtime/cli/help.js';
import { helpIn } from '../../../runtime/language/index.js';

/** How things are typed: what stands before the words that explain it. */
const typed = (help: string): readonly string[] =>
  help
    .split('\n')
    .filter((line) => /^ {2}\S/.test(line))
    .map((line) => line.trim().split(/ {2,}/)[0] ?? '')
    .filter((line) => /^(?:--?)?[a-z]/.test(line) && !line.startsWith('policy check: '))
    .map((line) => line.replace(/ \(.*$/, ''));

it('the same commands and options in both languages', async () => {
  const german = (await helpIn('de')) ?? '';
  expect(typed(german).length).toBeGreaterThan(50);
  expect(typed(german)).toEqual(typed(HELP));
  expect(german.split('\n').length).toBe(HELP.split('\n').length);
  expect(await helpIn('en')).toBeUndefined();
});
