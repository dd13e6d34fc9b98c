// Backups of what turns change: before a file is changed its content is kept, so that every turn can be taken back.
import type { Clock, IdMaker, Logger } from '../core/index.js';
import { silentLogger } from '../core/index.js';
import type { ChangeTarget, FileChange, FileStore } from '../ports/index.js';
import { ChangedMeanwhileError } from '../ports/index.js';
import { fitChanges } from './apply.js';
import { BlobStore } from './blob-store.js';
import { NothingToUndoError } from './errors.js';
import { contentHash, stateOf } from './hash.js';
import { prune } from './prune.js';
import { type FileStep, stepsOf } from './steps.js';
import { type RecordDamage, type TurnRecord, TurnRecords } from './turn-records.js';
import { planUndo, standing, type TurnFile, type UndoPlan } from './undo-plan.js';

const RECORDS = 'backups/turns';
const BLOBS = 'backups/contents';

export interface BackupsOptions {
  /** The project's own storage. Several windows may use one folder. */
  readonly files: FileStore;
  /** Most bytes that kept contents may take, compressed. */
  readonly capBytes: number;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger?: Logger;
}

export interface TurnName {
  readonly turnId: string;
  readonly sessionId: string;
}

/** What to do with files that somebody else changed since: refuse everything, leave them, or overwrite them. */
export type OnConflict = 'refuse' | 'keep' | 'overwrite';

export interface UndoResult {
  /** Names the undo itself; taking it back is a redo. */
  readonly turnId: string;
  readonly restored: readonly FileChange[];
  readonly already: readonly string[];
  /** Files that were left as they are. */
  readonly kept: readonly string[];
}

/** Opens the backups of a project; the contents that are there are counted. */
export async function openBackups(options: BackupsOptions): Promise<Backups> {
  const backups = new Backups(options);
  await backups.makeRoom();
  return backups;
}

/**
 * A content is kept before the file is changed, and every record is written under a new name, so a kill at any
 * moment loses no backup of a change that was made. Damaged records are skipped and told by `damage`.
 */
