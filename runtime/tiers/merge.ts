// Takes what lies in one tier into another that is in use: nothing that stands there is changed, and what does not fit is named.
import { createHash } from 'node:crypto';
import { throwIfAborted } from '../core/index.js';
import type { StateEntry } from '../ports/index.js';
import { RevisionConflictError } from '../ports/index.js';
import {
  canonical,
  copy,
  entriesOf,
  MigrationDiffersError,
  type MigrationOptions,
  type MigrationReport,
  restingTasks,
  taskText,
} from './migrate.js';

export interface MergeOptions extends Omit<MigrationOptions, 'source'> {
  /** Keys of the state that somebody else brings. */
  readonly except: (key: string) => boolean;
}

export interface MergeReport extends MigrationReport {
  /** Keys whose value is another one at the target; they stay as they are on both sides. */
  readonly left: readonly string[];
}

/**
 * State by key and tasks by id: what is new is brought, what is the same is known. It may be cut off and run again.
 * @throws SourceBusyError before anything is written; MigrationDiffersError, AbortedError
 */
export async function mergeTier(options: MergeOptions): Promise<MergeReport> {
  const { from, to, except, signal, onProgress = () => undefined } = options;
  const tasks = await restingTasks(from);
  const entries = (await entriesOf(from)).filter(({ key }) => !except(key));
  const there = new Map((await entriesOf(to)).map((entry) => [entry.key, entry]));
  const hash = createHash('sha256');
  const left: string[] = [];
  let known = 0;
  let done = 0;
  const step = (): void => {
    onProgress(++done, entries.length + tasks.length);
    throwIfAborted(signal);
  };
  for (const entry of entries) {
    const what = await bring(entry, there.get(entry.key), options);
    if (what === 'known') known++;
    if (what === 'left') left.push(entry.key);
    else if (entry.endsAt === undefined)
      hash.update(`state ${JSON.stringify(entry.key)}\n${canonical(entry.value)}\n`);
    step();
  }
  const brought = new Set<string>();
  for (const task of tasks) {
    if (await to.tasks.adopt(task)) brought.add(task.taskId);
    else known++; // it may have gone on there
    step();
  }
  const now = new Map((await to.tasks.dump()).map((task) => [task.taskId, task]));
  const lost = tasks.filter(({ taskId }) => !now.has(taskId)).map(({ taskId }) => `task ${taskId}`);
  if (lost.length > 0) throw new MigrationDiffersError(lost);
  for (const task of tasks)
    hash.update(`task ${task.taskId}\n${brought.has(task.taskId) ? taskText(task) : ''}\n`);
  const state = entries.length - left.length;
  return { state, tasks: tasks.length, known, left, digest: hash.digest('hex') };
}

/** @throws MigrationDiffersError when what was written is not what is read back */
async function bring(
  entry: StateEntry,
  there: StateEntry | undefined,
  options: MergeOptions,
): Promise<'new' | 'known' | 'left'> {
  const text = canonical(entry.value);
  if (there !== undefined) return canonical(there.value) === text ? 'known' : 'left';
  try {
    await copy(entry, options, { ifRevision: 0 });
  } catch (error) {
    if (error instanceof RevisionConflictError) return 'left';
    throw error;
  }
  if (entry.endsAt !== undefined) return 'new'; // it may have ended meanwhile
  const found = await options.to.state.get(entry.key);
  if (canonical(found?.value) !== text) throw new MigrationDiffersError([`state ${entry.key}`]);
  return 'new';
}
