// Commands that go on while others work: dev servers and watchers, kept until they are stopped or the window closes.
import * as z from 'zod';
import { type IdMaker, type Logger, sleep, throwIfAborted, toErrorInfo } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { CommandNotStartedError, NoSuchCommandError, TooManyCommandsError } from './errors.js';
import { endUnguarded, guardGroup } from './guardian.js';
import { isRunning } from './is-running.js';
import { OutputBuffer } from './output-buffer.js';
import { endTree } from './process-tree.js';
import { type SpawnedShell, spawnShell } from './spawn-shell.js';

/** Running at the same time. */
const MOST = 8;
/** Ended ones whose output can still be read. */
const KEPT_ENDED = 8;

export interface BackgroundCommand {
  /** Short, for people to type: `bg1`. */
  readonly id: string;
  readonly command: string;
  readonly state: 'running' | 'ended';
  /** `null`: ended by a signal; absent while it runs. */
  readonly exitCode?: number | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

export interface BackgroundOutput extends BackgroundCommand {
  /** Both streams from the given character on, without terminal codes. */
  readonly output: string;
  /** Where the next look begins. */
  readonly next: number;
}

interface Kept {
  readonly id: string;
  readonly command: string;
  readonly startedAt: number;
  readonly shell: SpawnedShell;
  readonly buffer: OutputBuffer;
  exitCode: number | null | undefined;
}

export interface BackgroundOptions {
  /** Where is noted what runs, so that a window that was killed leaves nothing behind for good. */
  readonly files: FileStore;
  readonly ids: IdMaker;
  readonly logger: Logger;
  readonly now: () => number;
}

const noteSchema = z.object({
  owner: z.number().int().positive(),
  running: z.array(z.object({ pid: z.number().int().positive(), mark: z.string().min(1) })),
});
const DIR = 'background';

export class BackgroundCommands {
  readonly #options: BackgroundOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #note: string;
  #noted: Promise<void> = Promise.resolve();
  #count = 0;

  private constructor(options: BackgroundOptions) {
    this.#options = options;
    this.#note = `${DIR}/${options.ids.next('window')}.json`;
  }

  /** Ends first what windows have left behind that are no more. */
  static async open(options: BackgroundOptions): Promise<BackgroundCommands> {
    // Not waited for: on Windows it takes seconds to learn what runs.
    void endUnguarded();
    await endLeftBehind(options);
    return new BackgroundCommands(options);
  }

  /**
   * Starts a command and waits a moment: what fails at once is known at once.
   * @param settleMs how long to wait for its first output, in milliseconds
   * @throws CommandNotStartedError, TooManyCommandsError, AbortedError (then it is ended)
   */
  async start(
    command: string,
    { cwd, settleMs, signal }: { cwd: string; settleMs: number; signal: AbortSignal },
  ): Promise<BackgroundOutput> {
    throwIfAborted(signal);
    if (this.running().length >= MOST) throw new TooManyCommandsError(MOST);
    const shell = spawnShell(command, cwd, process.env);
    const kept: Kept = {
      id: `bg${++this.#count}`,
      command,
      startedAt: this.#options.now(),
      shell,
      buffer: new OutputBuffer(),
      exitCode: undefined,
    };
    await started(shell);
    this.#keep(kept);
    try {
      await this.#settle(kept, settleMs, signal);
    } catch (thrown) {
      await this.stop(kept.id);
      throw thrown;
    }
    return this.read(kept.id);
  }

  list(): readonly BackgroundCommand[] {
    return [...this.#kept.values()].map(describe);
  }

  running(): readonly BackgroundCommand[] {
    return this.list().filter(({ state }) => state === 'running');
  }

  /** @throws NoSuchCommandError */
  read(id: string, from = 0): BackgroundOutput {
    const kept = this.#find(id);
    const { output } = kept.buffer.look();
    return { ...describe(kept), output: output.slice(from), next: output.length };
  }

  /** Ends it with everything that it has started. @throws NoSuchCommandError */
  async stop(id: string): Promise<BackgroundCommand> {
    const kept = this.#find(id);
    const { pid } = kept.shell.child;
    if (kept.exitCode === undefined && pid !== undefined) {
      await endTree(pid, kept.shell.mark);
      kept.exitCode ??= null;
      await this.#writeNote();
    }
    return describe(kept);
  }

  /** Ends all. */
  async close(): Promise<void> {
    await Promise.allSettled(this.running().map(({ id }) => this.stop(id)));
    await this.#noted;
  }

  #keep(kept: Kept): void {
    this.#kept.set(kept.id, kept);
    const { child, mark } = kept.shell;
    const unguard = guardGroup(child.pid);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => kept.buffer.add(chunk));
    child.once('exit', (code) => {
      kept.exitCode = code;
      // What it left running would go on unseen.
      if (child.pid !== undefined) void endTree(child.pid, mark).finally(unguard);
      void this.#writeNote();
    });
    const ended = [...this.#kept.values()].filter(({ exitCode }) => exitCode !== undefined);
    for (const { id } of ended.slice(0, -KEPT_ENDED)) this.#kept.delete(id);
    void this.#writeNote();
  }

  /** Until it has printed something and fallen silent, has ended, or the time is over. */
  async #settle(kept: Kept, settleMs: number, signal: AbortSignal): Promise<void> {
    const until = performance.now() + settleMs;
    let seen = 0;
    while (performance.now() < until && kept.exitCode === undefined) {
      await sleep(Math.min(400, settleMs), signal);
      const { outputChars } = kept.buffer.look();
      if (outputChars > 0 && outputChars === seen) return;
      seen = outputChars;
    }
  }

  #find(id: string): Kept {
    const kept = this.#kept.get(id);
    if (kept === undefined) throw new NoSuchCommandError(id, [...this.#kept.keys()]);
    return kept;
  }

  #writeNote(): Promise<void> {
    const { files, logger } = this.#options;
    this.#noted = this.#noted.then(async () => {
      const running = [...this.#kept.values()].flatMap(({ exitCode, shell: { child, mark } }) =>
        exitCode === undefined && child.pid !== undefined ? [{ pid: child.pid, mark }] : [],
      );
      try {
        if (running.length === 0) await files.remove(this.#note);
        else {
          const note = JSON.stringify({ owner: process.pid, running });
          await files.write(this.#note, new TextEncoder().encode(note));
        }
      } catch (error) {
        logger.warn('What runs in the background could not be noted.', {
          error: toErrorInfo(error),
        });
      }
    });
    return this.#noted;
  }
}

function describe({ id, command, startedAt, exitCode }: Kept): BackgroundCommand {
  return {
    id,
    command,
    startedAt,
    state: exitCode === undefined ? 'running' : 'ended',
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}

/** @throws CommandNotStartedError */
function started({ child, shell }: SpawnedShell): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new CommandNotStartedError(shell, error)));
  });
}

async function endLeftBehind({ files, logger }: BackgroundOptions): Promise<void> {
  for (const { name } of await files.list(DIR).catch(() => [])) {
    const path = `${DIR}/${name}`;
    try {
      const text = new TextDecoder().decode(await files.read(path));
      const { owner, running } = noteSchema.parse(JSON.parse(text));
      if (isRunning(owner)) continue;
      for (const { pid, mark } of running) await endTree(pid, mark, { onlyMarked: true });
      await files.remove(path);
    } catch (error) {
      logger.warn('A note of commands in the background cannot be read.', {
        path,
        error: toErrorInfo(error),
      });
      await files.remove(path).catch(() => undefined);
    }
  }
}
