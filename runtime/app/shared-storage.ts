// Where lies what all windows on a folder have together: memory, conversations with their images, what was learned and trusted.
import type { FileStore } from '../ports/index.js';
import type { MemfunEnvironment } from './types.js';

export function sharedStorageOf({
  sharedStorage,
  projectStorage,
}: Pick<MemfunEnvironment, 'sharedStorage' | 'projectStorage'>): FileStore {
  return sharedStorage ?? projectStorage;
}
