// Reads a workspace file as text for tools: inside the workspace, not binary, not huge.
import { decodeText } from '../code/index.js';
import type { FileStore } from '../ports/index.js';
import { FileMissingError, normalizePath, PathOutsideError } from '../ports/index.js';
import { BinaryFileError, FileTooLargeError } from './file-errors.js';

const MAX_BYTES = 32 * 1024 * 1024;

export interface TextFile {
  /** Normalised path. */
  readonly path: string;
  readonly text: string;
}

/** @throws PathOutsideError, FileMissingError, FileTooLargeError, BinaryFileError */
export async function readTextFile(
  workspace: FileStore,
  path: string,
  signal: AbortSignal,
): Promise<TextFile> {
  const clean = normalizePath(path, workspace.root);
  const stat = await workspace.stat(clean);
  if (stat === undefined || stat.kind === 'directory') throw new FileMissingError(clean);
  if ((await workspace.realPath(clean)) === undefined)
    throw new PathOutsideError(clean, workspace.root);
  if (stat.size > MAX_BYTES) throw new FileTooLargeError(clean, stat.size, MAX_BYTES);
  const decoded = decodeText(await workspace.read(clean, signal));
  if (decoded.binary) throw new BinaryFileError(clean);
  return { path: clean, text: decoded.text };
}
