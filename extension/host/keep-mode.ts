// Keeps the mode of this window's folder over reloads, apart from other windows; never the one that asks nothing.
import type * as vscode from 'vscode';
import type { Memfun } from '../../runtime/app/index.js';
import { modeSchema } from '../../runtime/core/index.js';

const KEY = 'memfun.mode';
const keptSchema = modeSchema.exclude(['bypass']);

/** Sets the mode that was kept, and keeps what is set from now on. */
export function keepMode(
  memfun: Pick<Memfun, 'setMode' | 'onMode'>,
  state: vscode.Memento,
  changed: () => void,
): void {
  const kept = keptSchema.safeParse(state.get(KEY));
  if (kept.success) memfun.setMode(kept.data);
  memfun.onMode((mode) => {
    const next = keptSchema.safeParse(mode);
    if (next.success) void state.update(KEY, next.data);
    changed();
  });
}
