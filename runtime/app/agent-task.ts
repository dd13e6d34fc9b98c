// A turn as a task for a worker: what is sent there, what comes back, and how a worker does it under its own rules.
import * as z from 'zod';
import type { ChangeGround } from '../changes/index.js';
import {
  type Attachment,
  type BudgetLimits,
  citationSchema,
  effortSchema,
  errorInfoSchema,
  type FileDiff,
  type IdMaker,
  intentSchema,
  type Json,
  jsonSchema,
  modeSchema,
  type RunEvent,
  stopReasonSchema,
  throwIfAborted,
  usageSchema,
  ZERO_USAGE,
} from '../core/index.js';
import type { StateStore } from '../ports/index.js';
import {
  type AnyHandler,
  defineHandler,
  type TaskContext,
  type TaskKind,
  TaskRefusedError,
} from '../workers/index.js';
import type { Memfun, TurnResult } from './types.js';

const count = z.number().positive().optional();
const fileDiff = z.object({
  path: z.string(),
  added: z.number(),
  removed: z.number(),
  diff: z.string(),
});

const inputSchema = z.object({
  text: z.string(),
  intent: intentSchema,
  effort: effortSchema,
  /** Texts for the REPL by name; each stands in the state store under its handle. */
  variables: z.record(z.string(), z.string()),
  /** The most that the worker may do; it never does more than its own settings allow. */
  mode: modeSchema.exclude(['bypass']),
  limits: z
    .object({ iterations: count, modelCalls: count, tokens: count, costUsd: count, wallMs: count })
    .optional(),
  /** What the repository was at when the task was given; absent where there is none. */
  commit: z.string().optional(),
});
export type AgentTaskInput = z.infer<typeof inputSchema>;

const outputSchema = z.object({
  answer: z.string(),
  citations: z.array(citationSchema),
  stopReason: stopReasonSchema,
  steps: z.number(),
  usage: usageSchema,
  data: jsonSchema.optional(),
  error: errorInfoSchema.optional(),
  /** Files that were changed where the worker works, and those that it only proposes to change. */
  changed: z.array(fileDiff),
  proposed: z.array(fileDiff),
  turnId: z.string(),
  sessionId: z.string(),
  model: z.string(),
  workerId: z.string(),
});
export type AgentTaskOutput = z.infer<typeof outputSchema>;

/** Tasks for a named agent, or for whoever answers any question. */
export function agentTask(agent?: string): TaskKind<AgentTaskInput, AgentTaskOutput> {
  return {
    kind: agent === undefined ? 'turn' : `turn/${agent}`,
    input: inputSchema,
    output: outputSchema,
  };
}

const valueKey = (handle: string): string => `work-value.${handle}`;
const VALUE_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Puts texts where workers find them. @returns handles by name @throws TooLargeError */
export async function storeVariables(
  state: StateStore,
  ids: IdMaker,
  variables: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const handles: Record<string, string> = {};
  for (const [name, text] of Object.entries(variables)) {
    const handle = ids.next('event');
    await state.put(valueKey(handle), text, { ttlMs: VALUE_KEPT_MS });
    handles[name] = handle;
  }
  return handles;
}

/** Where a worker does one task. */
export interface Workplace {
  readonly memfun: Memfun;
  close(): Promise<void>;
}

export interface AgentWorkOptions {
  readonly state: StateStore;
  /** Bytes of JSON that an event may have on its way home. */
  readonly maxEventBytes: number;
  /** Opens a place for one task, with the task's mode and limits under those of the worker. */
  readonly open: (input: AgentTaskInput, context: TaskContext) => Promise<Workplace>;
}

/** What a worker does with tasks for an agent. */
export function agentHandler(agent: string | undefined, options: AgentWorkOptions): AnyHandler {
  return defineHandler<AgentTaskInput, Json>({
    ...agentTask(agent),
    output: jsonSchema,
    run: async (input, context) => {
      const earlier = await afterEarlierChanges(context);
      if (earlier !== undefined) return earlier;
      const attachments = await readVariables(options.state, input.variables);
      const place = await options.open(input, context);
      try {
        return await runAgent(agent, input, attachments, { place, context, options });
      } finally {
        await place.close();
      }
    },
  });
}

