// A change in parts: hunks are accepted one by one, and two sets of changes merge unless they touch each other.
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hunksOf, summarizeChange, withAccepted } from '../../../runtime/changes/index.js';
import { merge } from '../../../runtime/changes/merge.js';
import type { FileChange } from '../../../runtime/ports/index.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();
const modify = (before: Uint8Array, after: Uint8Array) =>
  ({ kind: 'modify', path: 'a.txt', before, after }) satisfies FileChange;
const partly = (before: string, after: string, ...indexes: number[]) =>
  withAccepted(modify(utf8(before), utf8(after)), new Set(indexes));

const OLD = 'one\ntwo\nthree\nfour\nfive\n';
const NEW = 'one\n2\nthree\nfour\nand a half\nfive\n';

it('splits a change into hunks and makes a change of the accepted ones', () => {
  expect(hunksOf(modify(utf8(OLD), utf8(NEW)))).toEqual([
    { index: 0, oldStart: 1, oldLines: ['two\n'], newStart: 1, newLines: ['2\n'] },
    { index: 1, oldStart: 4, oldLines: [], newStart: 4, newLines: ['and a half\n'] },
  ]);
  expect(text(partly(OLD, NEW, 0)?.after)).toBe('one\n2\nthree\nfour\nfive\n');
  expect(text(partly(OLD, NEW, 1)?.after)).toBe('one\ntwo\nthree\nfour\nand a half\nfive\n');
  expect(partly(OLD, NEW)).toBeUndefined();
});

it('accepts or rejects whole what has no lines to choose from', () => {
  const created: FileChange = { kind: 'create', path: 'n', before: undefined, after: utf8('n\n') };
  const binary = modify(Buffer.from([0, 1]), Buffer.from([0, 2]));
  const recoded = modify(utf8('a'), Buffer.from('\ufeffa', 'utf16le'));
  for (const change of [created, binary, recoded]) {
    expect(hunksOf(change)).toEqual([]);
    expect(withAccepted(change, new Set([0]))).toBe(change);
    expect(withAccepted(change, new Set())).toBeUndefined();
  }
});

it('a rejected hunk does not take back the move of its file', () => {
  const moved: FileChange = {
    kind: 'move',
    path: 'b',
    from: 'a',
    before: utf8('x\n'),
    after: utf8('y\n'),
  };
  expect(withAccepted(moved, new Set())).toEqual({ ...moved, after: utf8('x\n') });
});

it('shows a change as a short unified diff', () => {
  const summary = summarizeChange(
    modify(utf8(OLD.replaceAll('\n', '\r\n')), utf8(NEW.replaceAll('\n', '\r\n'))),
  );
  expect(summary).toEqual({
    added: 2,
    removed: 1,
    diff: '@@ -1,5 +1,6 @@\n one\n-two\n+2\n three\n four\n+and a half\n five',
  });
  const created: FileChange = { kind: 'create', path: 'n', before: undefined, after: utf8('a\nb') };
  expect(summarizeChange(created)).toEqual({
    added: 2,
    removed: 0,
    diff: '@@ -0,0 +1,2 @@\n+a\n+b',
  });
  expect(summarizeChange(created, 1).diff).toBe('@@ -0,0 +1,2 @@\n… 2 more lines');
});

it('merges changes of different lines and refuses those that touch', () => {
  const merged = (ours: string, theirs: string) => {
    const result = merge(utf8(OLD), utf8(ours), utf8(theirs));
    return result.merged ? text(result.content) : result.reason;
  };
  expect(merged(NEW, OLD.replace('four', '4'))).toContain('same or on neighbouring lines');
  expect(merged(OLD.replace('one', '1'), OLD.replace('five', '5'))).toBe(
    '1\ntwo\nthree\nfour\n5\n',
  );
  expect(merged(OLD.replace('one', '1'), OLD.replace('one', '1').replace('five', '5'))).toBe(
    '1\ntwo\nthree\nfour\n5\n',
  );
  expect(merged(OLD.replace('two', '2'), OLD.replace('two', 'zwei'))).toContain('same');
  expect(merge(Buffer.from([0]), utf8('a'), utf8('b')).merged).toBe(false);
  expect(merge(utf8('a\nb\nc\n'), utf8('a\nb\nC\n'), utf8('\ufeffa\nb\nc\n'))).toMatchObject({
    reason: 'its encoding was changed',
  });
});

const content = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', ''), fc.constantFrom('\n', '\r\n')), {
    maxLength: 12,
  })
  .chain((lines) =>
    fc.tuple(
      fc.constant(lines.map((line) => line.join('')).join('')),
      fc.constantFrom('', 'end'),
      fc.constantFrom('', '\ufeff'),
    ),
  )
  .map(([body, end, bom]) => bom + body + end);

it('all hunks make the change, none makes nothing, and each side of a merge with itself is itself', () => {
  fc.assert(
    fc.property(content, content, (before, after) => {
      const change = modify(utf8(before), utf8(after));
      const all = new Set(hunksOf(change).map(({ index }) => index));
      expect(text(withAccepted(change, all)?.after ?? change.before)).toBe(after);
      expect(withAccepted(change, new Set())).toBeUndefined();
      const [ours, theirs] = [
        merge(utf8(before), utf8(after), utf8(before)),
        merge(utf8(before), utf8(before), utf8(after)),
      ];
      if (before.startsWith('\ufeff') === after.startsWith('\ufeff')) {
        expect(ours.merged && text(ours.content)).toBe(after);
        expect(theirs.merged && text(theirs.content)).toBe(after);
      }
    }),
    { numRuns: 500 },
  );
});

it('accepting some hunks and then the rest is accepting all', () => {
  fc.assert(
    fc.property(content, content, fc.integer({ min: 0, max: 4 }), (before, after, chosen) => {
      const change = modify(utf8(before), utf8(after));
      const first = withAccepted(change, new Set([chosen]))?.after ?? change.before;
      const rest = modify(first, change.after);
      const all = new Set(hunksOf(rest).map(({ index }) => index));
      expect(text(withAccepted(rest, all)?.after ?? first)).toBe(after);
    }),
  );
});

it('the unified diff, given to a patch program, makes the change', () => {
  const line = fc.constantFrom('', 'a', 'b', 'x'.repeat(700), 'y'.repeat(1500));
  const lines = fc.array(line, { maxLength: 12 });
  const toText = (list: readonly string[]) => list.map((one) => `${one}\n`).join('');
  fc.assert(
    fc.property(lines, lines, lines, lines, (head, before, after, tail) => {
      const [from, to] = [before, after].map((middle) => toText([...head, ...middle, ...tail]));
      if (from === undefined || to === undefined || from === to) return;
      const { diff, added, removed } = summarizeChange(
        modify(utf8(from), utf8(to)),
        Infinity,
        Infinity,
      );
      expect(applyPatch(from, `--- a\n+++ a\n${diff}\n`)).toBe(to);
      expect(added - removed).toBe(after.length - before.length);
    }),
    { numRuns: 500 },
  );
});
