// A window keeps its mode over a reload, never the one that asks nothing, and a changed setting counts more.
import { expect, test } from 'vitest';
import { keepMode } from '../../../extension/host/keep-mode.js';
import type { Mode } from '../../../runtime/core/index.js';

/** A window's life: what is kept, and what it starts with. */
function windowOn(kept: Map<string, unknown>, setting: string) {
  let mode: Mode = setting as Mode;
  const handlers: ((mode: Mode) => void)[] = [];
  const set = (next: Mode): void => {
    mode = next;
    for (const handler of handlers) handler(next);
  };
  keepMode(
    {
      setMode: set,
      onMode: (handler) => {
        handlers.push(handler);
        return { dispose: () => undefined };
      },
    },
    {
      state: {
        keys: () => [...kept.keys()],
        get: (key: string) => kept.get(key),
        update: async (key: string, value: unknown) => {
          kept.set(key, value);
        },
      } as Parameters<typeof keepMode>[1]['state'],
      setting: () => setting,
      changed: () => undefined,
    },
  );
  return { set, mode: () => mode };
}

test('what was chosen holds after a reload', () => {
  const kept = new Map<string, unknown>();
  windowOn(kept, 'ask').set('plan');
  expect(windowOn(kept, 'ask').mode()).toBe('plan');
});

test('the mode that asks nothing ends with its window', () => {
  const kept = new Map<string, unknown>();
  const first = windowOn(kept, 'ask');
  first.set('auto');
  first.set('bypass');
  expect(windowOn(kept, 'ask').mode()).toBe('auto');
});

test('a setting that was changed since is what counts', () => {
  const kept = new Map<string, unknown>();
  windowOn(kept, 'ask').set('auto');
  expect(windowOn(kept, 'plan').mode()).toBe('plan');
});
