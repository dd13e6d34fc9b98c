// Turns whatever a provider package throws or streams into one of our model errors.
import * as z from 'zod';
import type { ModelFacts } from './errors.js';
import {
  ContextOverflowError,
  ModelAuthError,
  ModelContentFilterError,
  ModelError,
  ModelNotFoundError,
  ModelOverloadedError,
  ModelQuotaError,
  ModelRateLimitError,
  ModelRequestError,
  ModelStreamDroppedError,
  ModelUnreachableError,
} from './errors.js';

/** What an error tells, whichever package it comes from. */
interface Evidence {
  readonly status: number | undefined;
  /** Message, body and type, for looking into. */
  readonly text: string;
  /** The provider's own sentence, for people. */
  readonly detail: string;
  readonly url: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** Error code of the network, e.g. `ECONNREFUSED`. */
  readonly network: string | undefined;
}

export interface CallPhase {
  /** Whether the provider had begun to answer. */
  readonly answering: boolean;
  readonly contextWindow: number;
  readonly inputTokens: number;
}

const thrownSchema = z.object({
  message: z.string().optional(),
  name: z.string().optional(),
  type: z.string().optional(),
  code: z.unknown().optional(),
  statusCode: z.number().optional(),
  responseHeaders: z.record(z.string(), z.string()).optional(),
  responseBody: z.string().optional(),
  url: z.string().optional(),
  cause: z.unknown().optional(),
});

const OVERFLOW =
  /prompt is too long|context[ _-]?(length|window|size)|maximum context|too many (input )?tokens|input length.*exceed|exceeds? the (available )?context/i;
const QUOTA = /insufficient_quota|exceeded your current quota|credit balance|billing/i;
const FILTER = /content[ _-]?(filter|policy|management)|responsibleai/i;
const NO_MODEL = /model.{0,80}(not found|does not exist|not_found)|unknown model|no such model/i;
const NETWORK =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET|EPIPE|UND_ERR_\w+|CERT_\w+|SELF_SIGNED\w*|UNABLE_TO_\w+/;
/** Network errors that a second attempt a moment later may get over. */
const TRANSIENT = /ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|UND_ERR_(SOCKET|CONNECT_TIMEOUT)/;

/** @returns the matching `ModelError`; an error that already is one stays as it is. */
export function toModelError(thrown: unknown, model: ModelFacts, phase: CallPhase): ModelError {
  if (thrown instanceof ModelError) return thrown;
  const seen = evidence(thrown);
  return (
    byText(seen, model, phase, thrown) ??
    byStatus(seen, model, thrown) ??
    byNetwork(seen, model, phase, thrown) ??
    new ModelRequestError(model, seen.status, seen.detail, thrown)
  );
}

function byText(
  seen: Evidence,
  model: ModelFacts,
  phase: CallPhase,
  cause: unknown,
): ModelError | undefined {
  const { status, text } = seen;
  const refused = status === undefined || (status >= 400 && status < 500);
  if (!refused) return undefined;
  if (OVERFLOW.test(text) || status === 413) {
    return new ContextOverflowError(model.id, phase.inputTokens, phase.contextWindow, cause);
  }
  if (QUOTA.test(text)) return new ModelQuotaError(model, seen.detail, cause);
  if (FILTER.test(text)) return new ModelContentFilterError(model, cause);
  if (NO_MODEL.test(text)) return new ModelNotFoundError(model, '', cause);
  return undefined;
}

function byStatus(seen: Evidence, model: ModelFacts, cause: unknown): ModelError | undefined {
  const status = seen.status ?? statusOfType(seen.text);
  if (status === undefined) return undefined;
  if (status === 401 || status === 403) {
    return new ModelAuthError(model, status, seen.detail, cause);
  }
  if (status === 404) return new ModelNotFoundError(model, seen.detail, cause);
  if (status === 429) return new ModelRateLimitError(model, seen.retryAfterMs, cause);
  if (status === 408 || status >= 500) {
    return new ModelOverloadedError(model, status, seen.retryAfterMs, cause);
  }
  return undefined;
}

/** Errors inside a stream carry a type instead of a status. */
function statusOfType(text: string): number | undefined {
  if (/overloaded|server_error|api_error|internal error|unavailable/i.test(text)) return 529;
  if (/rate[ _]limit/i.test(text)) return 429;
  if (/authentication_error|invalid.{0,10}api.?key/i.test(text)) return 401;
  if (/permission_error/i.test(text)) return 403;
  return undefined;
}

function byNetwork(
  seen: Evidence,
  model: ModelFacts,
  phase: CallPhase,
  cause: unknown,
): ModelError | undefined {
  const brokenOff = phase.answering && (seen.network !== undefined || DROPPED.test(seen.text));
  // What fetch says when a response breaks off after its headers.
  if (brokenOff || /\bterminated\b/i.test(seen.text)) {
    return new ModelStreamDroppedError(model, cause);
  }
  if (seen.network === undefined && !/cannot connect|fetch failed/i.test(seen.text)) {
    return undefined;
  }
  const address = model.baseUrl ?? (seen.url === undefined ? model.provider : originOf(seen.url));
  return new ModelUnreachableError(model, address, TRANSIENT.test(seen.network ?? ''), cause);
}

const DROPPED =
  /terminated|aborted|premature|without a finish|socket|other side closed|unexpected end|JSON parsing failed/i;

function evidence(thrown: unknown): Evidence {
  if (typeof thrown === 'string') return { ...NOTHING, text: thrown, detail: thrown };
  const texts: string[] = [];
  let first: z.infer<typeof thrownSchema> | undefined;
  let status: number | undefined;
  let headers: Readonly<Record<string, string>> = {};
  let cause: unknown = thrown;
  for (let depth = 0; depth < 6 && cause !== undefined && cause !== null; depth++) {
    const read = thrownSchema.safeParse(withMessage(cause));
    if (!read.success) break;
    const error = read.data;
    first ??= error;
    status ??= error.statusCode;
    headers = { ...error.responseHeaders, ...headers };
    texts.push(...[error.message, error.type, error.responseBody].filter((t) => t !== undefined));
    if (typeof error.code === 'string') texts.push(error.code);
    cause = error.cause;
  }
  const text = texts.join('\n');
  return {
    status,
    text,
    detail: first?.message ?? 'no reason given',
    url: first?.url,
    retryAfterMs: retryAfter(headers),
    network: NETWORK.exec(text)?.[0],
  };
}

const NOTHING: Evidence = {
  status: undefined,
  text: '',
  detail: '',
  url: undefined,
  retryAfterMs: undefined,
  network: undefined,
};

/** Properties of an error, of which `message` and `cause` are not enumerable. */
function withMessage(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const { message, name, cause } = thrown;
  return Object.assign({}, thrown, { message, name, cause });
}

/** `retry-after-ms`, or `Retry-After` as seconds or as a date. */
function retryAfter(headers: Readonly<Record<string, string>>): number | undefined {
  const ms = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (Number.isFinite(ms)) return ms;
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