export class Backups {
  readonly #options: BackupsOptions;
  readonly #blobs: BlobStore;
  readonly #records: TurnRecords;
  readonly #running = new Set<string>();
  #bytes = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: BackupsOptions) {
    this.#options = options;
    this.#blobs = new BlobStore(options.files, BLOBS);
    this.#records = new TurnRecords(options.files, RECORDS);
  }

  /**
   * Applies a turn's changes with a backup of every file first. Resolves with the changes as applied.
   * @throws ChangedMeanwhileError and what the target throws; then no file is changed.
   */
  async apply(
    turn: TurnName,
    target: ChangeTarget,
    changes: readonly FileChange[],
    signal: AbortSignal,
  ): Promise<readonly FileChange[]> {
    const fitted = await fitChanges(target, changes, signal);
    if (fitted.length === 0) return fitted;
    await this.record(turn, fitted);
    await target.apply(fitted, signal);
    return fitted;
  }

  /** Keeps what these changes are about to replace. The turn counts as running until `finish`. */
  record(turn: TurnName, changes: readonly FileChange[]): Promise<void> {
    this.#running.add(turn.turnId);
    return this.#exclusive(() => this.#record(turn, stepsOf(changes), []));
  }

  /** The turn is over: from now on its backup may be dropped when room is needed. */
  finish(turnId: string): void {
    this.#running.delete(turnId);
  }

  /** All turns that have a backup, undos among them, oldest first. */
  list(): Promise<readonly TurnRecord[]> {
    return this.#records.list();
  }

  /** Records that could not be read, with the reason. */
  damage(): readonly RecordDamage[] {
    return this.#records.damage();
  }

  /** What taking back a turn would do. @throws NothingToUndoError */
  async planUndo(target: Pick<ChangeTarget, 'current'>, turnId: string): Promise<UndoPlan> {
    const record = standing(await this.list()).find((one) => one.turnId === turnId);
    if (record === undefined) {
      throw new NothingToUndoError('this turn changed no files, or was taken back already');
    }
    return this.#plan(target, [record]);
  }

  /** What taking back the last `turns` turns would do. @throws NothingToUndoError */
  async planRewind(
    target: Pick<ChangeTarget, 'current'>,
    turns: number,
    sessionId?: string,
  ): Promise<UndoPlan> {
    const work = standing(await this.list())
      .filter(({ undoes }) => undoes.length === 0)
      .filter((record) => sessionId === undefined || record.sessionId === sessionId)
      .slice(0, turns);
    if (work.length === 0) throw new NothingToUndoError('no turn has changed files');
    return this.#plan(target, work);
  }

  /** What taking back the last change of one file would do. @throws NothingToUndoError */
  async planRollback(target: Pick<ChangeTarget, 'current'>, path: string): Promise<UndoPlan> {
    for (const record of standing(await this.list())) {
      const files = record.files.filter((file) => file.path === path);
      if (record.undoes.length === 0 && files.length > 0) {
        return this.#plan(target, [{ ...record, files }]);
      }
    }
    throw new NothingToUndoError(`no turn has changed "${path}"`);
  }

  /** What making the last undo undone would do, if no turn has worked since. @throws NothingToUndoError */
  async planRedo(target: Pick<ChangeTarget, 'current'>): Promise<UndoPlan> {
    const records = await this.list();
    const work = new Set(
      records.filter(({ undoes }) => undoes.length === 0).map(({ turnId }) => turnId),
    );
    const isUndo = ({ undoes }: TurnRecord): boolean =>
      undoes.some(({ turnId }) => work.has(turnId));
    const last = standing(records).find((record) => record.undoes.length === 0 || isUndo(record));
    const newest = records.findLast((record) => record.undoes.length === 0 || isUndo(record));
    if (last === undefined || !isUndo(last) || newest?.undoes.length === 0) {
      throw new NothingToUndoError('the last thing that happened to the files was not an undo');
    }
    return this.#plan(target, [last]);
  }

  /**
   * Does what a plan says, as one change that is itself recorded.
   * @throws ChangedMeanwhileError when files are in conflict and `onConflict` is `refuse`, or when files
   * changed since the plan was made; then nothing is written.
   */
  carryOut(
    plan: UndoPlan,
    target: ChangeTarget,
    signal: AbortSignal,
    { sessionId, onConflict = 'refuse' }: { sessionId: string; onConflict?: OnConflict },
  ): Promise<UndoResult> {
    return this.#exclusive(async () => {
      const overwritten = onConflict === 'overwrite' ? plan.conflicts : [];
      const kept = plan.conflicts.filter(
        (one) => onConflict !== 'overwrite' || one.overwrite === undefined,
      );
      if (kept.length > 0 && onConflict !== 'keep') throw new ChangedMeanwhileError(kept);
      const changes = [...plan.changes, ...overwritten.flatMap(({ overwrite }) => overwrite ?? [])];
      const left = new Set(kept.map(({ path }) => path));
      const undoes = plan.undoes.filter(({ path }) => !left.has(path));
      const steps = [...stepsOf(changes)];
      // Also what needed no change belongs to the record: a redo has to find it.
      for (const path of plan.already) {
        const now = await target.current(path);
        steps.push({ path, before: now, after: now });
      }
      // Kept first, recorded last: a kill in between leaves at worst an undo that cannot be redone.
      await this.#keep(steps);
      // Without merging: an undo restores bytes, or refuses.
      if (changes.length > 0) await target.apply(changes, signal);
      const turnId = this.#options.ids.next('turn');
      if (undoes.length > 0) await this.#record({ turnId, sessionId }, steps, undoes);
      return {
        turnId,
        restored: changes,
        already: plan.already,
        kept: [...left],
      };
    });
  }

  /** Drops the oldest turns until the contents fit under the cap; never a running one, nor the newest. */
  async makeRoom(): Promise<void> {
    const { capBytes, clock, logger = silentLogger } = this.#options;
    const stores = { blobs: this.#blobs, records: this.#records };
    const result = await prune(stores, { capBytes, running: this.#running, now: clock.now() });
    this.#bytes = result.bytes;
    if (result.dropped.length > 0) {
      logger.info('Backups of old turns were dropped to make room.', {
        turns: result.dropped.length,
      });
    }
    if (this.#bytes > capBytes) {
      logger.warn('The backups of the running turn alone need more room than they may take.', {
        bytes: this.#bytes,
        capBytes,
      });
    }
  }

  async #plan(
    target: Pick<ChangeTarget, 'current'>,
    records: readonly TurnRecord[],
  ): Promise<UndoPlan> {
    return planUndo(records, {
      current: (path) => target.current(path),
      backup: (hash) => this.#blobs.get(hash),
    });
  }

  async #record(
    { turnId, sessionId }: TurnName,
    steps: readonly FileStep[],
    undoes: readonly TurnFile[],
  ): Promise<void> {
    await this.#keep(steps);
    const records = await this.#records.list();
    const known = records.find((record) => record.turnId === turnId);
    // Records are in the order of their making, also within one millisecond.
    const at = known?.at ?? Math.max(this.#options.clock.now(), (records.at(-1)?.at ?? 0) + 1);
    const files = steps.reduce(withStep, known?.files ?? []);
    await this.#records.write({ turnId, sessionId, at, files: [...files], undoes: [...undoes] });
    await this.#keepAgain(steps);
    if (this.#bytes > this.#options.capBytes) await this.makeRoom();
  }

  async #keep(steps: readonly FileStep[]): Promise<void> {
    for (const { before } of steps) {
      if (before !== undefined) this.#bytes += (await this.#blobs.put(before)).grown;
    }
  }

  /** Another window may have dropped a content before the record said that it is needed. */
  async #keepAgain(steps: readonly FileStep[]): Promise<void> {
    for (const { before } of steps) {
      if (before !== undefined && !(await this.#blobs.has(contentHash(before)))) {
        await this.#blobs.put(before);
      }
    }
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}

type RecordedFile = TurnRecord['files'][number];

/** Steps that follow on each other are one entry; a change by somebody else in between begins another one. */
function withStep(
  files: readonly RecordedFile[],
  { path, before, after }: FileStep,
): readonly RecordedFile[] {
  const from = stateOf(before);
  const to = stateOf(after);
  const last = files.findLastIndex((file) => file.path === path);
  const entry = files[last];
  if (entry !== undefined && (entry.before === from || entry.after.includes(from))) {
    return files.with(last, { ...entry, after: [...entry.after, to] });
  }
  return [...files, { path, before: from, after: [to] }];
}
