// Import: what others wrote down becomes memory, with a word about everything that does not.
import { MemfunError, throwIfAborted, toErrorInfo } from '../../core/index.js';
import { MemoryDraftError, SecretInMemoryError } from '../errors.js';
import type { MemoryDraft, MemoryService } from '../types.js';
import { linesOf, readLine } from './jsonl.js';
import { type ListItem, readList } from './markdown.js';
import type { MemoryRecord, TakenIn } from './records.js';

/** Memories that are written at once. */
const BATCH = 200;
const MAX_TEXT = 5_000_000;

export interface Skipped {
  /** Where it stands: `line 7`, or an id. */
  readonly where: string;
  readonly reason: string;
}

export interface ImportReport {
  /** False: nothing was written. */
  readonly done: boolean;
  readonly added: number;
  readonly updated: number;
  readonly known: number;
  readonly skipped: readonly Skipped[];
  /** What was (or would be) added, the first ones. */
  readonly examples: readonly string[];
}

export interface ImportSource {
  /** Name of the file: says how it is read, and where memories came from. */
  readonly name: string;
  /** The file from its start; called once. */
  readonly read: () => AsyncIterable<string>;
}

export interface ImportOptions {
  /** Only tells what would be added. */
  readonly preview: boolean;
  readonly signal: AbortSignal;
}

/** The file is none that can be read as memories. */
export class ImportError extends MemfunError {
  readonly code = 'memory.import';
  constructor(name: string, problem: string) {
    super(`"${name}" cannot be imported: ${problem}.`, {
      remedy:
        'Give an export (.jsonl), a Markdown list, CLAUDE.md, AGENTS.md, .cursorrules or copilot-instructions.md.',
    });
  }
}

/** @throws ImportError, AbortedError, StorageWriteError; what is refused by memory is in the report */
export async function importMemories(
  memory: MemoryService,
  source: ImportSource,
  options: ImportOptions,
): Promise<ImportReport> {
  const tally = new Tally(!options.preview);
  if (/\.(?:jsonl|ndjson)$/i.test(source.name)) {
    await importRecords(memory, source, options, tally);
  } else await importList(memory, source, options, tally);
  return tally.report();
}

async function importRecords(
  memory: MemoryService,
  source: ImportSource,
  { preview, signal }: ImportOptions,
  tally: Tally,
): Promise<void> {
  let number = 0;
  let batch: MemoryRecord[] = [];
  const flush = async (): Promise<void> => {
    tally.takenIn(await memory.takeIn({ memories: batch, relations: [] }), batch);
    batch = [];
  };
  for await (const text of linesOf(source.read())) {
    throwIfAborted(signal);
    number++;
    if (text.trim() === '') continue;
    const line = readLine(text);
    if (line === undefined) tally.skip(`line ${number}`, 'it is no record of an export');
    else if (line.type === 'relation' && !preview) {
      if (batch.length > 0) await flush();
      const { type: _type, ...relation } = line;
      await memory.takeIn({ memories: [], relations: [relation] });
    } else if (line.type === 'memory' && preview) {
      const { id, content } = line.memory;
      if ((await memory.get(id)) === undefined) tally.add(content);
      else tally.known++;
    } else if (line.type === 'memory') {
      batch.push(line);
      if (batch.length >= BATCH) await flush();
    }
  }
  if (batch.length > 0) await flush();
}

async function importList(
  memory: MemoryService,
  { name, read }: ImportSource,
  { preview, signal }: ImportOptions,
  tally: Tally,
): Promise<void> {
  let text = '';
  for await (const piece of read()) {
    text += piece;
    if (text.length > MAX_TEXT) throw new ImportError(name, 'it is too long to be a list of facts');
  }
  if (text.includes('\0')) throw new ImportError(name, 'it is no text');
  const { items, skipped } = readList(text);
  for (const { line, reason } of skipped) tally.skip(`line ${line}`, reason);
  const known = new Set((await memory.list()).map(({ content }) => plain(content)));
  for (const item of items) {
    throwIfAborted(signal);
    if (known.has(plain(item.content))) {
      tally.known++;
      continue;
    }
    known.add(plain(item.content));
    try {
      const draft = draftOf(item, name);
      if (preview) await memory.check(draft);
      const action = preview ? 'added' : (await memory.save(draft)).action;
      if (action === 'known') tally.known++;
      else if (action === 'updated') tally.updated++;
      else tally.add(item.content);
    } catch (error) {
      if (!(error instanceof MemoryDraftError || error instanceof SecretInMemoryError)) throw error;
      tally.skip(`line ${item.line}`, toErrorInfo(error).message);
    }
  }
}

/** What is written for agents are conventions, unless a heading says otherwise. */
const INSTRUCTIONS =
  /(?:^|\/)(?:claude|agents|gemini|\.?cursorrules|copilot-instructions)(?:\.md|\.mdc)?$/i;

function draftOf({ content, category, layer, heading }: ListItem, name: string): MemoryDraft {
  const kind = category ?? (INSTRUCTIONS.test(name) ? 'convention' : undefined);
  const tag = heading
    ?.toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return {
    content,
    layer: layer ?? 'project',
    ...(kind === undefined ? {} : { category: kind }),
    ...(tag === undefined || tag === '' ? {} : { tags: [tag.slice(0, 40)] }),
    provenance: { source: 'import', path: name },
  };
}

function plain(content: string): string {
  return content.replaceAll(/\s+/g, ' ').trim();
}

const EXAMPLES = 20;

class Tally {
  readonly #done: boolean;
  readonly #skipped: Skipped[] = [];
  readonly #examples: string[] = [];
  #added = 0;
  updated = 0;
  known = 0;

  constructor(done: boolean) {
    this.#done = done;
  }

  add(content: string): void {
    this.#added++;
    if (this.#examples.length < EXAMPLES) this.#examples.push(plain(content));
  }

  skip(where: string, reason: string): void {
    this.#skipped.push({ where, reason });
  }

  takenIn(taken: readonly TakenIn[], records: readonly MemoryRecord[]): void {
    const contents = new Map(records.map(({ memory }) => [memory.id, memory.content]));
    for (const { id, became, reason = '' } of taken) {
      if (became === 'added') this.add(contents.get(id) ?? '');
      else if (became === 'updated') this.updated++;
      else if (became === 'refused') this.skip(id, reason);
      else this.known++;
    }
  }

  report(): ImportReport {
    return {
      done: this.#done,
      added: this.#added,
      updated: this.updated,
      known: this.known,
      skipped: this.#skipped,
      examples: this.#examples,
    };
  }
}

/** The report in words. */
export function importText({
  done,
  added,
  updated,
  known,
  skipped,
  examples,
}: ImportReport): string {
  const head = `${done ? 'Imported' : 'Would import'} ${added}, made ${updated} more precise or newer; ${known} were known.`;
  const left = skipped.slice(0, EXAMPLES).map(({ where, reason }) => `- ${where}: ${reason}`);
  const more = skipped.length > EXAMPLES ? [`- and ${skipped.length - EXAMPLES} more`] : [];
  return [
    head,
    ...(done ? [] : examples.map((content) => `- new: ${content}`)),
    ...(skipped.length === 0 ? [] : ['', `Left out: ${skipped.length}`, ...left, ...more]),
  ].join('\n');
}
