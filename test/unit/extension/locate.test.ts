// A proposed fix finds its lines again after other edits, and refuses when they were touched.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitReplacement, locate } from '../../../extension/fixes/locate.js';

const BASE = 'one\ntwo\nthree\nfour\n';
const two = { base: BASE, start: 4, end: 7 };
const textAt = (current: string): string | undefined => {
  const place = locate(two, current);
  return place.found ? current.slice(place.start, place.end) : undefined;
};

describe('the selected lines are found', () => {
  it('where they were', () => expect(locate(two, BASE)).toEqual({ found: true, start: 4, end: 7 }));
  it('after an edit behind them', () => expect(textAt('one\ntwo\nTHREE\nfour\n')).toBe('two'));
  it('after an edit in front of them', () =>
    expect(locate(two, `zero\n${BASE}`)).toEqual({ found: true, start: 9, end: 12 }));
  it('after edits on both sides', () => expect(textAt('zero\none\ntwo\nTHREE\n')).toBe('two'));
});

describe('the selected lines are not found', () => {
  it('when one of them was edited', () =>
    expect(textAt('one\ntwo!\nthree\nfour\n')).toBeUndefined());
  it('when something was typed in front on the same line', () =>
    expect(textAt('one\n  two\nthree\nfour\n')).toBeUndefined());
  it('when they are gone', () => expect(textAt('one\nthree\n')).toBeUndefined());
  it('when there are two candidates after edits on both sides', () =>
    expect(textAt('zero\ntwo\none\ntwo\nTHREE\n')).toBeUndefined());
});

it('whatever is inserted before and after whole lines, what is found is the selected text', () => {
  const line = fc.stringMatching(/^[a-z]{0,6}$/);
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1 }),
      fc.array(line),
      fc.array(line),
      fc.nat(),
      (lines, before, after, pick) => {
        const at = pick % lines.length;
        const start = lines.slice(0, at).reduce((sum, text) => sum + text.length + 1, 0);
        const selected = lines[at] ?? '';
        const anchor = { base: lines.join('\n'), start, end: start + selected.length };
        const current = [...before, ...lines, ...after].join('\n');
        const place = locate(anchor, current);
        if (place.found) expect(current.slice(place.start, place.end)).toBe(selected);
      },
    ),
  );
});

describe('a replacement', () => {
  it('takes the line ends of the document', () =>
    expect(fitReplacement('a\nb', 'x', '\r\n')).toBe('a\r\nb'));
  it('loses a line break that the original does not have', () =>
    expect(fitReplacement('a\n', 'x', '\n')).toBe('a'));
  it('keeps the line breaks that the original has', () =>
    expect(fitReplacement('a', 'x\n\n', '\n')).toBe('a\n\n'));
});
