// Asking a server for embeddings: sent again when it is busy or away, with growing pauses; stopped by its signal.
import * as z from 'zod';
import { abortable, isAbort, sleep, throwIfAborted } from '../../core/index.js';
import { EmbeddingError } from './errors.js';

export interface ServerOptions {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly model: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** First pause in milliseconds, doubled after each failure. Default 250. */
  readonly firstPauseMs?: number;
  /** Where requests go; for hosts with their own way out. Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch;
  /** Random number in [0, 1), for the length of pauses. */
  readonly random?: () => number;
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const BUSY = new Set([408, 425, 429, 500, 502, 503, 504]);
const MAX_BODY_SHOWN = 200;

class Busy extends Error {
  constructor(
    message: string,
    readonly waitMs: number | undefined,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/**
 * What the server answers, checked.
 * @throws EmbeddingError when it does not answer after four attempts, refuses, or answers something else; AbortedError
 */
export async function postJson<T>(
  path: string,
  body: unknown,
  schema: z.ZodType<T>,
  options: ServerOptions,
  signal: AbortSignal,
): Promise<T> {
  const url = `${options.baseUrl}${path}`;
  const { firstPauseMs = FIRST_PAUSE_MS, random = Math.random } = options;
  for (let attempt = 1; ; attempt++) {
    throwIfAborted(signal);
    try {
      return await once(url, body, schema, options, signal);
    } catch (error) {
      throwIfAborted(signal);
      if (!(error instanceof Busy)) throw error;
      if (attempt === ATTEMPTS) throw unreachable(url, error);
      const pause = Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** (attempt - 1));
      const asked = Math.min(LONGEST_PAUSE_MS, error.waitMs ?? 0);
      await sleep(Math.max(asked, pause * (0.5 + random() / 2)), signal);
    }
  }
}

async function once<T>(
  url: string,
  body: unknown,
  schema: z.ZodType<T>,
  { headers = {}, fetch = globalThis.fetch }: ServerOptions,
  signal: AbortSignal,
): Promise<T> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal,
    });
    text = await abortable(response.text(), signal);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Busy('no connection', undefined, error);
  }
  if (BUSY.has(response.status)) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new Busy(`status ${response.status}`, Number.isNaN(seconds) ? undefined : seconds * 1000);
  }
  if (!response.ok) throw refused(url, response.status, text);
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new EmbeddingError(url, 'the answer is not in the expected form', {
      remedy: 'Check the address of the embedding server in the settings.',
      cause: parsed.error,
    });
  }
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable(url: string, cause: Busy): EmbeddingError {
  return new EmbeddingError(url, `no answer after ${ATTEMPTS} attempts (${cause.message})`, {
    remedy: 'Start the embedding server, or choose the built-in embeddings in the settings.',
    cause,
  });
}

function refused(url: string, status: number, text: string): EmbeddingError {
  const remedies: Readonly<Record<number, string>> = {
    401: 'Check the key of the embedding server in Memfun: Set Up.',
    403: 'Check the key of the embedding server in Memfun: Set Up.',
    404: 'Check the address and the model of the embedding server in the settings; an Ollama model must be pulled first.',
  };
  return new EmbeddingError(url, `status ${status}: ${text.slice(0, MAX_BODY_SHOWN)}`, {
    remedy:
      remedies[status] ??
      'Check the address and the model of the embedding server in the settings.',
  });
}
