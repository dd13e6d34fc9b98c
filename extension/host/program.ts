// Entry of the host's bundle: gives the host the real runtime.
import { MemfunError } from '../../runtime/core/index.js';
import { listEditorModels } from '../models/index.js';
import { type Host, type HostOptions, startHost } from './main.js';

export function openHost(options: Omit<HostOptions, 'createMemfun' | 'hostModels'>): Host {
  return startHost({
    ...options,
    createMemfun: () => Promise.reject(new RuntimeMissingError()),
    hostModels: listEditorModels,
  });
}

/** The runtime's parts (memory, sandbox, tools) are not in this build. */
class RuntimeMissingError extends MemfunError {
  readonly code = 'host.runtime-missing';
  constructor() {
    super('This build of Memfun has no runtime, so it cannot answer.', {
      remedy: 'Install a released build, or build from a complete checkout.',
    });
  }
}
