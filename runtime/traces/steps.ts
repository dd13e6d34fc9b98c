// A step under the magnifying glass: its cell, what it printed, the variables before and after, its calls and prompts.
import type { Json, RunEvent, RunEventOf, RunEventType, VariableInfo } from '../core/index.js';
import { TraceMissingError } from './errors.js';
import { recordedCalls } from './recorded-calls.js';
import type { TraceRecord } from './types.js';

/** A variable at one moment of a loop. */
export interface VariableState extends VariableInfo {
  /** Number of the step whose cell gave it this value; absent when it was there from the start. */
  readonly madeBy: number | undefined;
  readonly change: 'new' | 'changed' | 'same';
}

export interface CallDetail {
  readonly callId: string;
  readonly tool: string;
  readonly summary: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly ms: number | undefined;
  readonly outputId: string | undefined;
  readonly args: readonly Json[] | undefined;
  readonly result: Json | undefined;
}

export interface ModelDetail {
  readonly call: RunEventOf<'model.called'>;
  readonly exchange: RunEventOf<'model.exchanged'> | undefined;
}

export interface StepDetail {
  readonly started: RunEventOf<'step.started'>;
  readonly code: RunEventOf<'step.code'> | undefined;
  readonly cell: RunEventOf<'cell.recorded'> | undefined;
  readonly ended: RunEventOf<'step.ended'> | undefined;
  readonly before: readonly VariableState[];
  readonly after: readonly VariableState[];
  readonly calls: readonly CallDetail[];
  readonly models: readonly ModelDetail[];
}

/** @throws TraceMissingError when the run has no such step */
export function stepDetail({ events, turnId }: TraceRecord, stepId: string): StepDetail {
  const started = startOf(events, stepId);
  if (started === undefined) throw new TraceMissingError(`${turnId}, step ${stepId}`);
  const of = <T extends RunEventType>(type: T) => eventOf(events, type, stepId);
  const cell = of('cell.recorded');
  const { before, after } = variablesAround(events, started);
  return {
    started,
    code: of('step.code'),
    cell,
    ended: of('step.ended'),
    before,
    after,
    calls: callsOf(events, stepId, cell),
    models: modelsOf(events, (call) => call.stepId === stepId),
  };
}

/** Model calls that pass, each with its prompt where that was kept. */
export function modelsOf(
  events: readonly RunEvent[],
  passes: (call: RunEventOf<'model.called'>) => boolean,
): readonly ModelDetail[] {
  const exchanges = new Map(
    events.flatMap((event) =>
      event.type === 'model.exchanged' ? [[event.callId, event] as const] : [],
    ),
  );
  return events.flatMap((event) =>
    event.type === 'model.called' && passes(event)
      ? [
          {
            call: event,
            exchange: event.callId === undefined ? undefined : exchanges.get(event.callId),
          },
        ]
      : [],
  );
}

/** The steps that share the REPL of one step, in order, that step included. */
export function stepsOfLoop(
  events: readonly RunEvent[],
  { loopId, parentId, depth }: RunEventOf<'step.started'>,
): readonly RunEventOf<'step.started'>[] {
  return events.filter(
    (event): event is RunEventOf<'step.started'> =>
      event.type === 'step.started' &&
      (loopId === undefined
        ? event.parentId === parentId && event.depth === depth
        : event.loopId === loopId),
  );
}

export function startOf(
  events: readonly RunEvent[],
  stepId: string,
): RunEventOf<'step.started'> | undefined {
  return eventOf(events, 'step.started', stepId);
}

export function eventOf<T extends RunEventType>(
  events: readonly RunEvent[],
  type: T,
  stepId: string,
): RunEventOf<T> | undefined {
  return events.find(
    (event): event is RunEventOf<T> =>
      event.type === type && 'stepId' in event && event.stepId === stepId,
  );
}

/** `_out3` is set by the loop itself, after the cell of step 3. */
const OUTPUT_NAME = /^_out(\d+)$/;

function variablesAround(
  events: readonly RunEvent[],
  step: RunEventOf<'step.started'>,
): { before: readonly VariableState[]; after: readonly VariableState[] } {
  let known = new Map<string, VariableState>();
  for (const { stepId, index } of stepsOfLoop(events, step)) {
    const ended = eventOf(events, 'step.ended', stepId);
    const set = new Set(
      Object.keys(eventOf(events, 'cell.recorded', stepId)?.cell?.setBefore ?? {}),
    );
    // What was set from outside is there before the cell; how it looks is known only afterwards.
    for (const variable of ended?.variables ?? [])
      if (!known.has(variable.name) && set.has(variable.name))
        known.set(variable.name, { ...variable, madeBy: makerOf(variable.name), change: 'new' });
    // A run that goes on from another one: what its first cell does not name was there before.
    const recorded = eventOf(events, 'cell.recorded', stepId);
    if (recorded?.earlier !== undefined)
      for (const variable of ended?.variables ?? [])
        if (!known.has(variable.name) && recorded.cell?.code.includes(variable.name) !== true)
          known.set(variable.name, { ...variable, madeBy: undefined, change: 'new' });
    const before = [...known.values()];
    const after = (ended?.variables ?? []).map((variable) =>
      stateOf(variable, known.get(variable.name), index),
    );
    if (stepId === step.stepId) return { before, after };
    known = new Map(after.map((state) => [state.name, state]));
  }
  return { before: [], after: [] };
}

function stateOf(
  variable: VariableInfo,
  before: VariableState | undefined,
  index: number,
): VariableState {
  if (before === undefined)
    return { ...variable, madeBy: makerOf(variable.name) ?? index, change: 'new' };
  const { type, shape, size, preview } = before;
  const same =
    type === variable.type &&
    shape === variable.shape &&
    size === variable.size &&
    preview === variable.preview;
  return same
    ? { ...variable, madeBy: before.madeBy, change: 'same' }
    : { ...variable, madeBy: index, change: 'changed' };
}

function makerOf(name: string): number | undefined {
  const [, index] = OUTPUT_NAME.exec(name) ?? [];
  return index === undefined ? undefined : Number(index);
}

/** Calls as they were told, each with the arguments and result that the cell's record has for it. */
function callsOf(
  events: readonly RunEvent[],
  stepId: string,
  cell: RunEventOf<'cell.recorded'> | undefined,
): readonly CallDetail[] {
  const told = new Map<string, RunEventOf<'step.call'>>();
  for (const event of events)
    if (event.type === 'step.call' && event.stepId === stepId) told.set(event.callId, event);
  const recorded = recordedCalls([...told.values()], cell?.cell);
  return [...told.values()].map(({ callId, tool, summary, state, ms, outputId }) => {
    const found = recorded.get(callId);
    const result = found === undefined ? undefined : resultOf(found.result);
    return { callId, tool, summary, state, ms, outputId, args: found?.args, result };
  });
}

function resultOf(
  result:
    | { readonly ok: true; readonly value: Json }
    | { readonly ok: false; readonly error: { readonly message: string } },
): Json {
  return result.ok ? result.value : result.error.message;
}
