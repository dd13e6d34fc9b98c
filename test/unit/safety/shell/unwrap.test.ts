// A line is taken apart into every command it would run, also those that other programs run.
import { beforeAll, expect, test } from 'vitest';
import type { CommandReader } from '../../../../runtime/safety/index.js';
import { createCommandReader } from '../../../../runtime/safety/index.js';

let reader: CommandReader;
beforeAll(async () => {
  reader = await createCommandReader('dist');
});

function read(text: string): readonly string[] {
  return reader.read(text).parts.map((part) => part.words.map((word) => word.text).join(' '));
}

test.each([
  ['env A=1 rm x', ['env A=1 rm x', 'rm x']],
  ['sudo -u root timeout 5 rm x', ['sudo -u root timeout 5 rm x', 'timeout 5 rm x', 'rm x']],
  ['bash -lc "a && b"', ['bash -lc a && b', 'a', 'b']],
  ['find . -exec rm {} \\; -exec ls +', ['find . -exec rm {} ; -exec ls +', 'rm {}', 'ls']],
  ['ls | xargs -n1 rm', ['ls', 'xargs -n1 rm', 'rm …']],
  ['eval "a; b"', ['eval a; b', 'a', 'b']],
  ["sh <<'E'\nrm x\nE", ['sh', 'rm x']],
  ['npm exec vitest run', ['npm exec vitest run', 'vitest run']],
  ['ssh host rm x', ['ssh host rm x', 'rm x']],
  ['watch -n 1 "rm x"', ['watch -n 1 rm x', 'rm x']],
])('%s', (text, parts) => {
  expect(read(text)).toEqual(parts);
});

test('words come with their quotes resolved, and what is not known says so', () => {
  const [part] = reader.read('r""m \'a b\' "c" \\d *.ts $X <(ls)').parts;
  expect(part?.words.map(({ kind, text }) => [kind, text])).toEqual([
    ['literal', 'rm'],
    ['literal', 'a b'],
    ['literal', 'c'],
    ['literal', 'd'],
    ['glob', '*.ts'],
    ['dynamic', '$X'],
    ['pipe', '<(ls)'],
  ]);
});

test('assignments and redirections belong to their part', () => {
  const [part] = reader.read('A=1 ls > out 2>&1').parts;
  expect(part?.assignments).toEqual([{ name: 'A', value: { kind: 'literal', text: '1' } }]);
  expect(part?.redirections.map(({ mode, target }) => [mode, target.text])).toEqual([
    ['write', 'out'],
    ['duplicate', '1'],
  ]);
});

test('wrappers within wrappers have an end, and it is a problem', () => {
  const { problems } = reader.read(`${'env '.repeat(20)}ls`);
  expect(problems[0]?.reason).toMatch('nested too deeply');
});
