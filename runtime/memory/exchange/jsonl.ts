// Memories as lines of JSON: everything of each with its past, then how they belong together, then an end that says
// that it is whole. An export and a backup are the same; a backup also holds what was forgotten.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { throwIfAborted } from '../../core/index.js';
import {
  type MemoryRelation,
  memorySchema,
  memoryStatusSchema,
  relationKindSchema,
} from '../model.js';
import type { MemoryService } from '../types.js';

const FORMAT = 1;

const lineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('memfun'), format: z.literal(FORMAT), exportedAt: z.number() }),
  z.object({
    type: z.literal('memory'),
    memory: memorySchema,
    versions: z.array(z.object({ content: z.string(), at: z.number() })),
  }),
  z.object({
    type: z.literal('relation'),
    from: z.string(),
    to: z.string(),
    kind: relationKindSchema,
    strength: z.number().min(0).max(1),
  }),
  z.object({
    type: z.literal('end'),
    memories: z.number(),
    relations: z.number(),
    sha256: z.string(),
  }),
]);
export type Line = z.infer<typeof lineSchema>;

/** `undefined` for a line that is none of ours. */
export function readLine(text: string): Line | undefined {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export interface ExportOptions {
  /** Milliseconds since the epoch, for the first line. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Also what was forgotten. */
  readonly deleted: boolean;
}

/** The lines one by one, each with its end of line. */
export async function* exportLines(
  memory: MemoryService,
  { now, signal, deleted }: ExportOptions,
): AsyncGenerator<string> {
  const statuses = memoryStatusSchema.options.filter((one) => deleted || one !== 'deleted');
  const all = [...(await memory.list({ statuses }))].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = new Set(all.map(({ id }) => id));
  const seal = createHash('sha256');
  const sealed = (line: Line): string => {
    const text = `${JSON.stringify(line)}\n`;
    seal.update(text);
    return text;
  };
  yield sealed({ type: 'memfun', format: FORMAT, exportedAt: now });
  const relations: MemoryRelation[] = [];
  for (const { id } of all) {
    throwIfAborted(signal);
    const history = await memory.history(id);
    const versions = history.versions.map(({ content, at }) => ({ content, at }));
    yield sealed({ type: 'memory', memory: history.memory, versions });
    relations.push(...history.relations.filter(({ from, to }) => from === id && ids.has(to)));
  }
  for (const relation of relations) yield sealed({ type: 'relation', ...relation });
  const counts = { memories: all.length, relations: relations.length };
  yield `${JSON.stringify({ type: 'end', ...counts, sha256: seal.digest('hex') })}\n`;
}

export type Verified =
  | { readonly whole: true; readonly memories: number; readonly relations: number }
  | { readonly whole: false; readonly reason: string };

/** Whether lines are a whole export, down to the last character. */
export async function verifyLines(
  lines: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<Verified> {
  const seal = createHash('sha256');
  const counts = { memories: 0, relations: 0 };
  let number = 0;
  let end: Extract<Line, { type: 'end' }> | undefined;
  for await (const text of lines) {
    throwIfAborted(signal);
    number++;
    if (text === '') continue;
    if (end !== undefined)
      return { whole: false, reason: `there is more after its end (line ${number})` };
    const line = readLine(text);
    if (line === undefined) return { whole: false, reason: `line ${number} cannot be read` };
    if (number === 1 && line.type !== 'memfun') {
      return { whole: false, reason: 'its first line does not say what it is' };
    }
    if (line.type === 'end') end = line;
    else seal.update(`${text}\n`);
    if (line.type === 'memory') counts.memories++;
    if (line.type === 'relation') counts.relations++;
  }
  if (number === 0) return { whole: false, reason: 'it is empty' };
  if (end === undefined) return { whole: false, reason: 'its end is missing' };
  const isSame = end.memories === counts.memories && end.relations === counts.relations;
  if (!isSame || seal.digest('hex') !== end.sha256) {
    return { whole: false, reason: 'its content was changed' };
  }
  return { whole: true, ...counts };
}

/** Pieces of text as lines without their ends. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  if (rest !== '') yield rest;
}
