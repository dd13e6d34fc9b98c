// Keeps the mode of this window's folder over reloads, apart from other windows; never the one that asks nothing.
import * as z from 'zod';
import type { Memfun } from '../../runtime/app/index.js';
import { modeSchema } from '../../runtime/core/index.js';
import type { WindowMemory } from './window-memory.js';

const KEY = 'memfun.mode';
const keepableSchema = modeSchema.exclude(['bypass']);
/** With the setting of that moment: whoever changes the setting since means it. */
const keptSchema = z.object({ mode: keepableSchema, setting: z.string() });

export interface KeepModeOptions {
  readonly memory: Pick<WindowMemory, 'get' | 'update' | 'begin' | 'onOpened'>;
  /** The mode that the settings say now. */
  readonly setting: () => string;
  readonly changed: () => void;
}

/** Sets the mode that was kept, and keeps what is set from now on. */
export function keepMode(
  memfun: Pick<Memfun, 'mode' | 'setMode' | 'onMode'>,
  { memory, setting, changed }: KeepModeOptions,
): void {
  const setKept = (value: unknown): void => {
    const kept = keptSchema.safeParse(value);
    if (kept.success && kept.data.setting === setting()) memfun.setMode(kept.data.mode);
  };
  setKept(memory.get(KEY));
  const first = keepableSchema.safeParse(memfun.mode);
  if (first.success) memory.begin(KEY, { mode: first.data, setting: setting() });
  memory.onOpened(KEY, setKept);
  memfun.onMode((mode) => {
    const next = keepableSchema.safeParse(mode);
    if (next.success) void memory.update(KEY, { mode: next.data, setting: setting() });
    changed();
  });
}
