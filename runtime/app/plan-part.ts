// A part of somebody else's plan as work for this worker: under its own rules, within the grant of the plan.
import * as z from 'zod';
import type { Json } from '../core/index.js';
import { jsonSchema, systemClock, throwIfAborted, toErrorInfo } from '../core/index.js';
import {
  askingHome,
  Contents,
  type LoopTaskInput,
  type LoopTaskOutput,
  loopTask,
  watchSteering,
  watchWanted,
} from '../orchestrator/index.js';
import type { Approvals, StateStore } from '../ports/index.js';
import {
  type AnyHandler,
  defineHandler,
  type TaskContext,
  WorkerDrainedError,
} from '../workers/index.js';
import { bounded, type Workplace } from './agent-task.js';

export interface PlanPartOptions {
  readonly state: StateStore;
  /** Bytes of JSON that an event may have on its way home. */
  readonly maxEventBytes: number;
  /** Opens a place for one part, with the files that it starts from, and with whoever is asked there. */
  readonly open: (
    input: LoopTaskInput,
    site: {
      readonly contents: Contents;
      /** Absent where nobody can be. */
      readonly approvals: Approvals | undefined;
      readonly signal: AbortSignal;
    },
  ) => Promise<Workplace>;
}

const SPENT_MS = 24 * 60 * 60 * 1000;
const spentSchema = z.object({ modelCalls: z.number(), tokens: z.number(), costUsd: z.number() });
type Spent = z.infer<typeof spentSchema>;
const spentKey = ({ taskId }: TaskContext, attempt: number): string =>
  `work-spent.${taskId}.${attempt}`;

/** What a worker does with the parts of plans for one agent. */
export function planPartHandler(
  repositoryId: string,
  agent: string,
  options: PlanPartOptions,
): AnyHandler {
  return defineHandler<LoopTaskInput, Json>({
    ...loopTask(repositoryId, agent),
    output: jsonSchema,
    run: async (input, context) => {
      try {
        return asJson(await doPart(agent, input, context, options));
      } catch (thrown) {
        // What was stopped is for another attempt; anything else is better done where the plan runs.
        throwIfAborted(context.signal);
        if (thrown instanceof WorkerDrainedError) throw thrown;
        return asJson({ state: 'refused', reason: toErrorInfo(thrown).message });
      }
    },
  });
}

/** As JSON has it: without keys whose value is undefined. */
function asJson(output: LoopTaskOutput): Json {
  return JSON.parse(JSON.stringify(output)) as Json;
}

async function doPart(
  agent: string,
  input: LoopTaskInput,
  context: TaskContext,
  { state, open, maxEventBytes }: PlanPartOptions,
): Promise<LoopTaskOutput> {
  const limits = await leftAfter(state, input, context);
  if (limits === undefined)
    return { state: 'refused', reason: 'Earlier attempts have used up what it was given.' };
  const unwanted = new AbortController();
  const watch = watchWanted(state, input.wanted, () => unwanted.abort());
  const said = watchSteering(state, input.wanted);
  const signal = AbortSignal.any([context.signal, unwanted.signal]);
  const contents = new Contents(state);
  const spent: Spent = { modelCalls: 0, tokens: 0, costUsd: 0 };
  let output: LoopTaskOutput | undefined;
  try {
    const approvals = input.answers === true ? asking(state, input, context) : undefined;
    const place = await open({ ...input, limits }, { contents, approvals, signal });
    try {
      const text = `/team part ${input.taskId} of a plan, for the agent ${agent}`;
      const { memfun } = place;
      const { sessionId } = await memfun.sessions.create(text.slice('/team '.length));
      const report = (told: LoopTaskOutput): void => {
        output = told;
      };
      const { error, stopReason } = await memfun.runTurn({
        sessionId,
        request: { text, intent: 'ask', effort: 'team', attachments: [] },
        signal,
        handed: { agent, input, contents, report, steering: said.steering },
        emit: (event) => {
          if (event.type === 'model.called') {
            spent.modelCalls++;
            spent.tokens += event.usage.inputTokens + event.usage.outputTokens;
            spent.costUsd += event.usage.costUsd;
            note(state, context, spent);
          }
          context.emit(bounded(event, maxEventBytes));
        },
      });
      throwIfAborted(context.signal);
      if (unwanted.signal.aborted)
        return { state: 'refused', reason: 'Nobody waits for it any more.' };
      const reason = error?.message ?? `it ended early (${stopReason})`;
      return output ?? { state: 'refused', reason };
    } finally {
      await place.close();
    }
  } finally {
    said.close();
    watch.close();
  }
}

function asking(state: StateStore, { wanted }: LoopTaskInput, context: TaskContext): Approvals {
  const { fencingToken, workerId: askerId, workerName: worker, emit, confirm } = context;
  const clock = systemClock;
  return askingHome({ state, wanted, fencingToken, worker, askerId, emit, confirm, clock });
}

/** The grant without what earlier attempts have spent; `undefined` when nothing is left. */
async function leftAfter(
  state: StateStore,
  { limits }: LoopTaskInput,
  context: TaskContext,
): Promise<LoopTaskInput['limits'] | undefined> {
  const left = { ...limits };
  for (let attempt = 1; attempt < context.attempt; attempt++) {
    const read = spentSchema.safeParse((await state.get(spentKey(context, attempt)))?.value);
    if (!read.success) continue;
    for (const key of ['modelCalls', 'tokens', 'costUsd'] as const) {
      const limit = left[key];
      if (limit === undefined) continue;
      if (limit <= read.data[key]) return undefined;
      left[key] = limit - read.data[key];
    }
  }
  return left;
}

function note(state: StateStore, context: TaskContext, spent: Spent): void {
  state
    .put(spentKey(context, context.attempt), { ...spent }, { ttlMs: SPENT_MS })
    .catch((thrown: unknown) =>
      context.logger.warn('what a task has spent could not be noted', { reason: String(thrown) }),
    );
}
