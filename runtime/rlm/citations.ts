// Checking citations: an answer may only point at lines that exist.
import { BRACKETED_PATH, type Citation } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { normalizePath } from '../ports/index.js';

/** Larger files are not counted line by line; a citation into one passes when the file exists. */
const COUNTED_BYTES = 4 * 1024 * 1024;

interface Place {
  readonly path: string;
  readonly line: number;
  readonly endLine?: number | undefined;
}

export interface CheckedPlaces<T extends Place> {
  readonly valid: readonly T[];
  /** One line per dropped place: what is wrong with it. */
  readonly notes: readonly string[];
}

/** Checks places of one answer; line counts are read once per file. */
export class CitationChecker {
  readonly #files: FileStore;
  readonly #lines = new Map<string, Promise<number | undefined>>();

  constructor(files: FileStore) {
    this.#files = files;
  }

  /** Keeps the places whose file exists and whose lines lie in it; paths come back normalised. */
  async check<T extends Place>(places: readonly T[]): Promise<CheckedPlaces<T>> {
    const valid: T[] = [];
    const notes: string[] = [];
    for (const place of places) {
      const path = this.#normal(place.path);
      const lines = path === undefined ? undefined : await this.#countLines(path);
      if (path === undefined || lines === undefined) {
        notes.push(`${place.path}:${place.line} was left out: there is no such file.`);
      } else if (place.line > lines) {
        notes.push(`${path}:${place.line} was left out: the file has ${lines} lines.`);
      } else {
        valid.push(withinFile({ ...place, path }, lines));
      }
    }
    return { valid: unique(valid), notes };
  }

  #normal(path: string): string | undefined {
    try {
      return normalizePath(path, this.#files.root);
    } catch {
      return undefined; // outside of the workspace: not citable
    }
  }

  async #countLines(path: string): Promise<number | undefined> {
    const known = this.#lines.get(path);
    if (known !== undefined) return known;
    const counting = this.#readLines(path);
    this.#lines.set(path, counting);
    return counting;
  }

  async #readLines(path: string): Promise<number | undefined> {
    try {
      const real = await this.#files.realPath(path);
      const stat = real === undefined ? undefined : await this.#files.stat(real);
      if (real === undefined || stat?.kind !== 'file') return undefined;
      if (stat.size > COUNTED_BYTES) return Number.POSITIVE_INFINITY;
      const bytes = await this.#files.read(real);
      let lines = 1;
      for (const byte of bytes) if (byte === 10) lines++;
      return bytes.at(-1) === 10 ? Math.max(1, lines - 1) : lines;
    } catch {
      return undefined; // gone between two looks
    }
  }
}

function withinFile<T extends Place>(place: T, lines: number): T {
  if (place.endLine === undefined) return place;
  const endLine = Math.min(Math.max(place.endLine, place.line), lines);
  return { ...place, endLine };
}

function unique<T extends Place>(places: readonly T[]): T[] {
  const seen = new Set<string>();
  return places.filter((place) => {
    const key = JSON.stringify(place);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

const PLACE = new RegExp(
  String.raw`(?<![\w/.:\])-])(${BRACKETED_PATH}|[\w@./-]*[\w-]\.\w+):(\d+)(?:[-–](\d+))?`,
  'g',
);

/** Places that a text names itself, as `path/to/file.ext:12` or `file.ext:12-20`. */
export function citationsInText(text: string): Citation[] {
  const found: Citation[] = [];
  for (const match of text.matchAll(PLACE)) {
    const [, path, line, endLine] = match;
    if (path === undefined || line === undefined || Number(line) < 1) continue;
    const citation = { path, line: Number(line) };
    found.push(endLine === undefined ? citation : { ...citation, endLine: Number(endLine) });
  }
  return found;
}
