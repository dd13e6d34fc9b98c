// What this window alone remembers over a reload: another one may show the same folder, and the editor has one memory for both.
import { type WindowKept, windowKeptSchema } from '../../extension/bridge/index.js';
import type { BridgeClient } from '../bridge/client.js';
import { keepOf, keptOf } from '../bridge/window-storage.js';

const keptSchema = windowKeptSchema.catch({});

/** Gives the host what this window had open, and keeps what it has open from now on. */
export function keepWindow(client: BridgeClient): void {
  const keep = ({ kept }: { readonly kept: WindowKept }): void => keepOf('window', kept);
  client.on('window.changed', keep);
  client.request('window.opened', { kept: keptSchema.parse(keptOf('window') ?? {}) }).then(
    keep,
    // Then the window opens like a new one.
    () => undefined,
  );
}
