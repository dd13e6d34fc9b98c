// One task of the proof: files that are made as they are read, a question, and an answer that is true by construction.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Tokens are counted as characters by this. */
export const CHARS_PER_TOKEN = 4;
/** Most characters of one file: one call of readFile takes it whole. */
const PART_CHARS = 150_000;
const PART_LINES = 1_900;

export const SETS = ['needle', 'aggregate', 'pairs', 'hops', 'code', 'edit', 'verbatim'] as const;
export type SetName = (typeof SETS)[number];

export interface TaskFile {
  readonly path: string;
  readonly text: string;
}

export interface ProofTask {
  readonly set: SetName;
  readonly seed: number;
  /** What kind of it, e.g. `uuid at 50 %`. */
  readonly kind: string;
  /** About how many tokens the files have together. */
  readonly tokens: number;
  readonly question: string;
  /** The expected answer, as text. */
  readonly truth: string;
  /** Made anew, one file at a time, whenever it is called. */
  files(): Iterable<TaskFile>;
  /** From 0 to 1, of what was answered and, for tasks that change files, of what the folder is now. */
  score(answer: string, folder: string): number;
}

export interface TaskOptions {
  readonly seed: number;
  /** Size of all files together; a task may have somewhat more. */
  readonly tokens: number;
}

/** Writes the files of a task below a folder, one after the other. @returns characters written */
export function writeTask(task: ProofTask, folder: string): number {
  let chars = 0;
  const made = new Set<string>();
  for (const { path: name, text } of task.files()) {
    const file = path.join(folder, name);
    const parent = path.dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, text);
    chars += text.length;
  }
  return chars;
}

/** Lines as files `context/part-00000.txt`, none longer than one call of readFile takes. */
export function* inParts(lines: Iterable<string>): Iterable<TaskFile> {
  let part: string[] = [];
  let chars = 0;
  let number = 0;
  const name = (): string => `context/part-${String(number++).padStart(5, '0')}.txt`;
  for (const line of lines) {
    part.push(line);
    chars += line.length + 1;
    if (chars < PART_CHARS && part.length < PART_LINES) continue;
    yield { path: name(), text: `${part.join('\n')}\n` };
    part = [];
    chars = 0;
  }
  if (part.length > 0) yield { path: name(), text: `${part.join('\n')}\n` };
}

/** 1 when the answer is the truth and nothing else, but for case, spaces, quotes and a full stop. */
export function exact(answer: string, truth: string): number {
  return plain(answer) === plain(truth) ? 1 : 0;
}

/** 1 when the truth stands in the answer as a word, and none of the others does. */
export function mentions(answer: string, truth: string, others: readonly string[] = []): number {
  const words = new Set(answer.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? []);
  const has = (value: string): boolean => words.has(value.toLowerCase());
  return has(truth) && !others.some(has) ? 1 : 0;
}

/** F1 over lines as sets; 1 when both are empty. */
export function setF1(answered: readonly string[], truth: readonly string[]): number {
  const given = new Set(answered);
  const wanted = new Set(truth);
  if (given.size === 0 && wanted.size === 0) return 1;
  const hits = [...given].filter((one) => wanted.has(one)).length;
  return (2 * hits) / (given.size + wanted.size);
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/^["'`*]+|["'`*.]+$/g, '')
    .replaceAll(/\s+/g, ' ');
}
