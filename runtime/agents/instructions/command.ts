// The reply to `/instructions`: which files tell agents how to work here, and for what each holds.
import type { FileStore } from '../../ports/index.js';
import { InstructionsInForce } from './in-force.js';
import type { InstructionFile } from './read.js';

const KIB = 1024;

/** Instructions that hold for a file or folder of the workspace; without one, for all of it. @throws AbortedError */
export async function instructionsFor(
  workspace: FileStore,
  path: string,
  signal: AbortSignal,
): Promise<readonly InstructionFile[]> {
  const inForce = new InstructionsInForce({ workspace, tell: () => undefined });
  const isFolder = path !== '' && (await workspace.stat(path))?.kind === 'directory';
  await inForce.look(path === '' ? [] : [isFolder ? `${path}/.` : path], signal);
  return inForce.files;
}

/** Markdown. `undefined`: the workspace is not trusted. */
export function instructionsText(files: readonly InstructionFile[] | undefined): string {
  if (files === undefined)
    return 'This workspace is not trusted: instructions that it has for agents are not used.';
  if (files.length === 0)
    return 'No instructions are in force. An `AGENTS.md` in the workspace, or in a folder of it, tells agents how to work there.';
  return ['In force, the nearest last:', '', ...files.map(rowOf)].join('\n');
}

/** In one line: what it holds for, how large it is, what it takes in. */
export function describeInstructions({ folder, bytes, cut, imports }: InstructionFile): string {
  const size = bytes < KIB ? `${bytes} bytes` : `${(bytes / KIB).toFixed(1)} KB`;
  return [
    folder === '' ? 'the whole workspace' : `${folder}/`,
    cut ? `${size}, cut` : size,
    ...(imports.length === 0 ? [] : [`with ${imports.join(', ')}`]),
  ].join(', ');
}

function rowOf(file: InstructionFile): string {
  return `- [${file.path}](${encodeURI(file.path)}): ${describeInstructions(file)}`;
}
