// What every tool that changes files checks first: where a path leads, and whether it may be changed at all.
import {
  decodeFile,
  NotAFileError,
  type Overlay,
  OwnFileError,
  type TextFile,
} from '../changes/index.js';
import { FileMissingError, normalizePath, PathOutsideError } from '../ports/index.js';
import { FileTooLargeError, MAX_FILE_BYTES } from './read-file.js';

/**
 * Where a change of `path` goes, links inside the workspace followed.
 * @throws PathOutsideError, OwnFileError
 */
export async function writablePath(overlay: Overlay, path: string): Promise<string> {
  const name = normalizePath(path, overlay.root);
  const real = await overlay.realPath(name);
  if (real === undefined) throw new PathOutsideError(name, overlay.root);
  for (const one of [name, real]) if (isOwn(one)) throw new OwnFileError(one);
  return real;
}

/**
 * The path of a file that is to be deleted or moved as an entry of its folder: a link is not taken for its
 * target. @throws FileMissingError, NotAFileError, and what `writablePath` throws.
 */
export async function writableEntry(overlay: Overlay, path: string): Promise<string> {
  const real = await writablePath(overlay, path);
  const info = await overlay.stat(path);
  if (info === undefined) throw new FileMissingError(path);
  if (info.symlink) throw new NotAFileError(path, 'a symbolic link');
  if (info.kind === 'directory') throw new NotAFileError(path, 'a folder');
  if (info.kind === 'other') throw new NotAFileError(path, 'a device');
  return real;
}

/**
 * A text file that is to be edited, and its real path.
 * @throws FileMissingError, NotAFileError, FileTooLargeError, FileNotTextError, PathOutsideError, OwnFileError
 */
export async function editableFile(
  overlay: Overlay,
  path: string,
  signal: AbortSignal,
): Promise<{ readonly real: string; readonly file: TextFile; readonly before: Uint8Array }> {
  const real = await writablePath(overlay, path);
  const info = await overlay.stat(real);
  if (info === undefined) throw new FileMissingError(real);
  if (info.kind !== 'file') throw new NotAFileError(real, 'a folder or a device');
  if (info.size > MAX_FILE_BYTES) throw new FileTooLargeError(real, info.size);
  const before = await overlay.read(real, signal);
  return { real, file: decodeFile(real, before), before };
}

/** File systems may ignore case, and Windows ignores dots, blanks and stream names at the end. */
function isOwn(path: string): boolean {
  const [first = '', ...rest] = path.toLowerCase().split('/');
  const name = first.replace(/:.*$/, '').replace(/[. ]+$/, '');
  return name === '.memfun' || (name === 'memfun.toml' && rest.length === 0);
}
