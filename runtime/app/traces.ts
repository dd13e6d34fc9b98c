// Traces as the hosts use them: kept with every turn, listed, exported, imported, and gone through again.

import manifest from '../../package.json' with { type: 'json' };
import type { Config } from '../config/index.js';
import type { EmitEvent, VariableInfo } from '../core/index.js';
import type { EngineName, SandboxAdapter, SandboxOptions } from '../ports/index.js';
import type { LoopResume } from '../rlm/index.js';
import { sqliteImage } from '../tiers/index.js';
import {
  type ReplayPoint,
  replayPoint,
  stepDetail,
  TraceExportError,
  type TraceRecord,
  TraceReplayError,
  type TraceStore,
  toOtlp,
  traceTables,
} from '../traces/index.js';
import { createSafeFetch } from '../web/index.js';
import { type ChosenSandbox, chooseSandbox } from './choose-sandbox.js';
import type { MemfunParts } from './parts.js';
import type { MemfunEnvironment, TraceAccess } from './types.js';

const VERSION: string = manifest.version;
/** Milliseconds until a collector must have answered. */
const SEND_MS = 30_000;

interface TraceDeps {
  readonly sandboxes: readonly SandboxAdapter[];
  readonly config: () => Pick<Config, 'sandbox' | 'cellTimeoutMs'>;
}

/** Absent where no traces are kept. */
export function traceAccess(
  { traces: store, sandboxes }: Pick<MemfunParts, 'traces' | 'sandboxes'>,
  config: TraceDeps['config'],
  { assetsDir }: Pick<MemfunEnvironment, 'assetsDir'>,
): TraceAccess | undefined {
  if (store === undefined) return undefined;
  return {
    find: (query) => store.find(query),
    digest: (turnIds, signal) => store.digest(turnIds, signal),
    get: (turnId) => store.get(turnId),
    isRunning: (turnId) => store.isRunning(turnId),
    remove: (turnId) => store.remove(turnId),
    removeOf: (sessionId) => store.removeOf(sessionId),
    add: (record) => store.add(record),
    toOtlp: (records) => toOtlp(records, VERSION),
    toSqlite: (records) => sqliteImage(assetsDir, traceTables(records)),
    send: (records, endpoint, signal) =>
      sendTraces(JSON.stringify(toOtlp(records, VERSION)), endpoint, signal),
    replay: async (turnId, stepId) =>
      replay({ sandboxes, config }, await store.get(turnId), stepId),
  };
}

/** What a turn tells its trace; nothing where none is kept. */
export function traceOf(
  store: TraceStore | undefined,
  { traces }: Pick<Config, 'traces'>,
  sessionId: string,
): { readonly take: EmitEvent; settled(): Promise<void> } | undefined {
  return traces.enabled ? store?.record(sessionId) : undefined;
}

/**
 * From where a turn is to go on.
 * @throws TraceMissingError, TraceReplayError
 */
export async function resumeOf(
  store: TraceStore | undefined,
  {
    turnId,
    stepId,
    code,
  }: { readonly turnId: string; readonly stepId: string; readonly code: string },
): Promise<LoopResume> {
  if (store === undefined) throw new TraceReplayError('no traces are kept here.');
  const { isRoot, record, set, past, index } = replayPoint(await store.get(turnId), stepId);
  if (!isRoot)
    throw new TraceReplayError('it is a step of a child, which its parent would have to start.');
  return { record, set, past, index, code };
}

/** The chosen sandbox for new sessions; earlier ones are rebuilt in theirs. */
export function sandboxOf(
  chosen: () => Promise<ChosenSandbox>,
  sandboxes: readonly SandboxAdapter[],
): Pick<SandboxAdapter, 'open' | 'replay'> {
  return {
    open: async (wanted, signal) => (await chosen()).adapter.open(wanted, signal),
    replay: async (record, wanted, signal) =>
      (await replayIn(sandboxes, record.engine)).replay(record, wanted, signal),
  };
}

/** The engine that ran it then, where it can run here. @throws SandboxUnavailableError */
async function replayIn(
  sandboxes: readonly SandboxAdapter[],
  engine: EngineName,
): Promise<SandboxAdapter> {
  const same = await chooseSandbox(sandboxes, engine).catch(() => undefined);
  return (same ?? (await chooseSandbox(sandboxes, undefined))).adapter;
}

/** Rebuilds the REPL after a step from the record alone, and compares what is there with what was there then. */
async function replay(
  { sandboxes, config }: TraceDeps,
  trace: TraceRecord,
  stepId: string,
): ReturnType<TraceAccess['replay']> {
  const point = replayPoint(trace, stepId);
  const { record, set, index, stepId: id } = point;
  const { after, cell } = stepDetail(trace, id);
  const cells = cell?.cell === undefined ? record.cells : [...record.cells, cell.cell];
  const adapter = await replayIn(sandboxes, record.engine);
  const { sandbox: limits, cellTimeoutMs } = config();
  const sandbox = await adapter.replay(
    { ...record, cells },
    optionsOf(point, limits.memoryMb, cellTimeoutMs),
  );
  try {
    if (cell?.cell === undefined)
      for (const [name, value] of Object.entries(set)) await sandbox.set(name, value);
    const variables = await sandbox.variables();
    const differing = after.filter((was) => !isSame(was, variables)).map(({ name }) => name);
    return { index, engine: sandbox.engine, variables, differing };
  } finally {
    await sandbox.close();
  }
}

function isSame(was: VariableInfo, now: readonly VariableInfo[]): boolean {
  return now.some(
    ({ name, type, size, preview }) =>
      name === was.name && type === was.type && size === was.size && preview === was.preview,
  );
}

/** Nothing can be called: a replay answers from the record. */
function optionsOf(
  { record }: ReplayPoint,
  memoryMb: number,
  cellTimeoutMs: number,
): SandboxOptions {
  return {
    hostFunctions: record.hostFunctions,
    onHostCall: async (name) => ({
      ok: false,
      error: { name: 'ReplayError', code: 'trace.replay', message: `${name} is not called again.` },
    }),
    memoryMb,
    cellTimeoutMs,
    outputLimit: 100_000,
    seed: record.seed,
    startTime: record.startTime,
  };
}

/** Whoever names a collector has chosen its host in person; it may also stand on this machine. No redirects. */
async function sendTraces(text: string, endpoint: string, signal: AbortSignal): Promise<void> {
  const url = collectorUrl(endpoint);
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const fetch = createSafeFetch({ exempt: (to) => to.host === host && to.port === port });
  const { status, body } = await fetch({
    url: url.href,
    signal,
    body: { type: 'application/json', text },
    redirects: 'none',
    timeoutMs: SEND_MS,
  });
  if (status < 200 || status > 299)
    throw new TraceExportError(
      url.href,
      `${status} ${new TextDecoder().decode(body).slice(0, 200)}`,
    );
}

/** The address itself where it has a path, else the usual one of OTLP/HTTP. */
function collectorUrl(endpoint: string): URL {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    throw new TraceExportError(endpoint, 'it is no address.');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TraceExportError(endpoint, 'only http and https addresses can be sent to.');
  return url.pathname === '/' ? new URL('/v1/traces', url) : url;
}
