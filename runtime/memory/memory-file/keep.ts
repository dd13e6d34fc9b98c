// Keeps MEMORY.md and memory together while a window is open: after each change of one or the other.
import {
  MEMORY_FILE,
  type MemoryFileOptions,
  type MemoryFileResult,
  syncMemoryFile,
} from './sync.js';

const DELAY_MS = 300;
const POLL_MS = 2_000;

export interface KeptMemoryFile {
  /** Resolves when every change so far, of the file and of memory, is in both. */
  settled(): Promise<MemoryFileResult>;
  /** What came of the last time. */
  last(): MemoryFileResult;
  dispose(): void;
}

export interface KeepOptions extends MemoryFileOptions {
  /** Milliseconds that changes are gathered before the file is written. Default 300. */
  readonly delayMs?: number;
  /** Milliseconds between two looks at the file. Default 2,000. */
  readonly pollMs?: number;
}

/** Reads the file at once, then follows both until it is disposed of. */
export function keepMemoryFile(options: KeepOptions): KeptMemoryFile {
  const { workspace, memory, trusted, delayMs = DELAY_MS, pollMs = POLL_MS } = options;
  let timer: NodeJS.Timeout | undefined;
  let last: MemoryFileResult = { state: 'nothing', notes: [] };
  let work: Promise<MemoryFileResult> = Promise.resolve(last);
  let mark: string | undefined;

  const sync = (): Promise<MemoryFileResult> => {
    clearTimeout(timer);
    timer = undefined;
    work = work.then(async () => {
      // As it was before it is read: what is written later is looked at again.
      mark = await look();
      last = await syncMemoryFile(options);
      return last;
    });
    return work;
  };
  const soon = (): void => {
    timer ??= setTimeout(() => void sync(), delayMs);
  };
  const look = async (): Promise<string> => {
    const stat = await workspace.stat(MEMORY_FILE).catch(() => undefined);
    return stat === undefined ? '' : `${stat.mtime} ${stat.size}`;
  };
  const poll = setInterval(() => {
    void look().then((now) => {
      if (mark !== undefined && now !== mark) soon();
    });
  }, pollMs);
  poll.unref();
  if (!trusted) clearInterval(poll);
  const subscription = memory.onChange(soon);
  soon();
  return {
    settled: () => sync(),
    last: () => last,
    dispose: () => {
      subscription.dispose();
      clearTimeout(timer);
      clearInterval(poll);
    },
  };
}
