// Secrets of the command line: keys from environment variables, and sign-ins to servers in files that only their owner reads.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createIds } from '../core/index.js';
import { isSignIn } from '../mcp/index.js';
import type { SecretStore } from '../ports/index.js';
import { UsageError } from './arguments.js';

/** Keys come from `ANTHROPIC_API_KEY`, `OPENAI_API_KEY`, …; none is stored. */
export function createSecrets(folder: string, env: NodeJS.ProcessEnv): SecretStore {
  const ids = createIds();
  const fileOf = (name: string): string => path.join(folder, `${name}.json`);
  return {
    async get(name) {
      if (!isSignIn(name))
        return env[`${name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}_API_KEY`];
      try {
        return await readFile(fileOf(name), 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async set(name, value) {
      if (!isSignIn(name)) throw notStored(name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Whole or not at all: another process may read it at any time.
      const half = `${fileOf(name)}.${ids.next('window')}`;
      await writeFile(half, value, { mode: 0o600 });
      await rename(half, fileOf(name));
    },
    async delete(name) {
      if (!isSignIn(name)) throw notStored(name);
      await rm(fileOf(name), { force: true });
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function notStored(name: string): UsageError {
  return new UsageError(
    `The command line does not store the key "${name}".`,
    `Set it as an environment variable, e.g. ${name.toUpperCase()}_API_KEY.`,
  );
}
