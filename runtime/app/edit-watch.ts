// What a person made of the files that a turn had changed: looked at once, before the next turn begins.
import { summarizeChange } from '../changes/index.js';
import {
  type Logger,
  type RunEvent,
  type RunEventOf,
  systemClock,
  toErrorInfo,
} from '../core/index.js';
import type { FileStore } from '../ports/index.js';

interface Written {
  readonly turnId: string;
  readonly sessionId: string;
  readonly text: string;
  /** Lines that the turn wrote, without those that every file has. */
  readonly lines: readonly string[];
}

const MOST_FILES = 50;
const MOST_CHARS = 400_000;
const DIFF_CHARS = 1_500;
const LINES_SHOWN = 20;
/** A line of fewer letters, such as a closing bracket, tells nothing. */
const TELLING_CHARS = 4;

export interface EditWatchOptions {
  /** Absent where nothing may be written: then nothing is watched. */
  readonly files: FileStore | undefined;
  readonly tell: (event: RunEventOf<'turn.edited'>, sessionId: string) => Promise<void>;
  readonly logger: Logger;
}

/** Within one window; what happens to the files after a reload is not known. */
export class EditWatch {
  readonly #options: EditWatchOptions;
  /** Files of running turns, by turn and path. */
  readonly #changing = new Map<string, Map<string, readonly string[]>>();
  readonly #written = new Map<string, Written>();
  #work: Promise<void> = Promise.resolve();

  constructor(options: EditWatchOptions) {
    this.#options = options;
  }

  /** Told of every event of a turn. Never throws. */
  take(event: RunEvent, sessionId: string): void {
    if (event.type === 'changes.applied') {
      const files = this.#changing.get(event.turnId) ?? new Map<string, readonly string[]>();
      for (const { path, diff } of event.files)
        files.set(path, [...(files.get(path) ?? []), ...linesOf(diff)]);
      this.#changing.set(event.turnId, files);
    }
    if (event.type === 'turn.ended') void this.#queue(() => this.#keep(event.turnId, sessionId));
    if (event.type === 'turns.withdrawn')
      void this.#queue(async () => {
        for (const [path, { turnId }] of this.#written)
          if (event.turnIds.includes(turnId)) this.#written.delete(path);
      });
  }

  /** Tells of each turn since the last look whose lines were rewritten. A file that cannot be read is left out. */
  look(): Promise<void> {
    return this.#queue(async () => {
      const written = [...this.#written];
      this.#written.clear();
      for (const turnId of new Set(written.map(([, one]) => one.turnId)))
        await this.#judge(written.filter(([, one]) => one.turnId === turnId));
    });
  }

  /** Until everything so far is seen. */
  settled(): Promise<void> {
    return this.#work;
  }

  async #judge(written: readonly (readonly [string, Written])[]): Promise<void> {
    let [lines, of, diff] = [0, 0, ''];
    for (const [path, { text, lines: own }] of written) {
      // Another turn is changing it now.
      if ([...this.#changing.values()].some((files) => files.has(path))) continue;
      const now = await this.#read(path);
      if (now === undefined || now === text) continue;
      const there = linesIn(now);
      const gone = own.filter((line) => !there.has(line)).length;
      // Nothing of it is left: another branch, or taken back elsewhere. That is no edit.
      if (gone === 0 || gone === own.length) continue;
      lines += gone;
      of += own.length;
      const encode = (content: string) => new TextEncoder().encode(content);
      const step = { path, before: encode(text), after: encode(now) };
      diff += `${path}\n${summarizeChange(step, LINES_SHOWN).diff}\n`;
    }
    const [, first] = written[0] ?? [];
    if (first === undefined || lines === 0) return;
    const { turnId, sessionId } = first;
    const at = systemClock.now();
    await this.#options.tell(
      { type: 'turn.edited', at, turnId, lines, of, diff: diff.slice(0, DIFF_CHARS) },
      sessionId,
    );
  }

  async #keep(turnId: string, sessionId: string): Promise<void> {
    const files = this.#changing.get(turnId);
    this.#changing.delete(turnId);
    for (const [path, lines] of files ?? []) {
      const text = await this.#read(path);
      this.#written.delete(path);
      if (text === undefined || this.#written.size >= MOST_FILES) continue;
      // What the turn itself wrote over later is no line of it any more.
      const there = linesIn(text);
      const own = lines.filter((line) => there.has(line));
      if (own.length > 0) this.#written.set(path, { turnId, sessionId, text, lines: own });
    }
  }

  async #read(path: string): Promise<string | undefined> {
    const data = await this.#options.files?.read(path).catch(() => undefined);
    return data === undefined || data.length > MOST_CHARS
      ? undefined
      : new TextDecoder().decode(data);
  }

  #queue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((thrown: unknown) => {
      this.#options.logger.warn('what became of changes could not be seen', {
        ...toErrorInfo(thrown),
      });
    });
    return this.#work;
  }
}

function linesIn(text: string): ReadonlySet<string> {
  return new Set(text.split(/\r?\n/));
}

function linesOf(diff: string): readonly string[] {
  return diff
    .split('\n')
    .filter((line) => line.startsWith('+') && !line.endsWith('…'))
    .map((line) => line.slice(1))
    .filter((line) => line.trim().length >= TELLING_CHARS);
}
