// Doctor's pings of programs outside: ripgrep and git.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FileStore } from '../ports/index.js';
import { findRipgrep, GitError, git } from '../tools/index.js';
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

/** Asks git for the workspace's newest commit, as safely as the tools do. */
export function gitProbe(workspace: FileStore): DoctorProbe {
  return {
    id: 'git',
    title: 'Git history',
    async run(signal) {
      try {
        const { text } = await git(workspace, ['rev-parse', '--short', 'HEAD'], signal);
        return { detail: `The workspace is a git repository at ${text.trim()}.` };
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        return {
          detail: error.message,
          warning: 'To ask about history, install git, run "git init" and commit.',
        };
      }
    },
  };
}
