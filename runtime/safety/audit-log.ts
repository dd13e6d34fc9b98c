// The audit log: what was done and who allowed it, only ever appended, each entry sealed by the one before.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../core/index.js';
import type { FileStore, KnowledgeBase, LogDamage } from '../ports/index.js';
import { HybridClock, SegmentLog } from '../storage/index.js';

export interface AuditEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly sessionId: string;
  readonly turnId: string;
  /** What happened, in a word or two: `ran`, `changed files`, `denied`. */
  readonly action: string;
  /** The command, the files. Scrubbed of secrets by whoever writes it. */
  readonly detail: string;
  /** Who or what allowed it: `user`, `mode auto`, a rule. */
  readonly by: string;
  /** Why it was asked or decided so, where there is more to say. */
  readonly why?: string | undefined;
}

export interface AuditReport {
  readonly entries: number;
  /** Entries that were changed after they were written, or whose predecessor is gone. */
  readonly broken: readonly AuditEntry[];
  readonly damage: readonly LogDamage[];
}

export interface AuditLog {
  /** Resolves when the entry is durable. @throws StorageWriteError */
  add(entry: AuditEntry): Promise<void>;
  /** Newest first, of all windows. */
  list(limit: number): Promise<readonly AuditEntry[]>;
  verify(): Promise<AuditReport>;
  close(): Promise<void>;
}

const sealedSchema = z.strictObject({
  at: z.number(),
  sessionId: z.string(),
  turnId: z.string(),
  action: z.string(),
  detail: z.string(),
  by: z.string(),
  why: z.string().optional(),
  /** Seal of an earlier entry; empty for the very first. */
  previous: z.string(),
  seal: z.string(),
});
type Sealed = z.infer<typeof sealedSchema>;

const DIR = 'audit';

/**
 * Opens the log of a project. Every window writes a chain of its own, whose first entry follows the newest one
 * that was there: taking an entry out of the middle breaks what follows it.
 * @param window an id that no other open log has
 */
export async function openAuditLog(
  files: FileStore,
  { window, clock }: { readonly window: string; readonly clock: Clock },
): Promise<AuditLog> {
  const log = new SegmentLog({ files, dir: DIR, window });
  const stamps = new HybridClock(clock, window);
  const known = new Map<string, Sealed>();
  await readInto(known, log, stamps);
  let previous = newestFirst(known)[0]?.seal ?? '';
  let queue: Promise<unknown> = Promise.resolve();

  return {
    add(entry) {
      const done = queue.then(async () => {
        const { why, ...facts } = entry;
        const sealed = {
          ...facts,
          ...(why === undefined ? {} : { why }),
          previous,
          seal: sealOf(entry, previous),
        };
        const hlc = stamps.next();
        await log.append([{ hlc, body: sealed }]);
        known.set(hlc, sealed);
        previous = sealed.seal;
      });
      queue = done.catch(() => undefined);
      return done;
    },
    async list(limit) {
      await readInto(known, log, stamps);
      return newestFirst(known).slice(0, limit).map(plain);
    },
    async verify() {
      await readInto(known, log, stamps);
      const all = newestFirst(known);
      const seals = new Set(all.map(({ seal }) => seal));
      const broken = all.filter(
        (entry) =>
          entry.seal !== sealOf(plain(entry), entry.previous) ||
          (entry.previous !== '' && !seals.has(entry.previous)),
      );
      return { entries: all.length, broken: broken.map(plain), damage: log.damage() };
    },
    async close() {
      await queue;
      await log.close();
    },
  };
}

async function readInto(
  known: Map<string, Sealed>,
  log: KnowledgeBase,
  stamps: HybridClock,
): Promise<void> {
  for (const { hlc, body } of await log.readNew()) {
    const parsed = sealedSchema.safeParse(body);
    stamps.observe(hlc);
    if (parsed.success) known.set(hlc, parsed.data);
  }
}

function newestFirst(known: ReadonlyMap<string, Sealed>): readonly Sealed[] {
  return [...known].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, entry]) => entry);
}

function plain({ previous: _previous, seal: _seal, ...entry }: Sealed): AuditEntry {
  return entry;
}

function sealOf(
  { at, sessionId, turnId, action, detail, by, why }: AuditEntry,
  previous: string,
): string {
  const facts = [previous, at, sessionId, turnId, action, detail, by];
  const text = JSON.stringify(why === undefined ? facts : [...facts, why]);
  return createHash('sha256').update(text).digest('hex');
}
