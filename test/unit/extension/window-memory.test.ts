// What a window has open is told apart from other windows of the folder by what its page has kept.
import { expect, test } from 'vitest';
import { windowMemoryOn } from '../../support/window-memory.js';

const KEY = 'open';

test('a window comes back with its own, a new one with what any of them kept last', async () => {
  const folder = new Map<string, unknown>();
  const first = windowMemoryOn(folder);
  const second = windowMemoryOn(folder);
  await first.memory.update(KEY, 'x');
  await second.memory.update(KEY, 'y');
  const again = windowMemoryOn(folder).memory;
  again.opened(first.kept());
  expect(again.get(KEY)).toBe('x');
  expect(windowMemoryOn(folder).memory.get(KEY)).toBe('y');
});

test('a blank conversation is one as well', async () => {
  const folder = new Map<string, unknown>();
  const first = windowMemoryOn(folder);
  await first.memory.update(KEY, '');
  await windowMemoryOn(folder).memory.update(KEY, 'y');
  const again = windowMemoryOn(folder).memory;
  again.opened(first.kept());
  expect(again.get(KEY)).toBe('');
});

test('what was set while no page was there is not undone by what a page had kept before', async () => {
  const folder = new Map<string, unknown>();
  const first = windowMemoryOn(folder);
  await first.memory.update(KEY, 'x');
  const stale = first.kept();
  await windowMemoryOn(folder, false).memory.update(KEY, 'z');
  const again = windowMemoryOn(folder).memory;
  again.opened(stale);
  expect(again.get(KEY)).toBe('z');
  await again.update(KEY, 'w');
  const last = windowMemoryOn(folder).memory;
  expect(last.opened({ [KEY]: 'v' })).toEqual({ [KEY]: 'v' });
});

test('a page that comes again is told what is open now', async () => {
  const { memory } = windowMemoryOn(new Map());
  expect(memory.opened({ [KEY]: 'x' })).toEqual({ [KEY]: 'x' });
  await memory.update(KEY, 'y');
  expect(memory.opened({ [KEY]: 'x' })).toEqual({ [KEY]: 'y' });
});
