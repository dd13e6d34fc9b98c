// The client of the code worker: starts it on first use, one file at a time, and starts it anew after a crash.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AbortedError, abortable, MemfunError, throwIfAborted } from '../core/index.js';
import type { Language } from './languages/index.js';
import { type WorkerAnswer, type WorkerRequest, workerAnswer } from './messages.js';
import type { Capture, ParsedFile } from './types.js';

const DEFAULT_TIMEOUT_MS = 10_000;
const READ_AS_TEXT =
  'Read the file as text instead: readFile(path) and search(pattern) do not parse.';

/** A file could not be parsed: the parser crashed, took too long, or refused the request. */
export class CodeParseError extends MemfunError {
  readonly code = 'code.parse';
  constructor(message: string, cause?: unknown, remedy = READ_AS_TEXT) {
    super(message, { remedy, cause });
  }
}

export interface CodeServiceOptions {
  /** Folder that holds `tree-sitter.wasm` and `grammars/`. */
  readonly assetsDir: string;
  /** The worker's bundle; by default `code-worker.cjs` in `assetsDir`. */
  readonly workerFile?: string;
  /** Milliseconds one file may take before its worker is ended. */
  readonly timeoutMs?: number;
}

export interface CodeService {
  /** @throws CodeParseError, AbortedError */
  parse(text: string, language: Language, signal?: AbortSignal): Promise<ParsedFile>;
  /** Captures of a tree-sitter query, or the top nodes without one. @throws CodeParseError, AbortedError */
  query(
    text: string,
    language: Language,
    query?: string,
    signal?: AbortSignal,
  ): Promise<readonly Capture[]>;
  /** Ends the worker; what still waits is aborted, and later calls are refused. */
  dispose(): Promise<void>;
}

/** A service whose worker starts with the first file. */
export function createCodeService(options: CodeServiceOptions): CodeService {
  const { assetsDir, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const file = options.workerFile ?? path.join(assetsDir, 'code-worker.cjs');
  const ended = new AbortController();
  let worker: Worker | undefined;
  let lastId = 0;
  let queue: Promise<unknown> = Promise.resolve();

  function started(): Worker {
    if (worker !== undefined) return worker;
    const fresh = new Worker(file, { workerData: { assetsDir } });
    fresh.unref();
    // Without a listener an idle worker's crash would take the whole process with it.
    const gone = (): void => {
      if (worker === fresh) worker = undefined;
    };
    fresh.on('error', gone);
    fresh.on('exit', gone);
    worker = fresh;
    return fresh;
  }

  async function stop(): Promise<void> {
    const running = worker;
    worker = undefined;
    await running?.terminate();
  }

  /** Requests go one by one, so that ending the worker for one file harms no other. */
  function ask(request: Omit<WorkerRequest, 'id'>, signal?: AbortSignal): Promise<WorkerAnswer> {
    const until = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
    throwIfAborted(until);
    const turn = queue.then(() => exchange({ ...request, id: ++lastId }, until));
    queue = turn.catch(() => undefined);
    return abortable(turn, until);
  }

  async function exchange(request: WorkerRequest, signal: AbortSignal): Promise<WorkerAnswer> {
    throwIfAborted(signal);
    const target = started();
    const done = new AbortController();
    try {
      return await new Promise<WorkerAnswer>((resolve, reject) => {
        const crashed = (cause: unknown): void =>
          reject(new CodeParseError('The parser crashed on this file.', cause));
        const late = setTimeout(() => {
          reject(new CodeParseError(`Parsing this file took longer than ${timeoutMs} ms.`));
        }, timeoutMs);
        const onMessage = (message: unknown): void => {
          const parsed = workerAnswer.safeParse(message);
          if (!parsed.success) crashed(parsed.error);
          else if (parsed.data.id === request.id) resolve(parsed.data);
        };
        const onAbort = (): void => reject(new AbortedError(undefined, signal.reason));
        target.on('message', onMessage);
        target.on('error', crashed);
        target.on('exit', crashed);
        signal.addEventListener('abort', onAbort);
        done.signal.addEventListener('abort', () => {
          clearTimeout(late);
          target.off('message', onMessage).off('error', crashed).off('exit', crashed);
          signal.removeEventListener('abort', onAbort);
        });
        target.postMessage(request);
      });
    } catch (error) {
      await stop();
      throw error;
    } finally {
      done.abort();
    }
  }

  return {
    async parse(text, { name }, signal) {
      const answer = await ask({ language: name, text, work: { kind: 'parse' } }, signal);
      if (answer.kind === 'parsed') return answer.file;
      throw refused(answer);
    },
    async query(text, { name }, query, signal) {
      const work = { kind: 'query' as const, ...(query === undefined ? {} : { query }) };
      const answer = await ask({ language: name, text, work }, signal);
      if (answer.kind === 'captured') return answer.captures;
      throw refused(answer);
    },
    async dispose() {
      ended.abort();
      await stop();
    },
  };
}

function refused(answer: WorkerAnswer): CodeParseError {
  return answer.kind === 'failed'
    ? new CodeParseError(answer.message, undefined, answer.remedy)
    : new CodeParseError('The parser answered something else than asked.');
}
