// From where a run can be gone through again: the REPL before a step, without calling anything that was called then.
import type { Json, RunEvent, TurnRequest } from '../core/index.js';
import type { RecordedCell, SandboxRecord } from '../ports/index.js';
import { TraceMissingError, TraceReplayError } from './errors.js';
import { eventOf, startOf, stepsOfLoop } from './steps.js';
import type { TraceRecord } from './types.js';

/** An earlier step as the model is told of it. */
export interface PastStep {
  readonly index: number;
  readonly reasoning: string;
  readonly code: string;
  readonly observation: string;
}

export interface ReplayPoint {
  readonly stepId: string;
  /** Rebuilds the REPL as it was before the step. */
  readonly record: SandboxRecord;
  /** Variables that were set from outside before the step's cell. */
  readonly set: Readonly<Record<string, Json>>;
  readonly past: readonly PastStep[];
  readonly index: number;
  /** The cell that was run then. */
  readonly code: string;
  /** Whether it is a step of the run itself, not of a child. */
  readonly isRoot: boolean;
  readonly request: TurnRequest;
}

/**
 * @param stepId a step of the run, or its number, counted in the run's own loop
 * @throws TraceMissingError, TraceReplayError when a cell before it was not kept
 */
export function replayPoint(trace: TraceRecord, stepId: string): ReplayPoint {
  const { events, turnId } = trace;
  const step = startOf(events, stepIdOf(trace, stepId));
  const request = events.find((event) => event.type === 'turn.started')?.request;
  if (step === undefined || request === undefined)
    throw new TraceMissingError(`${turnId}, step ${stepId}`);
  const loop = stepsOfLoop(events, step);
  const earlier = loop.slice(
    0,
    loop.findIndex((one) => one.stepId === step.stepId),
  );
  const cells: RecordedCell[] = [];
  const past: PastStep[] = [];
  for (const { stepId: id, index } of earlier) {
    const recorded = eventOf(events, 'cell.recorded', id);
    past.push(...(recorded?.earlier?.past ?? []), pastStep(events, id, index));
    if (recorded === undefined) continue; // its cell never ran
    cells.push(...(recorded.earlier?.cells ?? []));
    if (recorded.cell === undefined)
      throw new TraceReplayError(
        `what the cell of step ${index} worked with was too large to keep.`,
      );
    cells.push(recorded.cell);
  }
  const own = eventOf(events, 'cell.recorded', step.stepId);
  const facts = own ?? events.find((event) => event.type === 'cell.recorded');
  if (facts === undefined) throw new TraceReplayError('no cell of it was recorded.');
  if (own !== undefined && own.cell === undefined)
    throw new TraceReplayError(
      `what the cell of step ${step.index} worked with was too large to keep.`,
    );
  cells.push(...(own?.earlier?.cells ?? []));
  past.push(...(own?.earlier?.past ?? []));
  const { engine, seed, startTime, hostFunctions } = facts;
  return {
    stepId: step.stepId,
    record: { version: 1, engine, seed, startTime, hostFunctions, cells },
    set: own?.cell?.setBefore ?? {},
    past,
    index: step.index,
    code: eventOf(events, 'step.code', step.stepId)?.code ?? '',
    isRoot: step.parentId === undefined,
    request,
  };
}

function stepIdOf({ events }: TraceRecord, step: string): string {
  if (!/^\d+$/.test(step)) return step;
  const found = events.find(
    (event) =>
      event.type === 'step.started' && event.parentId === undefined && event.index === Number(step),
  );
  return found?.type === 'step.started' ? found.stepId : step;
}

function pastStep(events: readonly RunEvent[], stepId: string, index: number): PastStep {
  const code = eventOf(events, 'step.code', stepId);
  const observation = eventOf(events, 'step.ended', stepId)?.observation ?? '';
  return { index, reasoning: code?.reasoning ?? '', code: code?.code ?? '', observation };
}
