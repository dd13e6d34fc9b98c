// Takes conversations from one place to another: may be cut off and run again, changes nothing at the source, and is checked.
import { createHash } from 'node:crypto';
import { type Json, throwIfAborted, toErrorInfo } from '../../core/index.js';
import { CopyDiffersError } from '../errors.js';
import type { SessionPlace } from './session-place.js';

export interface CopySessionsOptions {
  readonly from: SessionPlace;
  readonly to: SessionPlace;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
}

export interface CopyReport {
  /** How many are there now that were not, or not whole. */
  readonly copied: number;
  /** How many were there already, from an earlier run. */
  readonly known: number;
  /** Not taken: why, by conversation. */
  readonly left: readonly { readonly sessionId: string; readonly reason: string }[];
  /** SHA-256 over what both sides have, found alike. */
  readonly digest: string;
}

/**
 * A conversation that has grown since it was taken grows at the target; one that has gone on at the target, or became
 * another there, is left as it is.
 * @throws AbortedError; CopyDiffersError when what was written is not what is read back
 */
export async function copySessions(options: CopySessionsOptions): Promise<CopyReport> {
  const { from, to, signal, onProgress = () => undefined } = options;
  const left: { sessionId: string; reason: string }[] = [];
  const hash = createHash('sha256');
  let copied = 0;
  let known = 0;
  const ids = await from.ids();
  for (const [index, sessionId] of ids.entries()) {
    throwIfAborted(signal);
    const outcome = await copyOne(from, to, sessionId);
    if ('reason' in outcome) left.push({ sessionId, reason: outcome.reason });
    else {
      hash.update(`${sessionId} ${outcome.digest}\n`);
      if (outcome.isNew) copied++;
      else known++;
    }
    onProgress(index + 1, ids.length);
  }
  return { copied, known, left, digest: hash.digest('hex') };
}

type Outcome = { readonly digest: string; readonly isNew: boolean } | { readonly reason: string };

async function copyOne(from: SessionPlace, to: SessionPlace, sessionId: string): Promise<Outcome> {
  const source = await from.records(sessionId);
  if (source === undefined || source === 'deleted' || source.length === 0)
    return { reason: 'nothing of it can be read.' };
  const there = await to.records(sessionId);
  if (there === 'deleted') return { reason: 'it was deleted at the target.' };
  const known = there ?? [];
  const common = beginning(source, known);
  if (common < known.length)
    return {
      reason:
        common === source.length
          ? 'it has gone on at the target.'
          : 'another conversation has its name at the target.',
    };
  const digest = digestOf(source);
  if (common === source.length) return { digest, isNew: false };
  try {
    await to.add(sessionId, source.slice(common), common);
  } catch (error) {
    return { reason: toErrorInfo(error).message };
  }
  const written = await to.records(sessionId);
  if (!Array.isArray(written) || digestOf(written) !== digest)
    throw new CopyDiffersError(sessionId);
  return { digest, isNew: true };
}

/** How many records both begin with. */
function beginning(a: readonly Json[], b: readonly Json[]): number {
  const end = Math.min(a.length, b.length);
  for (let index = 0; index < end; index++)
    if (JSON.stringify(a[index]) !== JSON.stringify(b[index])) return index;
  return end;
}

function digestOf(records: readonly Json[]): string {
  const hash = createHash('sha256');
  for (const record of records) hash.update(`${JSON.stringify(record)}\n`);
  return hash.digest('hex');
}
