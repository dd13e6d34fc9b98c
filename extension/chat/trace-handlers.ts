// What the host does for the traces view: runs, spans, steps, comparisons, exports, and going through a run again.
import type { RunTurnOptions, TraceAccess } from '../../runtime/app/index.js';
import {
  type Json,
  MemfunError,
  systemClock,
  type TurnRequest,
  toErrorInfo,
} from '../../runtime/core/index.js';
import {
  compareRuns,
  foldSpans,
  type ModelDetail,
  modelsOf,
  replayPoint,
  runsOfWeek,
  type Span,
  type StepDetail,
  stepDetail,
  summarize,
  TraceMissingError,
  type TraceRecord,
  toJsonl,
  tokensOf,
  weekOf,
  weeksBegin,
} from '../../runtime/traces/index.js';
import type { TraceModel, TraceRun, TraceSpan, TraceStep } from '../bridge/index.js';
import type { BridgeHandlers } from './bridge-server.js';

export type TraceRequestName = Extract<keyof BridgeHandlers, `trace.${string}`>;

export interface TraceHandlerOptions {
  readonly traces: () => Promise<TraceAccess | undefined>;
  readonly rerun: (
    request: TurnRequest,
    resume: NonNullable<RunTurnOptions['resume']>,
  ) => Promise<void>;
  /** Writes a file that the user chooses. @returns its name; nothing when the user changed their mind */
  readonly save: (name: string, text: string) => Promise<string | undefined>;
  /** @returns the address of a collector; nothing when the user changed their mind */
  readonly askCollector: (runs: number) => Promise<string | undefined>;
}

/** Characters of an argument or a result that the page is shown. */
const VALUE_CHARS = 4000;
const LABEL_CHARS = 200;
/** Newest runs that a digest looks at when nothing ran in the last week. */
const DIGEST_RUNS = 50;
/** Dearest first. */
const DIGEST_FINDINGS = 100;

class NoTracesError extends MemfunError {
  readonly code = 'trace.off';
  constructor() {
    super('No traces are kept here.', { remedy: 'Reload the window.' });
  }
}

export function traceHandlers(
  options: TraceHandlerOptions,
): Pick<BridgeHandlers, TraceRequestName> {
  const done = {};
  const open = async (): Promise<TraceAccess> => {
    const traces = await options.traces();
    if (traces === undefined) throw new NoTracesError();
    return traces;
  };
  const runOf = (traces: TraceAccess, record: TraceRecord): TraceRun =>
    summarize(record, traces.isRunning(record.turnId));

  return {
    'trace.list': async ({ query, limit }) => {
      const { runs, total } = await (await open()).find({ text: query, limit });
      return { runs: [...runs], total };
    },
    'trace.digest': async (_input, signal) => {
      const traces = await open();
      const now = systemClock.now();
      const { runs } = await traces.find({ sinceMs: weeksBegin(now) });
      const ofWeek = runsOfWeek(runs, now);
      const shown = ofWeek.length > 0 ? ofWeek : (await traces.find({ limit: DIGEST_RUNS })).runs;
      const { findings, causes, models, agents, skills, signatures, tools, ...counts } =
        await traces.digest(
          shown.map(({ turnId }) => turnId),
          signal,
        );
      const { days, ...weeks } = weekOf(runs, now);
      return {
        ...counts,
        ofWeek: ofWeek.length > 0,
        week: { ...weeks, days: [...days] },
        findings: findings
          .slice(0, DIGEST_FINDINGS)
          .map(({ spans, ...finding }) => ({ ...finding, spans: [...spans] })),
        causes: causes.map(({ spans, ...cause }) => ({ ...cause, spans: [...spans] })),
        models: [...models],
        agents: [...agents],
        skills: [...skills],
        signatures: [...signatures],
        tools: [...tools],
      };
    },
    'trace.get': async ({ turnId }) => {
      const traces = await open();
      const record = await traces.get(turnId);
      const spans = foldSpans(record, { running: traces.isRunning(turnId) });
      return { run: runOf(traces, record), spans: spans.map(spanRow), dropped: record.dropped };
    },
    'trace.span': async ({ turnId, spanId }) => {
      const record = await (await open()).get(turnId);
      const span = foldSpans(record).find(({ id }) => id === spanId);
      if (span === undefined) throw new TraceMissingError(`${turnId}, span ${spanId}`);
      const stepId = stepOf(span);
      const [model] =
        span.kind === 'model' ? modelsOf(record.events, ({ callId }) => callId === spanId) : [];
      return {
        attributes: span.attributes,
        events: span.events.map(({ name, atMs, attributes }) => ({
          name,
          atMs,
          text: Object.values(attributes).flat().join(' · '),
        })),
        ...(stepId === undefined ? {} : { step: stepRow(record, stepId) }),
        ...(model === undefined ? {} : { model: modelRow(model) }),
      };
    },
    'trace.compare': async ({ left, right }) => {
      const traces = await open();
      const [a, b] = [await traces.get(left), await traces.get(right)];
      return {
        left: runOf(traces, a),
        right: runOf(traces, b),
        steps: compareRuns(a, b).map(({ index, left: one, right: other }) => ({
          index,
          ...(one === undefined ? {} : { left: { ...one, calls: [...one.calls] } }),
          ...(other === undefined ? {} : { right: { ...other, calls: [...other.calls] } }),
        })),
      };
    },
    'trace.export': async ({ turnIds, to }, signal) => {
      const traces = await open();
      const records: TraceRecord[] = [];
      for (const turnId of turnIds) records.push(await traces.get(turnId));
      const place =
        to === 'collector'
          ? await send(traces, records, options, signal)
          : await options.save(
              `memfun-traces.${to === 'jsonl' ? 'jsonl' : 'otlp.json'}`,
              to === 'jsonl'
                ? records.map(toJsonl).join('')
                : `${JSON.stringify(traces.toOtlp(records))}\n`,
            );
      return place === undefined ? {} : { place };
    },
    'trace.remove': async ({ turnId }) => {
      await (await open()).remove(turnId);
      return done;
    },
    'trace.rerun': async ({ turnId, stepId, code }) => {
      const { request } = replayPoint(await (await open()).get(turnId), stepId);
      await options.rerun(request, { turnId, stepId, code });
      return done;
    },
  };
}

