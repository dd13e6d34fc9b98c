// An edit finds its one place (exactly, apart from whitespace, by likeness) or fails and says where to look.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  applyEdit,
  decodeFile,
  EditAmbiguousError,
  EditNotFoundError,
  encodeFile,
  type TextEdit,
} from '../../../runtime/changes/index.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function edit(text: string, oldText: string, newText: string, replaceAll = false) {
  const edited = applyEdit('a.ts', decodeFile('a.ts', utf8(text)), {
    oldText,
    newText,
    replaceAll,
  });
  return {
    text: Buffer.from(encodeFile(edited.file)).toString(),
    stage: edited.stage,
    places: edited.places,
  };
}

function failure(text: string, oldText: string, newText = 'new'): unknown {
  try {
    edit(text, oldText, newText);
  } catch (error) {
    return error;
  }
  return undefined;
}

const line = (word: string): string => `${`${word} `.repeat(390)}\n`;

const CODE = `export function first() {
    if (ready) {
        start(one, two);
    }
}

export function second() {
    if (ready) {
        stop();
    }
}
`;

it('replaces the one exact place, also inside a line', () => {
  expect(edit('let a = 1;\nlet b = 2;\n', 'b = 2', 'b = 3')).toEqual({
    text: 'let a = 1;\nlet b = 3;\n',
    stage: 'exact',
    places: 1,
  });
});

it('takes replacement patterns as text', () => {
  expect(edit('cost: X', 'X', "$& $1 $' $$").text).toBe("cost: $& $1 $' $$");
});

it('writes an edit made with \\n in the line ending of its place', () => {
  expect(edit('a\r\nb\r\nc\r\n', 'a\nb', 'a\nx\nb').text).toBe('a\r\nx\r\nb\r\nc\r\n');
  expect(edit('a\nb\nc\r\nd\r\n', 'c\nd', 'c\nx\nd').text).toBe('a\nb\nc\r\nx\r\nd\r\n');
  expect(edit('a\r\nb\nc\n', 'a\nb\nc', 'a\nb2\nc').text).toBe('a\r\nb2\nc\n');
});

it('keeps a missing final newline missing', () => {
  expect(edit('a\nb', 'b', 'c').text).toBe('a\nc');
});

it('insists on one place, and names all when there are several', () => {
  const error = failure('x\ny\nx\n', 'x');
  expect(error).toBeInstanceOf(EditAmbiguousError);
  expect(error).toMatchObject({ code: 'edit.ambiguous', lines: [1, 3], stage: 'exact' });
  expect(failure('aaa', 'aa')).toMatchObject({ lines: [1, 1] });
  expect(edit('x\ny\nx\n', 'x', 'z', true)).toEqual({
    text: 'z\ny\nz\n',
    stage: 'exact',
    places: 2,
  });
});

it('finds lines whose indentation the model remembered otherwise, and indents as the file does', () => {
  const old = 'if (ready) {\n  start(one, two);\n}';
  const { text, stage } = edit(CODE, old, 'if (ready) {\n  if (two) {\n    start(one);\n  }\n}');
  expect(stage).toBe('whitespace');
  expect(text).toContain(
    '    if (ready) {\n        if (two) {\n            start(one);\n        }\n    }\n}\n\nexport function second',
  );
});

it('turns spaces into the tabs of the file', () => {
  const { text } = edit(
    'f() {\n\tif (a) {\n\t\tb();\n\t}\n}\n',
    '    if (a) {\n        b();\n    }',
    '    if (a) {\n        while (c) {\n            b();\n        }\n    }',
  );
  expect(text).toBe('f() {\n\tif (a) {\n\t\twhile (c) {\n\t\t\tb();\n\t\t}\n\t}\n}\n');
});

it('keeps the file’s own version of lines that the edit leaves alone or only indents anew', () => {
  const file = 'begin\n  call( a,  b );   \n  end_of_it\n';
  expect(edit(file, 'begin\ncall( a, b );\nend_of_it', 'begin\ncall( a, b );\nfinish').text).toBe(
    'begin\n  call( a,  b );   \n  finish\n',
  );
  expect(
    edit(file, 'call( a, b );\nend_of_it', 'when:\n  call( a, b );\nend_of_it').text,
  ).toContain('when:\n    call( a,  b );   \n  end_of_it\n');
});

it('deletes whole lines with their line break', () => {
  expect(edit('a\n   b  c\nd\n', 'b c\n', '').text).toBe('a\nd\n');
});

it('takes a place that is nearly the same, and only when no other comes close', () => {
  const line = 'const connectionTimeoutInMilliseconds = computeTimeout(settings);';
  const typo = line.replace('Milliseconds', 'Miliseconds');
  expect(edit(`// head\n${line}\n// tail\n`, typo, 'const t = 1;')).toEqual({
    text: '// head\nconst t = 1;\n// tail\n',
    stage: 'fuzzy',
    places: 1,
  });
  const twin = line.replace('compute', 'Compute');
  expect(failure(`${line}\n${twin}\n`, typo)).toMatchObject({
    code: 'edit.ambiguous',
    stage: 'fuzzy',
  });
});

it('never takes short texts for each other', () => {
  expect(failure('count = 20\n', 'count = 10')).toBeInstanceOf(EditNotFoundError);
});

it('shows the nearest places when nothing fits', () => {
  const error = failure(CODE, 'if (ready) {\n  stop(now, or, never);\n  leave();\n}');
  expect(error).toBeInstanceOf(EditNotFoundError);
  expect(error).toMatchObject({ code: 'edit.not-found', candidates: [{ line: 8 }, { line: 2 }] });
  expect((error as Error).message).toContain('stop();');
  expect(failure('', 'anything at all')).toMatchObject({ candidates: [] });
});

