// Takes everything that lasts from one tier to another: can be cut off at any moment and run again, and is checked at the end.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Clock, type Json, MemfunError, throwIfAborted } from '../core/index.js';
import type { StateEntry, TaskRecord } from '../ports/index.js';
import { PROBE_KEY } from './probe.js';
import type { Tier } from './types.js';

export interface MigrationOptions {
  readonly from: Tier;
  readonly to: Tier;
  /** Names the source: only the same one may go on with what was begun. */
  readonly source: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told after each entry and task. */
  readonly onProgress?: (done: number, of: number) => void;
}

export interface MigrationReport {
  readonly state: number;
  readonly tasks: number;
  /** Of what was found on both sides. */
  readonly digest: string;
  /** What was there already, from an earlier run. */
  readonly known: number;
}

/** Something is in the target that no migration from this source has brought. */
export class TargetNotEmptyError extends MemfunError {
  readonly code = 'migrate.not-empty';
  constructor(what: string) {
    super(`The target is not empty: it has ${what} that this migration did not bring.`, {
      remedy:
        'Bring it into what is there (memfun tier migrate with --merge), or choose another space (--space).',
    });
  }
}

/** Workers are at work on tasks of the source. */
export class SourceBusyError extends MemfunError {
  readonly code = 'migrate.busy';
  constructor(readonly leased: number) {
    super(`${leased} tasks are being worked on: taken along now, they would be done twice.`, {
      remedy: 'Stop the workers (they finish what they have), then run the migration again.',
    });
  }
}

/** The two sides do not hold the same. */
export class MigrationDiffersError extends MemfunError {
  readonly code = 'migrate.differs';
  constructor(readonly what: readonly string[]) {
    super(`After the migration the two sides differ in ${what.slice(0, 5).join(', ')}.`, {
      remedy: 'Somebody changed the source or the target meanwhile. Run the migration again.',
    });
  }
}

const MARK = 'memfun.migration';
/** What only the tier itself needs. */
const OWN_KEYS: ReadonlySet<string> = new Set([MARK, PROBE_KEY]);
const markSchema = z.object({ source: z.string(), digest: z.string().optional() });

/**
 * State with its times to live, and tasks with their ids, attempts and outcomes. Messages of the bus and living
 * agents are of the moment and stay.
 * @throws TargetNotEmptyError, SourceBusyError before anything is written; MigrationDiffersError, AbortedError
 */
export async function migrateTier(options: MigrationOptions): Promise<MigrationReport> {
  const { from, to, source, signal, onProgress = () => undefined } = options;
  const tasks = await restingTasks(from);
  await begin(to, source);
  const entries = await entriesOf(from);
  const there = new Map((await entriesOf(to)).map((entry) => [entry.key, entry]));
  let known = 0;
  let done = 0;
  const step = (wasKnown: boolean): void => {
    if (wasKnown) known++;
    onProgress(++done, entries.length + tasks.length);
    throwIfAborted(signal);
  };
  for (const entry of entries) {
    const isKnown = canonical(there.get(entry.key)?.value) === canonical(entry.value);
    if (!isKnown) await copy(entry, options);
    step(isKnown);
  }
  for (const task of tasks) step(!(await to.tasks.adopt(task)));
  const digest = await compare(from, to);
  await to.state.put(MARK, { source, digest });
  return { state: entries.length, tasks: tasks.length, digest, known };
}

/** @throws TargetNotEmptyError */
async function begin(to: Tier, source: string): Promise<void> {
  const mark = markSchema.safeParse((await to.state.get(MARK))?.value);
  if (mark.success && mark.data.source === source) return;
  if (mark.success) throw new TargetNotEmptyError(`a migration from ${mark.data.source}`);
  const entries = await entriesOf(to);
  if (entries.length > 0) throw new TargetNotEmptyError(`${entries.length} entries of state`);
  const tasks = await to.tasks.dump();
  if (tasks.length > 0) throw new TargetNotEmptyError(`${tasks.length} tasks`);
  await to.state.put(MARK, { source });
}

/** @throws SourceBusyError when somebody works on one */
export async function restingTasks(from: Tier): Promise<readonly TaskRecord[]> {
  const tasks = await from.tasks.dump();
  const leased = tasks.filter(({ state }) => state === 'leased').length;
  if (leased > 0) throw new SourceBusyError(leased);
  return tasks;
}

/** Without what only the tier itself needs. */
export async function entriesOf(tier: Tier): Promise<readonly StateEntry[]> {
  return (await tier.state.list('')).filter(({ key }) => !OWN_KEYS.has(key));
}

/** With the time that it still has. @throws RevisionConflictError under a condition */
export async function copy(
  { key, value, endsAt }: StateEntry,
  { to, clock }: Pick<MigrationOptions, 'to' | 'clock'>,
  condition: { readonly ifRevision?: number } = {},
): Promise<void> {
  const ttlMs = endsAt === undefined ? undefined : endsAt - clock.now();
  if (ttlMs !== undefined && ttlMs <= 0) return;
  await to.state.put(key, value, { ...condition, ...(ttlMs === undefined ? {} : { ttlMs }) });
}

/** @returns the digest of both @throws MigrationDiffersError */
async function compare(from: Tier, to: Tier): Promise<string> {
  const [mine, theirs] = await Promise.all([contentsOf(from), contentsOf(to)]);
  const differing = [...mine].flatMap(([name, text]) => (theirs.get(name) === text ? [] : [name]));
  const unknown = [...theirs.keys()].filter((name) => !mine.has(name));
  // What ends by itself may have ended on one side already.
  const what = [...differing, ...unknown].filter((name) => !name.endsWith(ENDING));
  if (what.length > 0) throw new MigrationDiffersError(what);
  const hash = createHash('sha256');
  for (const [name, text] of [...mine].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (!name.endsWith(ENDING)) hash.update(`${name}\n${text}\n`);
  return hash.digest('hex');
}

const ENDING = ' (ends)';

async function contentsOf(tier: Tier): Promise<ReadonlyMap<string, string>> {
  const entries = await entriesOf(tier);
  const tasks = await tier.tasks.dump();
  return new Map([
    ...entries.map(({ key, value, endsAt }): [string, string] => [
      `state ${JSON.stringify(key)}${endsAt === undefined ? '' : ENDING}`,
      canonical(value),
    ]),
    ...tasks.map((task): [string, string] => [`task ${task.taskId}`, taskText(task)]),
  ]);
}

/** What must be the same on both sides: not how long it still waits. */
export function taskText({ dueInMs: _waits, ...task }: TaskRecord): string {
  return canonical(JSON.parse(JSON.stringify(task)) as Json);
}

/** JSON with the keys of every object in order. */
export function canonical(value: Json | undefined): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}
