// Parses code in a worker, so that no host ever waits for a parser. A worker that crashes or hangs is replaced.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { Logger } from '../core/index.js';
import { abortable, MemfunError } from '../core/index.js';
import { languageOf } from './languages/index.js';
import type { Outline } from './parser.js';
import { outlineSchema } from './parser.js';
import { replySchema, type WorkerRequest } from './worker-protocol.js';

/** The text could not be parsed, or the query is wrong. */
export class ParseError extends MemfunError {
  readonly code = 'code.parse';
}

const captureSchema = z.object({
  name: z.string(),
  startLine: z.number(),
  endLine: z.number(),
  text: z.string(),
});
export type Capture = z.infer<typeof captureSchema>;

export interface CodeService {
  /** `undefined` for a language without a grammar. @throws ParseError, AbortedError */
  outline(path: string, text: string, signal: AbortSignal): Promise<Outline | undefined>;
  /** Syntax tree of some lines as an S-expression. */
  syntax(
    path: string,
    text: string,
    lines: { readonly startLine: number; readonly endLine: number },
    signal: AbortSignal,
  ): Promise<string | undefined>;
  query(
    path: string,
    text: string,
    query: string,
    signal: AbortSignal,
  ): Promise<readonly Capture[] | undefined>;
  close(): Promise<void>;
}

const PATIENCE_MS = 20_000;

export function createCodeService({
  assetsDir,
  logger,
}: {
  readonly assetsDir: string;
  readonly logger: Logger;
}): CodeService {
  let worker: Worker | undefined;
  let nextId = 1;
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();

  const drop = (reason: string): void => {
    const gone = worker;
    worker = undefined;
    void gone?.terminate();
    for (const { reject } of waiting.values())
      reject(
        new ParseError(`The parser stopped: ${reason}`, {
          remedy: 'Try again; the parser starts anew.',
        }),
      );
    waiting.clear();
  };

  const start = (): Worker => {
    const started = new Worker(path.join(assetsDir, 'code-worker.cjs'), {
      workerData: { assetsDir },
      env: {},
      execArgv: [],
    });
    started.unref();
    started.on('message', (raw: unknown) => {
      const reply = replySchema.parse(raw);
      const call = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.ok) call?.resolve(reply.value);
      else
        call?.reject(
          new ParseError(reply.message, {
            remedy: 'Check the query, or read the file as text instead.',
          }),
        );
    });
    started.on('error', (error) => {
      logger.warn('The parser worker failed.', { error: error.message });
      if (worker === started) drop(error.message);
    });
    return started;
  };

  const call = async (
    request: DistributiveOmit<WorkerRequest, 'id'>,
    signal: AbortSignal,
  ): Promise<unknown> => {
    worker ??= start();
    const id = nextId++;
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    answer.catch(() => undefined); // nobody waits any more after an abort
    worker.postMessage({ ...request, id });
    worker.ref();
    const timer = setTimeout(() => drop(`no answer within ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    try {
      return await abortable(answer, signal);
    } finally {
      clearTimeout(timer);
      waiting.delete(id);
      if (waiting.size === 0) worker?.unref();
    }
  };

  return {
    async outline(file, text, signal) {
      const language = languageOf(file);
      if (language === undefined) return undefined;
      return outlineSchema.parse(
        await call({ kind: 'outline', language: language.name, text }, signal),
      );
    },
    async syntax(file, text, lines, signal) {
      const language = languageOf(file);
      if (language === undefined) return undefined;
      return z
        .string()
        .parse(await call({ kind: 'syntax', language: language.name, text, ...lines }, signal));
    },
    async query(file, text, query, signal) {
      const language = languageOf(file);
      if (language === undefined) return undefined;
      return z
        .array(captureSchema)
        .parse(await call({ kind: 'query', language: language.name, text, query }, signal));
    },
    async close() {
      drop('closed');
    },
  };
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
