// Keeps the mode of this window's folder over reloads, apart from other windows; never the one that asks nothing.
import type * as vscode from 'vscode';
import * as z from 'zod';
import type { Memfun } from '../../runtime/app/index.js';
import { modeSchema } from '../../runtime/core/index.js';

const KEY = 'memfun.mode';
const keepableSchema = modeSchema.exclude(['bypass']);
/** With the setting of that moment: whoever changes the setting since means it. */
const keptSchema = z.object({ mode: keepableSchema, setting: z.string() });

export interface KeepModeOptions {
  readonly state: vscode.Memento;
  /** The mode that the settings say now. */
  readonly setting: () => string;
  readonly changed: () => void;
}

/** Sets the mode that was kept, and keeps what is set from now on. */
export function keepMode(
  memfun: Pick<Memfun, 'setMode' | 'onMode'>,
  { state, setting, changed }: KeepModeOptions,
): void {
  const kept = keptSchema.safeParse(state.get(KEY));
  if (kept.success && kept.data.setting === setting()) memfun.setMode(kept.data.mode);
  memfun.onMode((mode) => {
    const next = keepableSchema.safeParse(mode);
    if (next.success) void state.update(KEY, { mode: next.data, setting: setting() });
    changed();
  });
}
