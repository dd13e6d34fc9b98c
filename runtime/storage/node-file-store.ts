// A folder on this machine's disk as a FileStore; links that lead out of it are refused.
import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, readdir, readFile, realpath, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwIfAborted } from '../core/index.js';
import type { DirEntry, FileStat, FileStore } from '../ports/index.js';
import { FileMissingError, normalizePath, PathOutsideError } from '../ports/index.js';

const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
/** Not on every platform. */
const { O_NOFOLLOW } = constants as { readonly O_NOFOLLOW?: number };

export interface NodeFileStoreOptions {
  /**
   * Whether it is a folder of Memfun's own: whoever put a link into it owns it, so that links are followed and no
   * time is spent on looking for them. Default false.
   */
  readonly own?: boolean;
}

/**
 * A store over `root`. Beyond the port: no operation follows a symbolic link out of the root
 * (PathOutsideError), whichever part of the path is the link.
 */
export function createNodeFileStore(
  root: string,
  { own = false }: NodeFileStoreOptions = {},
): FileStore {
  const base = path.resolve(root);
  let realBase: Promise<string> | undefined;
  const absolute = (file: string): string => path.join(base, normalizePath(file, base));

  /** Where an absolute path really is; for what does not exist, where it would be created. */
  async function resolved(full: string): Promise<string> {
    try {
      return await realpath(full);
    } catch (error) {
      if (!isMissing(error) || full === path.dirname(full)) throw error;
      // A dangling link would be created through: treat its target as the place.
      const info = await statOrUndefined(full);
      if (info?.isSymbolicLink() === true) throw new PathOutsideError(full, base);
      return path.join(await resolved(path.dirname(full)), path.basename(full));
    }
  }

  async function relativeReal(file: string): Promise<string | undefined> {
    realBase ??= resolved(base);
    const rootPath = await realBase;
    const full = await resolved(absolute(file));
    if (full === rootPath) return '';
    const prefix = rootPath.endsWith(path.sep) ? rootPath : rootPath + path.sep;
    return full.startsWith(prefix)
      ? full.slice(prefix.length).split(path.sep).join('/')
      : undefined;
  }

  async function inside(file: string): Promise<string> {
    if (!own && (await relativeReal(file)) === undefined) throw new PathOutsideError(file, base);
    return absolute(file);
  }

  /** The last part is not resolved: for looking at, or removing, a link itself. */
  async function insideParent(file: string): Promise<string> {
    const full = absolute(file);
    if (full !== base) await inside(path.posix.dirname(normalizePath(file, base)));
    return full;
  }

  /**
   * The short way, for most writes: into a folder that exists, under a name that is no link.
   * @returns whether that was so; if not, nothing was written
   */
  async function wroteDirectly(file: string, data: Uint8Array): Promise<boolean> {
    if (O_NOFOLLOW === undefined) return false;
    try {
      const full = await insideParent(file);
      await writeFile(full, data, { flag: O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW });
      return true;
    } catch (error) {
      if (isMissing(error) || hasCode(error, 'ELOOP')) return false;
      throw error;
    }
  }

  return {
    root: base,
    localRoot: base,
    async read(file, signal) {
      throwIfAborted(signal);
      try {
        return await readFile(await inside(file), signal === undefined ? {} : { signal });
      } catch (error) {
        throwIfAborted(signal);
        if (isMissing(error) || hasCode(error, 'EISDIR')) throw new FileMissingError(file, error);
        throw error;
      }
    },
    async write(file, data) {
      if (await wroteDirectly(file, data)) return;
      const full = await inside(file);
      await mkdir(path.dirname(full), { recursive: true });
      await writeFile(full, data);
    },
    async list(dir) {
      try {
        // Looking does no harm: what lies outside is not told.
        const listed = readdir(absolute(dir), { withFileTypes: true });
        listed.catch(() => undefined);
        await inside(dir);
        const entries = await listed;
        return entries.map((entry): DirEntry => ({ name: entry.name, ...kindOf(entry) }));
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    async stat(file) {
      const info = await statOrUndefined(await insideParent(file));
      if (info === undefined) return undefined;
      return { ...kindOf(info), size: info.size, mtime: info.mtimeMs } satisfies FileStat;
    },
    async remove(file) {
      try {
        await unlink(await insideParent(file));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
    async ensureDir(dir) {
      await mkdir(await inside(dir), { recursive: true });
    },
    async realPath(file) {
      try {
        return await relativeReal(file);
      } catch (error) {
        if (error instanceof PathOutsideError && isLinkProblem(error, file)) return undefined;
        throw error;
      }
    },
  };

  function isLinkProblem(error: PathOutsideError, file: string): boolean {
    return error.path !== file;
  }
}

function kindOf(entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): {
  readonly kind: DirEntry['kind'];
  readonly symlink: boolean;
} {
  const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other';
  return { kind, symlink: entry.isSymbolicLink() };
}

async function statOrUndefined(full: string): Promise<Stats | undefined> {
  try {
    return await lstat(full);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
