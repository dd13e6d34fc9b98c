// Port: a folder of files. The editor implements it on its file-system API, the CLI on node:fs.
import { MemfunError } from '../core/index.js';

export interface DirEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
  readonly symlink: boolean;
}

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'other';
  readonly symlink: boolean;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
}

/**
 * Files below one root. Paths are relative to it, with `/` between parts and no leading `/`; `''` is the root.
 * An implementation must refuse `..`, absolute paths and NUL with `PathOutsideError`; it does not resolve
 * symbolic links (see `realPath`).
 */
export interface FileStore {
  /** For people: an absolute path or a URI. */
  readonly root: string;
  /** The root as a path of this machine's disk, when it is one (for ripgrep and git). */
  readonly localRoot: string | undefined;
  /**
   * For a view that differs from the disk below it: where the disk is, and which paths differ. Absent, or
   * `undefined`, where there is no such disk.
   */
  readonly overDisk?: () =>
    | { readonly root: string; readonly differing: readonly string[] }
    | undefined;
  /** @returns bytes of the caller's own. @throws FileMissingError when there is no such file. */
  read(path: string, signal?: AbortSignal): Promise<Uint8Array>;
  /**
   * Creates or truncates, then writes. Not atomic: a crash may leave half a file, and a rename over an
   * existing file is not atomic in the editor either. What must not be lost goes under a new name.
   */
  write(path: string, data: Uint8Array): Promise<void>;
  /** Entries of a directory; empty when it does not exist. */
  list(path: string): Promise<readonly DirEntry[]>;
  /** `undefined` when there is nothing at that path. Does not follow a symbolic link at the end. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Removes a file. Removing what is not there is no error. */
  remove(path: string): Promise<void>;
  /** Creates a directory and its parents. */
  ensureDir(path: string): Promise<void>;
  /**
   * Where a path leads after symbolic links, relative to the root; `undefined` when it leads outside.
   * Stores without links return the path itself.
   */
  realPath(path: string): Promise<string | undefined>;
}

/** A path that would leave the root of its store. */
export class PathOutsideError extends MemfunError {
  readonly code = 'files.outside';
  constructor(
    readonly path: string,
    readonly root: string,
  ) {
    super(`"${path}" lies outside of ${root}.`, {
      remedy: 'Use a path inside the workspace folder, relative to it.',
    });
  }
}

export class FileMissingError extends MemfunError {
  readonly code = 'files.missing';
  constructor(
    readonly path: string,
    cause?: unknown,
  ) {
    super(`There is no file "${path}".`, {
      remedy: 'Check the path; listFiles("**/name*") finds files by name.',
      cause,
    });
  }
}

/**
 * Normalises a path of the port's form.
 * @throws PathOutsideError on `..` above the root, absolute paths, drive letters and NUL.
 */
export function normalizePath(path: string, root: string): string {
  const parts: string[] = [];
  if (/^([/\\]|[A-Za-z]:)/.test(path) || path.includes('\0'))
    throw new PathOutsideError(path, root);
  for (const part of path.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) throw new PathOutsideError(path, root);
    } else parts.push(part);
  }
  return parts.join('/');
}
