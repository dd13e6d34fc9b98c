// What can go wrong when something is to be kept: each error says why it was not kept and what to do.
import { MemfunError } from '../core/index.js';

/** A write did not reach its folder: what was to be kept is not kept. */
export class StorageWriteError extends MemfunError {
  readonly code = 'storage.write';
  constructor(
    readonly root: string,
    cause: unknown,
  ) {
    const { reason, remedy } = explain(cause, root);
    super(`Nothing could be written to ${root}: ${reason}. The change was not saved.`, {
      remedy,
      cause,
    });
  }
}

/** A folder cannot be read at all. */
export class StorageReadError extends MemfunError {
  readonly code = 'storage.read';
  constructor(
    readonly root: string,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The folder ${root} cannot be read: ${reason}.`, {
      remedy: `Make ${root} readable for you, then try again.`,
      cause,
    });
  }
}

/** Something was to be kept after its storage had been closed. */
export class StorageClosedError extends MemfunError {
  readonly code = 'storage.closed';
  constructor(readonly root: string) {
    super(`The storage in ${root} is closed already. The change was not saved.`, {
      remedy: 'Reload the window and repeat the change.',
    });
  }
}

/** A conversation was written by a newer version, or by something else. */
export class SessionFormatError extends MemfunError {
  readonly code = 'session.format';
  constructor(readonly sessionId: string) {
    super(`The conversation "${sessionId}" has a form that this version of Memfun does not know.`, {
      remedy: 'Update Memfun on this machine: another one with a newer version wrote it.',
    });
  }
}

/** Codes of node:fs and of the editor's file API, by what they mean. */
const CAUSES: readonly {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly remedy: (root: string) => string;
}[] = [
  {
    codes: ['ENOSPC', 'EDQUOT'],
    reason: 'the disk is full',
    remedy: (root) => `Free some space on the disk of ${root}, then repeat the change.`,
  },
  {
    codes: ['EROFS', 'EACCES', 'EPERM', 'NoPermissions'],
    reason: 'writing is not permitted there',
    remedy: (root) => `Make ${root} writable for you, then repeat the change.`,
  },
];

function explain(cause: unknown, root: string): { reason: string; remedy: string } {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const known = CAUSES.find(({ codes }) => codes.includes(code));
  if (known !== undefined) return { reason: known.reason, remedy: known.remedy(root) };
  return {
    reason: cause instanceof Error ? cause.message : String(cause),
    remedy: `Check that ${root} exists and can be written to, then repeat the change.`,
  };
}

/** What was copied is not what is read back. */
export class CopyDiffersError extends MemfunError {
  readonly code = 'storage.copy-differs';
  constructor(readonly sessionId: string) {
    super(`The conversation ${sessionId} is not the same at the target as at the source.`, {
      remedy: 'Somebody went on with it meanwhile. Run the command again.',
    });
  }
}

/** A conversation that came from elsewhere has a name that would lead to another place. */
export class SessionNameError extends MemfunError {
  readonly code = 'session.name';
  constructor(readonly sessionId: string) {
    super(`A conversation cannot have the name "${sessionId}" in files.`, {
      remedy: 'It was not made by Memfun: look at who can write to the tier, or delete it there.',
    });
  }
}
