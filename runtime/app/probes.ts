// Doctor's pings of programs outside: ripgrep and git.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FileStore } from '../ports/index.js';
import { findRipgrep } from '../tools/index.js';
import type { DoctorProbe } from './parts.js';

const run = promisify(execFile);

/** Finds ripgrep and runs it. Without it the slower built-in search works. */
export function searchProbe(candidates: readonly string[]): DoctorProbe {
  return {
    id: 'search',
    title: 'Search',
    async run(signal) {
      const file = await findRipgrep(candidates);
      if (file === undefined) {
        return {
          detail: 'The built-in search is used.',
          warning: 'Install ripgrep (rg) to search large repositories much faster.',
        };
      }
      const { stdout } = await run(file, ['--version'], { signal });
      return { detail: `${stdout.split('\n')[0]} (${file})` };
    },
  };
}

/** Runs git in the workspace. */
export function gitProbe({ localRoot }: FileStore): DoctorProbe {
  return {
    id: 'git',
    title: 'Git history',
    async run(signal) {
      if (localRoot === undefined) {
        return {
          detail: 'The workspace is not on this disk.',
          warning: 'History is not available here.',
        };
      }
      try {
        const { stdout } = await run(
          'git',
          ['-c', 'core.fsmonitor=', 'rev-parse', '--short', 'HEAD'],
          { cwd: localRoot, signal },
        );
        return { detail: `The workspace is a git repository at ${stdout.trim()}.` };
      } catch (error) {
        const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        return missing
          ? { detail: 'There is no git on PATH.', warning: 'Install git to ask about history.' }
          : {
              detail: 'The workspace has no git history yet.',
              warning: 'Run "git init" and commit to ask about history.',
            };
      }
    },
  };
}
