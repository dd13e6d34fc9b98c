// What a NATS server's refusal or silence means for the reader.
import { isUntrusted, TierFullError, TierUnreachableError, TierUntrustedError } from '../errors.js';

/** Limits of memory, of the account and of files; a stream that cannot be written. */
const FULL = new Set([10_002, 10_023, 10_028, 10_047, 10_077]);
/** A server whose disk is full turns its JetStream off, and says it to nobody but its own log. */
const FULL_DISK =
  'When the disk of its storage is full it is silent too: make room and start it again.';

export function silent(where: string, cause: unknown): TierUnreachableError {
  return new TierUnreachableError(
    `${where} answers, but its JetStream does not`,
    `Start the server with JetStream and a storage folder (-js -sd <folder>). ${FULL_DISK}`,
    cause,
  );
}

export function unreachable(where: string, cause: unknown): TierUnreachableError | TierFullError {
  if (isFull(cause)) {
    const remedy =
      'Raise "max_file_store" of the server, make room on its disk, or remove streams that are not needed.';
    return new TierFullError(`The store of ${where}`, remedy, cause);
  }
  if (isUntrusted(cause)) return new TierUntrustedError(where, cause);
  const isRefused = /authorization|permissions/i.test(String(cause));
  return new TierUnreachableError(
    isRefused ? `${where} refused the credentials` : `${where} cannot be used`,
    isRefused
      ? 'Check the user name and the stored password or token of the tier.'
      : `Start the server or correct its address in the settings; "in-process" works without a server. ${FULL_DISK}`,
    cause,
  );
}

function isFull(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('code' in cause)) return false;
  return typeof cause.code === 'number' && FULL.has(cause.code);
}