it('refuses edits that ask for nothing', () => {
  expect(failure('a', '')).toMatchObject({ code: 'edit.invalid' });
  expect(failure('a', 'a', 'a')).toMatchObject({ code: 'edit.invalid' });
  expect(failure('a\r\n', 'a\n', 'a\r\n')).toMatchObject({ code: 'edit.invalid' });
});

it('answers on a large file of look-alike lines, found or not', () => {
  const lines = Array.from(
    { length: 40_000 },
    (_, i) => `    record(${i}, compute(value${i % 7}, scale), "label ${i}");`,
  );
  const text = lines.join('\n');
  expect(edit(text, lines[20_000] ?? '', 'done();').places).toBe(1);
  expect(
    edit(text, `record(20000,  compute(value1, scale), "label 20000");\n${lines[20_001]}`, 'x();')
      .stage,
  ).toBe('whitespace');
  expect(failure(text, 'something(else, entirely, different);\nthat(is, nowhere);')).toBeInstanceOf(
    EditNotFoundError,
  );
});

it.each([
  [
    'lines that are all the same',
    'the same\n'.repeat(6_000),
    `${'the same\n'.repeat(3_000)}and this`,
  ],
  ['long lines that are nearly alike', line('word').repeat(300), line('wort').repeat(80)],
  ['one line of half a million characters', `${'x'.repeat(500_000)}\n`, 'y'.repeat(500_000)],
])('answers on a text that is made to be slow to search: %s', (_, text, oldText) => {
  expect(failure(text, oldText)).toMatchObject({ code: 'edit.not-found' });
});

// The property: whatever the convention of a file, all outside of the edited range keeps its bytes.
const word = fc.stringMatching(/^[a-zé日 ]{0,6}$/);
const ending = fc.constantFrom('\n', '\r\n');
const lineList = fc.array(fc.tuple(word, ending), { minLength: 0, maxLength: 8 });
const encoding = fc.constantFrom('utf-8', 'utf-8 bom', 'utf-16le', 'utf-16be');

function encoded(text: string, as: string): Buffer {
  if (as === 'utf-8') return Buffer.from(text);
  if (as === 'utf-8 bom') return Buffer.from(`\ufeff${text}`);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return as === 'utf-16le' ? bytes : bytes.swap16();
}

it('keeps everything outside of the edited range byte for byte', () => {
  fc.assert(
    fc.property(
      lineList,
      lineList,
      fc.array(word, { maxLength: 4 }),
      ending,
      encoding,
      (head, tail, middle, newEnding, as) => {
        const join = (list: readonly (readonly [string, string])[]) =>
          list.map((pair) => pair.join('')).join('');
        const marker = '<<the place that is to be replaced>>';
        const before = join(head) + marker + join(tail);
        const wanted: TextEdit = { oldText: marker, newText: middle.join(newEnding) };
        const { file } = applyEdit('a', decodeFile('a', encoded(before, as)), wanted);
        const after = Buffer.from(encodeFile(file));
        const start = encoded(join(head), as);
        const end = encoded(join(tail), as === 'utf-8 bom' ? 'utf-8' : as).subarray(
          as.startsWith('utf-16') ? 2 : 0,
        );
        expect(after.subarray(0, start.length)).toEqual(start);
        expect(after.subarray(after.length - end.length)).toEqual(end);
        const inner = decodeFile('a', after).text.slice(
          join(head).length,
          -join(tail).length || undefined,
        );
        expect(inner.replaceAll('\r\n', '\n')).toBe(middle.join('\n'));
      },
    ),
  );
});

it('a failed edit of any kind gives no file at all', () => {
  fc.assert(
    fc.property(lineList, word, (list, wanted) => {
      const text = list.map((pair) => pair.join('')).join('');
      const file = decodeFile('a', utf8(text));
      try {
        applyEdit('a', file, { oldText: `${wanted}§`, newText: 'x' });
        expect.unreachable();
      } catch (error) {
        expect(error).toMatchObject({ code: 'edit.not-found' });
      }
      expect(file.text).toBe(text);
    }),
  );
});

const unit = fc.constantFrom('  ', '    ', '\t');
const block = fc.array(fc.constantFrom(-1, 0, 1), { minLength: 2, maxLength: 8 }).map((steps) => {
  let level = 1;
  return steps.map((step) => (level = Math.max(0, level + step)));
});

it('however the model indented a block, only the line that it changed changes, and fits in', () => {
  fc.assert(
    fc.property(
      block,
      unit,
      unit,
      fc.nat(2),
      fc.nat(),
      ending,
      (levels, real, written, base, pick, eol) => {
        const at = pick % levels.length;
        const line = (indent: string, level: number, text: string) => indent.repeat(level) + text;
        const file = levels.map((level, i) =>
          line(real, level + base, `statement${i}(of the  block);`),
        );
        const old = levels.map((level, i) => line(written, level, `statement${i}(of the block);`));
        const wanted = old.with(at, line(written, levels[at] ?? 0, 'changed();'));
        const text = ['before;', ...file, 'after;', ''].join(eol);
        const result = edit(text, old.join('\n'), wanted.join('\n'));
        const changed = file.with(at, line(real, (levels[at] ?? 0) + base, 'changed();'));
        expect(result).toEqual({
          text: ['before;', ...changed, 'after;', ''].join(eol),
          stage: 'whitespace',
          places: 1,
        });
      },
    ),
    { numRuns: 300 },
  );
});
