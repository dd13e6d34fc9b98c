// What a host gives the runtime, over a folder on disk, with stores that are thrown away.
import path from 'node:path';
import type { MemfunEnvironment } from '../../runtime/app/index.js';
import { silentLogger } from '../../runtime/core/index.js';
import { createNodeFileStore } from '../../runtime/storage/index.js';
import { createMemoryFileStore } from './file-stores.js';

const DIST = path.resolve(import.meta.dirname, '../../dist');

export function environmentOn(
  root: string,
  change: Partial<MemfunEnvironment> = {},
): MemfunEnvironment {
  return {
    workspace: createNodeFileStore(root),
    projectStorage: createMemoryFileStore(),
    userStorage: createMemoryFileStore(),
    secrets: {
      get: async () => undefined,
      set: async () => undefined,
      delete: async () => undefined,
    },
    approvals: { ask: async () => ({ decision: 'deny' }) },
    logger: silentLogger,
    settings: { 'memfun.sandbox.engine': 'quickjs' },
    assetsDir: DIST,
    ripgrepCandidates: [],
    node24: undefined,
    hostModels: [],
    trusted: true,
    ...change,
  };
}
