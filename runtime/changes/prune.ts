// Keeps the backups under their cap: the oldest turns go first, and contents that nobody refers to.
import type { BlobStore } from './blob-store.js';
import type { TurnRecord, TurnRecords } from './turn-records.js';

/** A content this young may belong to a record that another window is about to write. */
const YOUNG_MS = 10 * 60_000;

export interface PruneResult {
  /** What the contents take on disk afterwards. */
  readonly bytes: number;
  /** The turns that were dropped, oldest first. */
  readonly dropped: readonly string[];
}

/** Never drops a running turn, nor the newest one (it may be running in another window). */
export async function prune(
  { blobs, records }: { readonly blobs: BlobStore; readonly records: TurnRecords },
  options: {
    readonly capBytes: number;
    readonly running: ReadonlySet<string>;
    /** Milliseconds since the epoch. */
    readonly now: number;
  },
): Promise<PruneResult> {
  const kept = [...(await records.list())];
  const sizes = new Map<string, number>();
  let bytes = 0;
  const wanted = references(kept);
  for (const { hash, size, mtime } of await blobs.list()) {
    if (!wanted.has(hash) && options.now - mtime > YOUNG_MS) await blobs.remove(hash);
    else {
      sizes.set(hash, size);
      bytes += size;
    }
  }

  const dropped: string[] = [];
  const candidates = kept.slice(0, -1).filter(({ turnId }) => !options.running.has(turnId));
  for (const record of candidates) {
    if (bytes <= options.capBytes) break;
    kept.splice(kept.indexOf(record), 1);
    // The record first: contents without a record are no loss, a record without its contents is.
    await records.remove(record.turnId);
    dropped.push(record.turnId);
    const stillWanted = references(kept);
    for (const hash of references([record])) {
      if (stillWanted.has(hash)) continue;
      await blobs.remove(hash);
      bytes -= sizes.get(hash) ?? 0;
    }
  }
  return { bytes, dropped };
}

function references(records: readonly TurnRecord[]): ReadonlySet<string> {
  return new Set(records.flatMap(({ files }) => files.flatMap(({ before }) => before ?? [])));
}
