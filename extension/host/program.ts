// Entry of the host's bundle: gives the host the real runtime.
import { createMemfun } from '../../runtime/app/index.js';
import { listEditorModels } from '../models/index.js';
import { type Host, type HostOptions, startHost } from './main.js';
import { loadTexts } from './told.js';

export async function openHost(
  options: Omit<HostOptions, 'createMemfun' | 'hostModels'>,
): Promise<Host> {
  await loadTexts().catch(() => undefined);
  return startHost({
    ...options,
    createMemfun: (env) => createMemfun(env, { prewarm: true }),
    hostModels: listEditorModels,
  });
}
