// A window keeps its mode over a reload, never the one that asks nothing, and a changed setting counts more.
import { expect, test } from 'vitest';
import type { WindowKept } from '../../../extension/bridge/index.js';
import { keepMode } from '../../../extension/host/keep-mode.js';
import type { Mode } from '../../../runtime/core/index.js';
import { windowMemoryOn } from '../../support/window-memory.js';

/** A window's life: what is kept, and what it starts with. */
function windowOn(folder: Map<string, unknown>, setting: string) {
  let mode: Mode = setting as Mode;
  const { memory, kept } = windowMemoryOn(folder);
  const handlers: ((mode: Mode) => void)[] = [];
  const set = (next: Mode): void => {
    mode = next;
    for (const handler of handlers) handler(next);
  };
  keepMode(
    {
      get mode() {
        return mode;
      },
      setMode: set,
      onMode: (handler) => {
        handlers.push(handler);
        return { dispose: () => undefined };
      },
    },
    { memory, setting: () => setting, changed: () => undefined },
  );
  return {
    set,
    mode: () => mode,
    kept,
    open: (page: WindowKept) => memory.opened(page),
  };
}

test('what was chosen holds after a reload', () => {
  const folder = new Map<string, unknown>();
  windowOn(folder, 'ask').set('plan');
  expect(windowOn(folder, 'ask').mode()).toBe('plan');
});

test('the mode that asks nothing ends with its window', () => {
  const folder = new Map<string, unknown>();
  const first = windowOn(folder, 'ask');
  first.set('auto');
  first.set('bypass');
  expect(windowOn(folder, 'ask').mode()).toBe('auto');
});

test('a setting that was changed since is what counts', () => {
  const folder = new Map<string, unknown>();
  windowOn(folder, 'ask').set('auto');
  expect(windowOn(folder, 'plan').mode()).toBe('plan');
});

test('each of two windows of a folder comes back with its own mode, also with one that was never chosen', () => {
  const folder = new Map<string, unknown>();
  const first = windowOn(folder, 'ask');
  const second = windowOn(folder, 'ask');
  second.set('auto');
  const again = windowOn(folder, 'ask');
  expect(again.mode()).toBe('auto');
  again.open(first.kept());
  expect(again.mode()).toBe('ask');
  const third = windowOn(folder, 'ask');
  third.open(second.kept());
  expect(third.mode()).toBe('auto');
});

test('what the page has kept is late for a window in which somebody has chosen since', () => {
  const folder = new Map<string, unknown>();
  const before = windowOn(folder, 'ask');
  before.set('auto');
  const again = windowOn(folder, 'ask');
  again.set('plan');
  again.open(before.kept());
  expect(again.mode()).toBe('plan');
});