async function send(
  traces: TraceAccess,
  records: readonly TraceRecord[],
  { askCollector }: TraceHandlerOptions,
  signal: AbortSignal,
): Promise<string | undefined> {
  const address = await askCollector(records.length);
  if (address !== undefined) await traces.send(records, address, signal);
  return address;
}

function spanRow(span: Span): TraceSpan {
  const { id, parentId, kind, name, startMs, endMs, status, message, attributes } = span;
  const tokens = tokensOf(attributes);
  const costUsd = attributes['memfun.cost.usd'];
  return {
    id,
    ...(parentId === undefined ? {} : { parentId }),
    kind,
    label: labelOf(kind, name, attributes).slice(0, LABEL_CHARS),
    startMs,
    endMs,
    status,
    ...(message === undefined ? {} : { message: message.slice(0, LABEL_CHARS) }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(typeof costUsd === 'number' ? { costUsd } : {}),
  };
}

/** What people call it, where the conventions' name says little. */
function labelOf(kind: Span['kind'], name: string, attributes: Span['attributes']): string {
  const of = (key: string): string | undefined => {
    const value = attributes[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  if (kind === 'turn') return of('memfun.request') ?? name;
  if (kind === 'tool' || kind === 'call') return of('memfun.call.summary') ?? name;
  if (kind === 'model')
    return `${of('gen_ai.request.model') ?? ''} · ${of('memfun.signature') ?? ''}`;
  if (kind === 'cell') return firstLine(of('memfun.cell.code') ?? name);
  if (kind === 'child') return of('memfun.child.task') ?? name;
  return name.replace(/^(?:memory|gate|route) /, '');
}

/** The first line of a cell that says something. */
function firstLine(code: string): string {
  const lines = code.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('//')) ?? lines[0] ?? '';
}

function stepOf({ id, kind, parentId }: Span): string | undefined {
  if (kind === 'step') return id;
  return kind === 'cell' ? parentId : undefined;
}

function stepRow(record: TraceRecord, stepId: string): TraceStep {
  const step = stepDetail(record, stepId);
  const { started, code, cell, ended, before, after, calls, models } = step;
  const noRerun = whyNot(record, stepId);
  return {
    stepId,
    index: started.index,
    title: started.title,
    reasoning: code?.reasoning ?? '',
    isRuled: record.events.some((event) => event.type === 'turn.started' && event.model.offline),
    code: code?.code ?? '',
    output: cell?.output ?? '',
    outputChars: cell?.outputChars ?? 0,
    observation: ended?.observation ?? '',
    before: before.map(variableRow),
    after: after.map(variableRow),
    calls: calls.map(({ callId, summary, state, ms, outputId, args, result }) => ({
      callId,
      summary,
      state,
      ...(ms === undefined ? {} : { ms }),
      ...(outputId === undefined ? {} : { outputId }),
      ...(args === undefined ? {} : { args: valueText(args) }),
      ...(result === undefined ? {} : { result: valueText(result) }),
    })),
    models: models.map(modelRow),
    ...(noRerun === undefined ? {} : { noRerun }),
  };
}

/** `undefined` when the run can be gone through again from the step. */
function whyNot(record: TraceRecord, stepId: string): string | undefined {
  try {
    return replayPoint(record, stepId).isRoot ? undefined : 'Its parent would have to start it.';
  } catch (error) {
    return toErrorInfo(error).message;
  }
}

function variableRow({ madeBy, ...rest }: StepDetail['after'][number]): TraceStep['after'][number] {
  return { ...rest, ...(madeBy === undefined ? {} : { madeBy }) };
}

function modelRow({ call, exchange }: ModelDetail): TraceModel {
  const { model, signature, usage, ms, ok } = call;
  return {
    model,
    signature,
    usage,
    ms,
    ok,
    messages: exchange?.messages ?? [],
    answer: exchange?.answer ?? '',
  };
}

function valueText(value: Json | readonly Json[]): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, undefined, 1) ?? '');
  return text.length <= VALUE_CHARS ? text : `${text.slice(0, VALUE_CHARS)}…`;
}
