// `memfun instructions [PATH]`: what the workspace tells agents, as it holds for all of it or for a file.
import { describeInstructions, instructionsFor } from '../agents/index.js';
import type { FileStore } from '../ports/index.js';
import { normalizePath } from '../ports/index.js';
import type { CommandLine } from './arguments.js';

/** @returns the exit code @throws PathOutsideError */
export async function runInstructionsCommand(
  line: CommandLine,
  site: {
    readonly workspace: FileStore;
    readonly output: { write(text: string): unknown };
    readonly signal: AbortSignal;
  },
): Promise<number> {
  const { workspace, output, signal } = site;
  const path = normalizePath(line.words[0] ?? '', workspace.root);
  const files = await instructionsFor(workspace, path, signal);
  if (line.options.json === true) output.write(`${JSON.stringify({ instructions: files })}\n`);
  else if (files.length === 0) output.write('No instructions are in force.\n');
  for (const file of line.options.json === true ? [] : files)
    output.write(`${file.path}\n  ${describeInstructions(file)}\n`);
  return 0;
}