async function runAgent(
  agent: string | undefined,
  input: AgentTaskInput,
  attachments: Attachment[],
  site: {
    readonly place: Workplace;
    readonly context: TaskContext;
    readonly options: AgentWorkOptions;
  },
): Promise<Json> {
  const { context, options } = site;
  const { memfun } = site.place;
  const { signal } = context;
  throwIfAborted(signal);
  const text = agent === undefined ? input.text : `/agent ${agent} ${input.text}`;
  const { sessionId } = await memfun.sessions.create(input.text.slice(0, 80));
  const changed: FileDiff[] = [];
  let proposed: readonly FileDiff[] = [];
  let model = '';
  const { intent, effort } = input;
  const result = await memfun.runTurn({
    sessionId,
    request: { text, intent, effort, attachments },
    signal,
    emit: (event) => {
      if (event.type === 'turn.started') model = event.model.id;
      if (event.type === 'approval.asked') proposed = event.files;
      if (event.type === 'changes.applied') changed.push(...event.files);
      context.emit(bounded(event, options.maxEventBytes));
    },
  });
  refuseUnfinished(result, signal);
  // As JSON has it: without keys whose value is undefined.
  return JSON.parse(
    JSON.stringify({
      ...result,
      changed,
      proposed: changed.length > 0 ? [] : proposed,
      sessionId,
      model,
      workerId: context.workerId,
    }),
  ) as Json;
}

/** What was stopped, or failed by no fault of the task, is for another attempt. @throws TaskRefusedError, Error */
function refuseUnfinished({ stopReason, error }: TurnResult, signal: AbortSignal): void {
  throwIfAborted(signal);
  if (stopReason !== 'error' || error === undefined) return;
  const text = `${error.message} ${error.remedy ?? ''} [${error.code}]`;
  if (/^(agent|config|changes|worker)\./.test(error.code)) throw new TaskRefusedError(text);
  throw new Error(text);
}

/** An event that is too large for the bus is replaced by a word about it. */
export function bounded(event: RunEvent, maxBytes: number): Json {
  const text = JSON.stringify(event);
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes)
    return JSON.parse(text) as Json;
  const { at, turnId, type } = event;
  const note = `An event (${type}) was too large to be sent; it is in the trace where the worker runs.`;
  return { type: 'notice', at, turnId, level: 'info', text: note };
}

async function readVariables(
  state: StateStore,
  handles: Readonly<Record<string, string>>,
): Promise<Attachment[]> {
  const found: Attachment[] = [];
  for (const [name, handle] of Object.entries(handles)) {
    const value = (await state.get(valueKey(handle)))?.value;
    if (typeof value !== 'string')
      throw new TaskRefusedError(`The variable "${name}" is no longer kept.`);
    found.push({ kind: 'file', path: name, text: value });
  }
  return found;
}

const CHANGES = 'changes';

export interface TaskGround extends ChangeGround {
  /** Until this is called, what is written only mends what a crash had cut off. */
  begin(): void;
}

/**
 * A ground on which only one attempt at a task ever changes files, and only while the task is its own.
 * @param ground where the files are
 */
export function groundOfTask(ground: ChangeGround, context: TaskContext): TaskGround {
  let begun = false;
  let isOurs = false;
  return {
    begin: () => {
      begun = true;
    },
    current: (path) => ground.current(path),
    write: async (changes) => {
      if (!begun) return ground.write(changes);
      if (isOurs) {
        await context.confirm();
        return ground.write(changes);
      }
      await context.once(CHANGES, async () => {
        await ground.write(changes);
        isOurs = true;
        return changes.map(({ path }) => path);
      });
      if (!isOurs) throw new TaskRefusedError('An earlier attempt at this task has changed files.');
    },
  };
}

/** What is answered when an earlier attempt changed files and was cut off before it could say so. */
async function afterEarlierChanges(context: TaskContext): Promise<Json | undefined> {
  if (context.attempt === 1) return undefined;
  const paths = await context.past(CHANGES);
  if (paths === undefined) return undefined;
  const files = Array.isArray(paths) ? paths.join(', ') : '';
  const answer = `An earlier attempt at this task changed ${files} and was cut off before it could answer. Nothing was done again: look at the changes.`;
  return {
    answer,
    citations: [],
    stopReason: 'interrupted',
    steps: 0,
    usage: { ...ZERO_USAGE },
    changed: [],
    proposed: [],
    turnId: '',
    sessionId: '',
    model: '',
    workerId: context.workerId,
  };
}

/** The settings of a task's place: the worker's own, and where the task wants less, that. */
export function settingsForTask(
  { mode, limits = {} }: Pick<AgentTaskInput, 'mode' | 'limits'>,
  own: { readonly mode: string; readonly budget: BudgetLimits },
): Record<string, Json> {
  const settings: Record<string, Json> = { 'memfun.mode': mode === 'plan' ? 'plan' : own.mode };
  if (mode === 'ask' && own.mode === 'auto') settings['memfun.mode'] = 'ask';
  const less = (wanted: number | undefined, allowed: number): number =>
    Math.min(wanted ?? Number.POSITIVE_INFINITY, allowed);
  for (const key of ['iterations', 'modelCalls', 'tokens', 'costUsd'] as const) {
    const value = less(limits[key], own.budget[key]);
    if (Number.isFinite(value)) settings[`memfun.budget.${key}`] = value;
  }
  const wallMs = less(limits.wallMs, own.budget.wallMs);
  if (Number.isFinite(wallMs)) settings['memfun.budget.wallSeconds'] = Math.ceil(wallMs / 1000);
  return settings;
}
