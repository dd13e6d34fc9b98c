// The memory of a window on a folder that others share: the editor's in a map, and what its page would keep.
import type { WindowKept } from '../../extension/bridge/index.js';
import { WindowMemory } from '../../extension/host/window-memory.js';

/** @param folder the editor's memory, one for all windows of the folder */
export function windowMemoryOn(
  folder: Map<string, unknown>,
  isSeen = true,
): { readonly memory: WindowMemory; readonly kept: () => WindowKept } {
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
