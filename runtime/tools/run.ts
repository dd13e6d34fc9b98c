// The tool run: one shell command in the workspace, to its end, with everything it printed.
import path from 'node:path';
import * as z from 'zod';
import { MemfunError } from '../core/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { normalizePath, PathOutsideError } from '../ports/index.js';
import { runCommand } from '../processes/index.js';
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
  truncated: z.boolean(),
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

/** The tool over one workspace. Whether a command may run is decided by the gate before this sees it. */
export function runTool(workspace: FileStore): AnyTool {
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
      const { outputChars: _all, ...result } = await runCommand({
        command,
        cwd: path.join(localRoot, folder),
        timeoutMs: timeoutSeconds * 1000,
        signal,
      });
      return result;
    },
    summarize: (_input, { exitCode, timedOut, ms, output: text }) =>
      `${timedOut ? 'out of time' : `exit ${exitCode ?? 'by a signal'}`} after ${(ms / 1000).toFixed(1)} s, ${text.split('\n').length - 1} lines`,
  });
}
