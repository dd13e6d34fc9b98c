// Doctor's looks at what lies outside: ripgrep, git, and the file of memories.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { KeptMemoryFile } from '../memory/index.js';
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

/** Brings MEMORY.md and memory together, and tells what a person has to look at. */
export function memoryFileProbe(file: KeptMemoryFile): DoctorProbe {
  return {
    id: 'memory.file',
    title: 'MEMORY.md',
    async run() {
      const { state, notes } = await file.settled();
      const detail = FILE_STATES[state];
      return notes.length === 0 ? { detail } : { detail, warning: notes.join(' ') };
    },
  };
}

const FILE_STATES = {
  written: 'It was written anew.',
  unchanged: 'It says what is remembered.',
  nothing: 'There is nothing to write yet.',
  untrusted: 'It is neither read nor written: the workspace is not trusted.',
  left: 'It could not be brought together with memory, and is left as it is.',
} as const;
