// The journal of a transaction on files: everything needed to finish it or to take it back after a crash.
//
//   changes/pending/<started>-<process>-<id>.contents   every file before and after, written before anything else
//   changes/pending/<started>-<process>-<id>.journal    once it is whole, the transaction will be finished
//   changes/pending/<started>-<process>-<id>.back       once it is there, the transaction will be taken back
//
// All of them are gone when the transaction is over.
import * as z from 'zod';
import type { FileStore } from '../ports/index.js';
import { contentHash } from './hash.js';
import { seal, unseal } from './sealed.js';
import type { FileStep } from './steps.js';

const PENDING = 'changes/pending';
const NAME = /^((\d+)-(\d+)-[a-z0-9_]+)\./;

/** A whole file inside of the contents; `null`: no file. */
const side = z
  .object({ hash: z.string(), at: z.number().int().min(0), length: z.number().int().min(0) })
  .nullable();
type Side = z.infer<typeof side>;
const journalSchema = z.object({
  steps: z.array(z.object({ path: z.string(), before: side, after: side })),
});

/** A transaction that is under way or was left behind by a crash. */
export interface Pending {
  readonly name: string;
  /** Its files, without the name and the dot. */
  readonly parts: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Id of the process that is, or was, at it. */
  readonly process: number;
}

/** Oldest first. */
export async function listPending(storage: FileStore): Promise<readonly Pending[]> {
  const found = new Map<string, { pending: Pending; parts: Set<string> }>();
  for (const { name: file } of await storage.list(PENDING)) {
    const [start, name, startedAt, process] = NAME.exec(file) ?? [];
    if (start === undefined || name === undefined) continue;
    const parts = found.get(name)?.parts ?? new Set<string>();
    parts.add(file.slice(start.length));
    const pending = { name, parts, startedAt: Number(startedAt), process: Number(process) };
    found.set(name, { pending, parts });
  }
  return [...found.values()]
    .map(({ pending }) => pending)
    .sort((a, b) => a.startedAt - b.startedAt);
}

/** Writes the steps down. When this resolves, a crash will no longer undo them. Resolves with the name. */
export async function writeJournal(
  storage: FileStore,
  steps: readonly FileStep[],
  { startedAt, process, id }: { startedAt: number; process: number; id: string },
): Promise<string> {
  const name = `${startedAt}-${process}-${id}`;
  const write = (part: string, data: Uint8Array): Promise<void> =>
    storage.write(`${PENDING}/${name}.${part}`, data);
  try {
    const contents: Uint8Array[] = [];
    let at = 0;
    const keep = (content: Uint8Array | undefined): Side => {
      if (content === undefined) return null;
      contents.push(content);
      at += content.length;
      return {
        hash: contentHash(content),
        at: at - content.length,
        length: content.length,
      };
    };
    const record = steps.map(({ path, before, after }) => ({
      path,
      before: keep(before),
      after: keep(after),
    }));
    await write('contents', Buffer.concat(contents));
    await write('journal', await seal({ steps: record }));
  } catch (error) {
    await dropJournal(storage, name).catch(() => undefined);
    throw error;
  }
  return name;
}

/** From now on the transaction is taken back, also after a crash. */
export async function markBack(storage: FileStore, name: string): Promise<void> {
  await storage.write(`${PENDING}/${name}.back`, new Uint8Array());
}

export type PendingState =
  /** It had not begun to write: nothing is to be done. */
  | { readonly state: 'not-begun' }
  | { readonly state: 'begun'; readonly back: boolean; readonly steps: readonly FileStep[] }
  /** Its contents are damaged: it can neither be finished nor taken back. */
  | { readonly state: 'damaged'; readonly paths: readonly string[] };

export async function readJournal(
  storage: FileStore,
  { name, parts }: Pending,
): Promise<PendingState> {
  if (!parts.has('journal')) return { state: 'not-begun' };
  const journal = await unseal(await storage.read(`${PENDING}/${name}.journal`), journalSchema);
  if (!journal.whole) return { state: 'not-begun' };
  const { steps: record } = journal.value;
  const contents = parts.has('contents')
    ? await storage.read(`${PENDING}/${name}.contents`)
    : new Uint8Array();
  let damaged = false;
  const content = (part: Side): Uint8Array | undefined => {
    if (part === null) return undefined;
    const bytes = contents.slice(part.at, part.at + part.length);
    if (contentHash(bytes) !== part.hash) damaged = true;
    return bytes;
  };
  const steps = record.map(({ path, before, after }) => ({
    path,
    before: content(before),
    after: content(after),
  }));
  if (damaged) return { state: 'damaged', paths: steps.map(({ path }) => path) };
  return { state: 'begun', back: parts.has('back'), steps };
}

/** The journal itself goes first: without it the rest means nothing. */
export async function dropJournal(storage: FileStore, name: string): Promise<void> {
  await storage.remove(`${PENDING}/${name}.journal`);
  for (const entry of await storage.list(PENDING)) {
    if (entry.name.startsWith(`${name}.`)) await storage.remove(`${PENDING}/${entry.name}`);
  }
}
