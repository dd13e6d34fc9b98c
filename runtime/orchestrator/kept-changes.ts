// What finished tasks have changed, kept on disk, so that a plan that goes on after a crash need not do it again.
import * as z from 'zod';
import type { FileStep, Overlay } from '../changes/index.js';
import { sameBytes } from '../changes/index.js';
import { FileMissingError, type FileStore } from '../ports/index.js';
import type { WriterConflict } from '../writers/index.js';
import { contentOf } from './writer-ground.js';

const ROOT = 'plans';
/** How long a plan that was cut off can be gone on with. */
const KEEP_DAYS = 14;
const KEEP_MS = KEEP_DAYS * 86_400_000;
const bytesSchema = z.base64().nullable();
const keptSchema = z.object({
  /** In the order in which they were merged. */
  order: z.number(),
  files: z.array(z.object({ path: z.string(), before: bytesSchema, after: bytesSchema })),
});

export class KeptChanges {
  constructor(
    private readonly files: FileStore,
    private readonly planId: string,
  ) {}

  /** Resolves when it is on the disk. @param order grows from merge to merge */
  async keep(taskId: string, order: number, files: readonly FileStep[]): Promise<void> {
    const record: z.infer<typeof keptSchema> = {
      order,
      files: joined(files).map(({ path, before, after }) => ({
        path,
        before: toText(before),
        after: toText(after),
      })),
    };
    await this.files.write(this.#path(taskId), new TextEncoder().encode(JSON.stringify(record)));
  }

  /**
   * Brings the changes of these tasks back into the run. What is on the disk already is left as it is.
   * @returns the tasks whose changes no longer fit or are lost, and how far the order has come
   */
  async restore(
    taskIds: readonly string[],
    run: Overlay,
  ): Promise<{ readonly lost: readonly string[]; readonly order: number }> {
    const found: { taskId: string; order: number; files: readonly FileStep[] }[] = [];
    const lost: string[] = [];
    for (const taskId of taskIds) {
      const record = await this.#read(taskId);
      if (record === undefined) lost.push(taskId);
      else found.push({ taskId, ...record });
    }
    found.sort((a, b) => a.order - b.order);
    for (const { taskId, files } of found) {
      const fitting = await fittingTo(run, files);
      if (fitting === undefined) lost.push(taskId);
      else await putInto(run, fitting);
    }
    return { lost, order: found.at(-1)?.order ?? 0 };
  }

  async #read(taskId: string): Promise<{ order: number; files: FileStep[] } | undefined> {
    try {
      const text = new TextDecoder().decode(await this.files.read(this.#path(taskId)));
      const { order, files } = keptSchema.parse(JSON.parse(text));
      return {
        order,
        files: files.map(({ path, before, after }) => ({
          path,
          before: toBytes(before),
          after: toBytes(after),
        })),
      };
    } catch (thrown) {
      // Cut off or damaged: the task is done again.
      if (thrown instanceof FileMissingError || thrown instanceof SyntaxError) return undefined;
      if (thrown instanceof z.ZodError) return undefined;
      throw thrown;
    }
  }

  #path(taskId: string): string {
    return `${ROOT}/${this.planId}.${taskId}.json`;
  }
}

/** The later versions of conflicts, each as a file of its own, until somebody has decided. */
export class UndecidedVersions {
  readonly #kept = new Map<string, { readonly of: string; readonly file: string }>();
  readonly #told = new Set<string>();

  /** @param failed told of versions that could not be written */
  constructor(
    private readonly files: FileStore,
    private readonly planId: string,
    private readonly failed: (path: string, thrown: unknown) => void,
  ) {}

  async keep({ id, path, b }: WriterConflict): Promise<void> {
    if (b.content === undefined) return; // deleted: there is nothing to lose
    const file = `${ROOT}/${this.planId}.${b.taskId}.${id}.${path.split('/').at(-1) ?? ''}`;
    try {
      await this.files.write(file, b.content);
      this.#kept.set(id, { of: `${path} by ${b.agent}`, file });
    } catch (thrown) {
      this.failed(path, thrown);
    }
  }

  /** Never rejects: at worst it is pruned later. */
  async drop({ id }: WriterConflict): Promise<void> {
    const kept = this.#kept.get(id);
    this.#kept.delete(id);
    if (kept !== undefined) await this.files.remove(kept.file).catch(() => undefined);
  }

  /** Where the versions are that nobody has decided about, for people; each is told once. */
  news(): readonly string[] {
    const { localRoot, root } = this.files;
    const untold = [...this.#kept].filter(([id]) => !this.#told.has(id));
    return untold.map(([id, { of, file }]) => {
      this.#told.add(id);
      return `Nobody has decided about the version of ${of}: it is kept for ${KEEP_DAYS} days in ${localRoot ?? root}/${file}`;
    });
  }
}

/** One step for each path, from how it was first to how it is in the end. */
function joined(files: readonly FileStep[]): readonly FileStep[] {
  const steps = new Map<string, FileStep>();
  for (const step of files)
    steps.set(step.path, { ...step, before: (steps.get(step.path) ?? step).before });
  return [...steps.values()];
}

/** Takes away what is too old for anybody to go on from. Never rejects: at worst it stays. */
export async function pruneKept(files: FileStore | undefined, now: number): Promise<void> {
  for (const { name } of (await files?.list(ROOT).catch(() => [])) ?? []) {
    const info = await files?.stat(`${ROOT}/${name}`).catch(() => undefined);
    if (info !== undefined && info.mtime < now - KEEP_MS)
      await files?.remove(`${ROOT}/${name}`).catch(() => undefined);
  }
}

async function putInto(run: Overlay, files: readonly FileStep[]): Promise<void> {
  for (const { path, after } of files) if (after === undefined) await run.remove(path);
  await run.writeAll(files.flatMap(({ path, after: data }) => (data ? { path, data } : [])));
}

/** Those that are not there yet; `undefined` when a file is neither as it was before nor as it was after. */
async function fittingTo(
  run: Overlay,
  files: readonly FileStep[],
): Promise<readonly FileStep[] | undefined> {
  const missing: FileStep[] = [];
  for (const file of files) {
    const now = await contentOf(run, file.path);
    if (sameBytes(now, file.after)) continue;
    if (!sameBytes(now, file.before)) return undefined;
    missing.push(file);
  }
  return missing;
}

const toText = (bytes: Uint8Array | undefined): string | null =>
  bytes === undefined ? null : Buffer.from(bytes).toString('base64');
const toBytes = (text: string | null): Uint8Array | undefined =>
  text === null ? undefined : new Uint8Array(Buffer.from(text, 'base64'));
