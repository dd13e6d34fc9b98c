// Tools background.start, .list, .read and .stop: commands that go on while the agent works, such as dev servers.
import path from 'node:path';
import * as z from 'zod';
import type { AnyTool, FileStore } from '../ports/index.js';
import { normalizePath, PathOutsideError } from '../ports/index.js';
import type { BackgroundCommands } from '../processes/index.js';
import { defineTool } from './define.js';
import { NoLocalFolderError } from './run.js';

/** Milliseconds that a start waits for the first output. */
const SETTLE_MS = 3_000;

const commandSchema = z.object({
  id: z.string(),
  command: z.string(),
  state: z.enum(['running', 'ended']),
  exitCode: z.int().nullable().optional(),
});
const outputSchema = commandSchema.extend({
  output: z.string(),
  next: z.int().describe('give it as "from" to read only what is new'),
});

export interface BackgroundToolDependencies {
  readonly workspace: FileStore;
  readonly background: BackgroundCommands;
}

export function createBackgroundTools(
  dependencies: BackgroundToolDependencies,
): readonly AnyTool[] {
  return [
    startTool(dependencies),
    ...[listTool, readTool, stopTool].map((tool) => tool(dependencies)),
  ];
}

function startTool({ workspace, background }: BackgroundToolDependencies): AnyTool {
  return defineTool({
    name: 'background.start',
    description:
      'Starts a shell command that goes on, such as a dev server, and gives its first output. It runs until background.stop or until the window closes. The user may be asked first.',
    effect: 'execute',
    positional: ['command'],
    example: "const { id, output } = await background.start('npm run dev')",
    input: z.object({
      command: z.string().trim().min(1).max(20_000),
      cwd: z.string().default('').describe('folder, relative to the workspace'),
    }),
    output: outputSchema,
    command: ({ command }) => command,
    async run({ command, cwd }, { signal }) {
      const { localRoot } = workspace;
      if (localRoot === undefined) throw new NoLocalFolderError();
      const folder = await workspace.realPath(normalizePath(cwd, workspace.root));
      if (folder === undefined) throw new PathOutsideError(cwd, workspace.root);
      const where = path.join(localRoot, folder);
      return background.start(command, { cwd: where, settleMs: SETTLE_MS, signal });
    },
    summarize: (_input, { id, state, exitCode }) =>
      state === 'running' ? `${id} runs` : `ended at once with ${exitCode ?? 'a signal'}`,
  });
}

function listTool({ background }: BackgroundToolDependencies): AnyTool {
  return defineTool({
    name: 'background.list',
    description: 'The commands in the background, and how those ended that are over.',
    effect: 'read',
    positional: [],
    example: 'const { commands } = await background.list()',
    input: z.object({}),
    output: z.object({ commands: z.array(commandSchema) }),
    run: async () => ({ commands: [...background.list()] }),
    summarize: (_input, { commands }) => `${commands.length} commands`,
  });
}

function readTool({ background }: BackgroundToolDependencies): AnyTool {
  return defineTool({
    name: 'background.read',
    description: 'What a command in the background has printed, from a character on.',
    effect: 'read',
    positional: ['id'],
    example: 'const { output, next } = await background.read(id, { from: next })',
    input: z.object({ id: z.string(), from: z.int().min(0).default(0) }),
    output: outputSchema,
    run: async ({ id, from }) => background.read(id, from),
    summarize: (_input, { state, output }) => `${state}, ${output.length} characters`,
  });
}

function stopTool({ background }: BackgroundToolDependencies): AnyTool {
  return defineTool({
    name: 'background.stop',
    description: 'Ends a command in the background with everything that it has started.',
    effect: 'control',
    positional: ['id'],
    example: 'await background.stop(id)',
    input: z.object({ id: z.string() }),
    output: commandSchema,
    run: async ({ id }) => background.stop(id),
    summarize: ({ id }) => `${id} is over`,
  });
}
