// Effects that happen at most once over all attempts at a task: a note in the state store comes before each, and one after.
import * as z from 'zod';
import { type Json, jsonSchema } from '../core/index.js';
import type { StateStore, TaskLease } from '../ports/index.js';
import { LeaseLostError, RevisionConflictError } from '../ports/index.js';
import { EffectUnknownError } from './errors.js';

const noteSchema = z.object({
  fencingToken: z.number(),
  state: z.enum(['begun', 'done']),
  result: jsonSchema.optional(),
});

/** How long the notes of a task are kept. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The first attempt notes its token, does the effect and notes the result. A later one finds the result, or a
 * beginning without an end, which nobody can see through: it is refused and not repeated. An attempt that is no
 * longer the last finds a greater token, or that the lease is lost, and is refused too.
 * @throws EffectUnknownError, LeaseLostError
 */
export async function onceOnly(
  state: StateStore,
  lease: Pick<TaskLease, 'taskId' | 'fencingToken' | 'heartbeat'>,
  effect: string,
  work: () => Promise<Json>,
): Promise<Json> {
  const { taskId, fencingToken } = lease;
  const key = keyOf(taskId, effect);
  for (;;) {
    await lease.heartbeat();
    const past = await pastEffect(state, lease, effect);
    if (past !== undefined) return past;
    const begun = { fencingToken, state: 'begun' };
    const revision = await orConflict(state.put(key, begun, { ifRevision: 0, ttlMs: KEPT_MS }));
    if (revision === undefined) continue; // somebody else's note is there now: read it
    await stillOurs(state, lease, key, revision);
    const result = await work();
    const done = { fencingToken, state: 'done', result };
    await state.put(key, done, { ifRevision: revision, ttlMs: KEPT_MS });
    return result;
  }
}

/** @throws EffectUnknownError when it was begun and not ended; LeaseLostError when a later attempt began it */
export async function pastEffect(
  state: StateStore,
  { taskId, fencingToken }: Pick<TaskLease, 'taskId' | 'fencingToken'>,
  effect: string,
): Promise<Json | undefined> {
  const found = await state.get(keyOf(taskId, effect));
  if (found === undefined) return undefined;
  const note = noteSchema.parse(found.value);
  if (note.fencingToken > fencingToken) throw new LeaseLostError(taskId);
  if (note.state === 'done') return note.result ?? null;
  throw new EffectUnknownError(taskId, effect);
}

function keyOf(taskId: string, effect: string): string {
  return `task-effect.${taskId}.${effect}`;
}

/** The lease may have been lost before the note was written: then nothing is begun, and the note must not say so. */
async function stillOurs(
  state: StateStore,
  lease: Pick<TaskLease, 'heartbeat'>,
  key: string,
  revision: number,
): Promise<void> {
  try {
    await lease.heartbeat();
  } catch (error) {
    await orConflict(state.delete(key, { ifRevision: revision }));
    throw error;
  }
}

async function orConflict<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof RevisionConflictError) return undefined;
    throw error;
  }
}
