// The tools run and readOutput: one shell command in the workspace, to its end, with everything it printed.
import path from 'node:path';
import * as z from 'zod';
import { MemfunError } from '../core/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { normalizePath, PathOutsideError } from '../ports/index.js';
import { type OutputStore, runCommand } from '../processes/index.js';
import { defineTool } from './define.js';

const DEFAULT_SECONDS = 120;
const MAX_SECONDS = 1_800;

const input = z.object({
  command: z.string().trim().min(1).max(20_000).describe('for bash; its input is closed'),
  cwd: z.string().default('').describe('folder, relative to the workspace'),
  timeoutSeconds: z.number().min(1).max(MAX_SECONDS).default(DEFAULT_SECONDS),
});

const output = z.object({
  exitCode: z.int().nullable().describe('null: ended by a signal'),
  output: z.string().describe('both streams; look at slices of it'),
  truncated: z.boolean().describe('the middle of output is left out: readOutput(outputId) has it'),
  outputId: z.string().optional(),
  timedOut: z.boolean(),
  waitingFor: z.string().optional().describe('a question that it waited on; give a flag instead'),
  ms: z.int(),
});

/** The workspace is not a folder of this machine. */
export class NoLocalFolderError extends MemfunError {
  readonly code = 'tool.run_remote';
  constructor() {
    super('Commands cannot run here: the workspace is not on this disk.', {
      remedy: 'Say in the answer which command the user should run.',
    });
  }
}

/** Where commands run. */
export type CommandFolder = Pick<FileStore, 'root' | 'localRoot' | 'realPath'>;

export interface CommandToolDependencies {
  readonly workspace: CommandFolder;
  readonly outputs: OutputStore;
}

/** The tools over one workspace. Whether a command may run is decided by the gate before these see it. */
export function createCommandTools(dependencies: CommandToolDependencies): readonly AnyTool[] {
  return [runTool(dependencies), readOutputTool(dependencies)];
}

function runTool({ workspace, outputs }: CommandToolDependencies): AnyTool {
  return defineTool({
    name: 'run',
    description: `Runs a shell command in the workspace and waits for its end, at most timeoutSeconds (default ${DEFAULT_SECONDS}). What it started ends with it. The user may be asked first, and changes made so far are put to the user before.`,
    input,
    output,
    effect: 'execute',
    positional: ['command'],
    example:
      "const { exitCode, output } = await run('npm test'); console.log(exitCode, output.slice(-2000))",
    command: (request) => request.command,
    run: async ({ command, cwd, timeoutSeconds }, { signal }) => {
      const { localRoot } = workspace;
      if (localRoot === undefined) throw new NoLocalFolderError();
      const folder = await workspace.realPath(normalizePath(cwd, workspace.root));
      if (folder === undefined) throw new PathOutsideError(cwd, workspace.root);
      const record = outputs.open();
      try {
        const { outputChars: _all, ...result } = await runCommand({
          command,
          cwd: path.join(localRoot, folder),
          timeoutMs: timeoutSeconds * 1000,
          signal,
          onOutput: (text) => record.add(text),
        });
        const outputId = await record.finish();
        return outputId === undefined ? result : { ...result, outputId };
      } finally {
        await record.finish();
        await outputs.prune();
      }
    },
    outputId: ({ outputId }) => outputId,
    summarize: (_input, { exitCode, timedOut, ms, output: text }) =>
      `${timedOut ? 'out of time' : `exit ${exitCode ?? 'by a signal'}`} after ${(ms / 1000).toFixed(1)} s, ${text.split('\n').length - 1} lines`,
  });
}

function readOutputTool({ outputs }: CommandToolDependencies): AnyTool {
  return defineTool({
    name: 'readOutput',
    description: 'Any part of what a command has printed, also of what run left out.',
    input: z.object({
      outputId: z.string(),
      from: z.int().min(0).default(0).describe('character'),
      length: z.int().min(1).max(1_000_000).default(200_000),
    }),
    output: z.object({ text: z.string(), next: z.int(), chars: z.int().describe('in all') }),
    effect: 'read',
    positional: ['outputId'],
    example: 'const { text, next, chars } = await readOutput(outputId, { from: 1_000_000 })',
    run: async ({ outputId, from, length }) => outputs.read(outputId, from, length),
    summarize: ({ from }, { next, chars }) => `characters ${from} to ${next} of ${chars}`,
  });
}
