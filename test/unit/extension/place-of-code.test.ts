// Code of an answer finds the place of what it is a new version of.
import { describe, expect, it } from 'vitest';
import { placeOfCode } from '../../../extension/fixes/place-of-code.js';
import { fileOfCode } from '../../../webview/markdown/code-file.js';

const TEXT = `import { sleep } from './sleep';

export function delayFor(attempt: number) {
  return 200 * 2 ** attempt;
}

class Queue {
  push(item: Item) {
    this.items.push(item);
  }
}

const CAP = 30_000;
`;

const after = (text: string, code: string): string | undefined => {
  const place = placeOfCode(text, code);
  if (place === undefined) return undefined;
  return text.slice(0, place.start) + code + text.slice(place.end);
};

describe('code of an answer', () => {
  it('takes the place of the declaration of its name, also with another signature', () => {
    const code = 'export function delayFor(attempt: number, cap = CAP) {\n  return cap;\n}';
    expect(after(TEXT, code)).toBe(TEXT.replace(/export function delayFor[^}]*\}/, () => code));
  });

  it('takes the place of a whole class, and of one line', () => {
    const code = 'class Queue {\n  clear() {}\n}';
    expect(after(TEXT, code)).toContain('}\n\nclass Queue {\n  clear() {}\n}\n\nconst CAP');
    expect(after(TEXT, 'const CAP = 60_000;')).toBe(TEXT.replace('30_000', '60_000'));
  });

  it('takes the place of a Python function by its indentation', () => {
    const text = 'def a():\n    return 1\n\n\ndef b():\n    return 2\n';
    expect(after(text, 'def a(x):\n    return x')).toBe(
      'def a(x):\n    return x\n\n\ndef b():\n    return 2\n',
    );
  });

  it('takes the place of the whole text when it is a version of it', () => {
    const code = `// New.\n${TEXT.replace('200', '100')}`;
    expect(after(TEXT, code)).toBe(code);
  });

  it('that is the whole text anew does not go into the place of what it begins with', () => {
    const text = TEXT.replace(/\nconst CAP.*\n/, '');
    for (const old of [text, text.replace(/^.*\n\n/, '')]) {
      const code = old.replace('200', '100').trimEnd();
      expect(after(old, code)).toBe(code);
    }
  });

  it('has no place when nothing of it is there, or when it could be one of several', () => {
    expect(placeOfCode(TEXT, 'print("hello")')).toBeUndefined();
    expect(placeOfCode('a();\nb();\na();\n', 'a();')).toBeUndefined();
    expect(placeOfCode(TEXT, '\n\n')).toBeUndefined();
  });
});

it.each([
  ['ts src/retry.ts', '', 'src/retry.ts'],
  ['ts title="src/retry.ts"', '', 'src/retry.ts'],
  ['ts:src/retry.ts', '', 'src/retry.ts'],
  ['ts', '// src/retry.ts\nlet a;', 'src/retry.ts'],
  ['py', '# file: app/main.py\n', 'app/main.py'],
  ['html', '<!-- index.html -->', 'index.html'],
  ['ts', '// Doubles each time.', undefined],
  ['ts ../../etc/passwd.txt', '', undefined],
  ['', 'plain', undefined],
])('the file of `%s` with %j is %s', (info, code, file) => {
  expect(fileOfCode(info, code)).toBe(file);
});
