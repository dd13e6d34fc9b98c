// What a window has open is told apart from other windows of the folder by what its page has kept.
import { expect, test } from 'vitest';
import type { WindowKept } from '../../../extension/bridge/index.js';
import { WindowMemory } from '../../../extension/host/window-memory.js';

const KEY = 'open';

function windowOn(folder: Map<string, unknown>, isSeen = true) {
  let kept: WindowKept = {};
  const memory = new WindowMemory({
    state: {
      get: (key) => folder.get(key),
      update: async (key, value) => {
        folder.set(key, value);
      },
    },
    isSeen: () => isSeen,
    tell: (told) => {
      kept = told;
    },
  });
  return { memory, kept: () => kept };
}

test('a window comes back with its own, a new one with what any of them kept last', async () => {
  const folder = new Map<string, unknown>();
  const first = windowOn(folder);
  const second = windowOn(folder);
  await first.memory.update(KEY, 'x');
  await second.memory.update(KEY, 'y');
  const again = windowOn(folder).memory;
  again.opened(first.kept());
  expect(again.get(KEY)).toBe('x');
  expect(windowOn(folder).memory.get(KEY)).toBe('y');
});

test('a blank conversation is one as well', async () => {
  const folder = new Map<string, unknown>();
  const first = windowOn(folder);
  await first.memory.update(KEY, '');
  await windowOn(folder).memory.update(KEY, 'y');
  const again = windowOn(folder).memory;
  again.opened(first.kept());
  expect(again.get(KEY)).toBe('');
});

test('what was set while no page was there is not undone by what a page had kept before', async () => {
  const folder = new Map<string, unknown>();
  const first = windowOn(folder);
  await first.memory.update(KEY, 'x');
  const stale = first.kept();
  await windowOn(folder, false).memory.update(KEY, 'z');
  const again = windowOn(folder).memory;
  again.opened(stale);
  expect(again.get(KEY)).toBe('z');
  await again.update(KEY, 'w');
  const last = windowOn(folder).memory;
  expect(last.opened({ [KEY]: 'v' })).toEqual({ [KEY]: 'v' });
});

test('a page that comes again is told what is open now', async () => {
  const { memory } = windowOn(new Map());
  expect(memory.opened({ [KEY]: 'x' })).toEqual({ [KEY]: 'x' });
  await memory.update(KEY, 'y');
  expect(memory.opened({ [KEY]: 'x' })).toEqual({ [KEY]: 'y' });
});
