// Changes put straight on a folder of files.
import type { FileStore } from '../ports/index.js';
import { FileMissingError } from '../ports/index.js';
import { StorageWriteError } from '../storage/index.js';
import { sameBytes } from './hash.js';
import type { ChangeGround } from './journaled-target.js';
import { stepsOf } from './steps.js';

/** `write` throws StorageWriteError. */
export function createDiskGround(workspace: FileStore): ChangeGround {
  return {
    async current(path) {
      try {
        return await workspace.read(path);
      } catch (error) {
        if (error instanceof FileMissingError) return undefined;
        throw error;
      }
    },
    async write(changes) {
      try {
        for (const { path, before, after } of stepsOf(changes)) {
          if (after === undefined) await workspace.remove(path);
          else if (!sameBytes(before, after)) await workspace.write(path, after);
        }
      } catch (error) {
        throw new StorageWriteError(workspace.root, error);
      }
    },
  };
}
