// The span tree of a run, folded from its events: a pure function, for any prefix of them.
import type { RunEvent, RunEventOf, RunEventType } from '../core/index.js';
import {
  agentAttributes,
  argumentAttributes,
  errorAttributes,
  MODEL_FUNCTIONS,
  modelAttributes,
  OPERATION,
  toolAttributes,
} from './attributes.js';
import { recordedCalls } from './recorded-calls.js';
import { SpanTree } from './span-tree.js';
import type { Attributes, Span, TraceRecord } from './types.js';

/**
 * Spans in the order of their making: a parent stands before its children, the first is the run itself. What has
 * no end yet ends with the last event: as `running` when the run is known to go on, else as `interrupted`.
 */
export function foldSpans(
  { turnId, sessionId, events }: TraceRecord,
  { running = false }: { readonly running?: boolean } = {},
): readonly Span[] {
  const first = events[0];
  if (first === undefined) return [];
  const fold = new Fold(turnId, sessionId, first.at);
  for (const event of events) fold.take(event);
  return fold.finish(running ? 'running' : 'interrupted');
}

type Takes<T extends RunEventType> = (event: RunEventOf<T>) => void;

class Fold {
  readonly #tree: SpanTree;
  readonly #turnId: string;
  /** Prompts and answers that wait for the call that they belong to. */
  readonly #exchanges = new Map<string, RunEventOf<'model.exchanged'>>();
  /** The span of a loop that a step asked for, by loop. */
  readonly #children = new Map<string, string>();
  readonly #stepLoops = new Map<string, string>();
  /** Of each step, in the order in which they began. */
  readonly #calls = new Map<string, { readonly callId: string; readonly tool: string }[]>();
  /** Of the tasks of a plan. */
  readonly #titles = new Map<string, string>();
  #models = 0;
  #moments = 0;

  constructor(turnId: string, sessionId: string, at: number) {
    this.#turnId = turnId;
    this.#tree = new SpanTree(
      {
        id: turnId,
        kind: 'turn',
        name: `${OPERATION.agent} memfun`,
        attributes: { ...agentAttributes('memfun'), 'gen_ai.conversation.id': sessionId },
      },
      at,
    );
  }

  take(event: RunEvent): void {
    this.#tree.seen(event.at);
    // The table pairs each type with its event; for the one type at hand the two fit.
    const takes = this.#takes[event.type] as ((event: RunEvent) => void) | undefined;
    takes?.(event);
  }

  finish(rest: 'running' | 'interrupted'): readonly Span[] {
    return this.#tree.finish(rest);
  }

  readonly #takes: { readonly [T in RunEventType]?: Takes<T> } = {
    'turn.started': ({ request, model }) =>
      this.#tree.add(this.#turnId, {
        'gen_ai.request.model': model.id,
        'memfun.intent': request.intent,
        'memfun.effort': request.effort,
        'memfun.request': request.text,
        'memfun.offline': model.offline,
        'memfun.attachments': request.attachments.map(({ path }) => path),
      }),
    'turn.routed': ({ at, level, reason }) =>
      this.#moment('route', `route ${level}`, at, {
        'memfun.route.level': level,
        'memfun.route.reason': reason,
      }),
    'memory.used': ({ at, memories }) => this.#memory('recall', at, memories),
    'memory.learned': ({ at, memories }) => this.#memory('learn', at, memories),
    'plan.updated': (event) => this.#plan(event),
    'plan.proposed': ({ tasks }) => {
      for (const { id, title } of tasks) this.#titles.set(id, title);
    },
    // The steps of its agent name it as their parent.
    'task.started': ({ at, planId, taskId, agent }) =>
      this.#tree.open(
        {
          id: `${planId}.${taskId}`,
          parentId: this.#turnId,
          kind: 'task',
          name: this.#titles.get(taskId) ?? taskId,
          attributes: agentAttributes(agent),
        },
        at,
      ),
    'task.ended': ({ planId, taskId, state, reason, tokens, costUsd }) => {
      const id = `${planId}.${taskId}`;
      this.#tree.closeBelow(id, 'interrupted');
      const isDone = state === 'done' || state === 'partial';
      this.#tree.close(id, isDone ? 'ok' : 'failed', reason === '' ? undefined : reason, {
        'memfun.tokens': tokens,
        'memfun.cost.usd': costUsd,
      });
    },
    'step.started': (event) => this.#stepStarted(event),
    'step.code': ({ at, stepId, reasoning, code }) => {
      const id = `${stepId}.cell`;
      const attributes = { 'memfun.cell.code': code, 'memfun.cell.reasoning': reasoning };
      this.#tree.open({ id, parentId: stepId, kind: 'cell', name: 'cell', attributes }, at);
    },
    'step.call': (event) => this.#hostCall(event),
    'cell.recorded': ({ stepId, engine, output, outputChars, cell }) => {
      this.#tree.add(`${stepId}.cell`, {
        'memfun.cell.engine': engine,
        'memfun.cell.output': output,
        'memfun.cell.output_chars': outputChars,
        'memfun.cell.recorded': cell !== undefined,
      });
      for (const [callId, { args }] of recordedCalls(this.#calls.get(stepId) ?? [], cell))
        this.#tree.add(callId, argumentAttributes(args));
    },
    'step.ended': ({ stepId, ok, observation, variables, error }) => {
      this.#tree.closeBelow(`${stepId}.cell`, 'interrupted');
      const failure = error === undefined ? {} : errorAttributes(error);
      const status = ok ? 'ok' : 'failed';
      this.#tree.close(`${stepId}.cell`, status, error?.message, failure);
      this.#tree.closeBelow(stepId, 'interrupted');
      this.#tree.close(stepId, status, error?.message, {
        ...failure,
        'memfun.observation': observation,
        'memfun.variables': variables.map(({ name }) => name),
      });
    },
    'turn.edited': ({ at, lines, of }) =>
      this.#tree.event(this.#turnId, 'edited', at, { lines, of }),
    'turn.rated': ({ at, rating }) => this.#tree.event(this.#turnId, 'rated', at, { rating }),
    'model.exchanged': (event) => void this.#exchanges.set(event.callId, event),
    'model.called': (event) => this.#modelCalled(event),
    'answer.completed': ({ text, citations }) =>
      this.#tree.add(this.#turnId, {
        'memfun.answer': text,
        'memfun.citations': citations.length,
      }),
    notice: ({ at, level, text }) => this.#tree.event(this.#turnId, 'notice', at, { level, text }),
    'approval.asked': ({ at, approvalId, effect, reason, command, host, files }) =>
      this.#tree.open(
        {
          id: approvalId,
          parentId: this.#tree.newestOpen(['tool', 'call', 'cell', 'step']) ?? this.#turnId,
          kind: 'gate',
          name: `gate ${effect}`,
          attributes: {
            'memfun.gate.reason': reason,
            ...(command === undefined ? {} : { 'memfun.gate.command': command }),
            ...(host === undefined ? {} : { 'memfun.gate.host': host }),
            ...(files.length === 0 ? {} : { 'memfun.gate.files': files.map(({ path }) => path) }),
          },
        },
        at,
      ),
    'approval.answered': ({ approvalId, decision, message }) =>
      this.#tree.close(
        approvalId,
        decision === 'allowed' ? 'ok' : 'failed',
        decision === 'allowed' ? undefined : (message ?? decision),
        { 'memfun.gate.decision': decision },
      ),
    'changes.applied': ({ at, files }) =>
      this.#tree.event(this.#turnId, 'changes.applied', at, {
        files: files.map(({ path }) => path),
      }),
    'checks.reported': ({ at, results }) =>
      this.#tree.event(this.#turnId, 'checks.reported', at, {
        checks: results.map(({ id, outcome }) => `${id}: ${outcome}`),
      }),
    'turn.ended': ({ stopReason, usage, error }) => {
      const failed = stopReason !== 'answered';
      this.#tree.close(`${this.#turnId}.plan`, 'ok');
      this.#tree.closeBelow(this.#turnId, 'interrupted');
      this.#tree.close(this.#turnId, failed ? 'failed' : 'ok', error?.message, {
        ...(error === undefined ? {} : errorAttributes(error)),
        'gen_ai.usage.input_tokens': usage.inputTokens,
        'gen_ai.usage.output_tokens': usage.outputTokens,
        'memfun.model_calls': usage.modelCalls,
        'memfun.cost.usd': usage.costUsd,
        'memfun.stop_reason': stopReason,
      });
    },
  };

  #stepStarted(event: RunEventOf<'step.started'>): void {
    const { at, stepId, parentId, index, depth, title } = event;
    const loop = event.loopId ?? `${parentId ?? this.#turnId}.loop${depth}`;
    this.#stepLoops.set(stepId, loop);
    const above = parentId === undefined ? undefined : this.#child(loop, parentId, event);
    const attributes = {
      'memfun.step.index': index,
      'memfun.step.depth': depth,
      'memfun.step.loop': loop,
    };
    this.#tree.open(
      { id: stepId, parentId: above ?? this.#turnId, kind: 'step', name: title, attributes },
      at,
    );
    if (above === undefined && event.agent !== undefined)
      this.#tree.add(this.#turnId, { 'gen_ai.agent.name': event.agent });
  }

  /** The loop of a child hangs below the call that asked for it: the oldest open one without a loop. */
  #child(loop: string, caller: string, event: RunEventOf<'step.started'>): string {
    const known = this.#children.get(loop);
    if (known !== undefined) return known;
    const id = `${loop}.child`;
    const call = this.#tree.oldestOpen(
      caller,
      ({ kind, attributes, hasChild }) =>
        kind === 'call' && !hasChild && CHILD_TOOLS.has(String(attributes['gen_ai.tool.name'])),
    );
    const agent = event.agent ?? 'child';
    this.#tree.open(
      {
        id,
        parentId: call ?? caller,
        kind: 'child',
        name: `${OPERATION.agent} ${agent}`,
        attributes: {
          ...agentAttributes(agent),
          'memfun.child.task': event.title.replace(/ · step \d+$/, ''),
        },
      },
      event.at,
    );
    this.#children.set(loop, id);
    return id;
  }

  #hostCall(event: RunEventOf<'step.call'>): void {
    const { at, stepId, callId, tool, summary, state, ms, outputId } = event;
    const kind = MODEL_FUNCTIONS.has(tool) ? 'call' : 'tool';
    const attributes = {
      ...toolAttributes(tool, callId),
      'memfun.call.summary': summary,
      ...(outputId === undefined ? {} : { 'memfun.output_id': outputId }),
    };
    const cell = `${stepId}.cell`;
    const parentId = this.#tree.has(cell) ? cell : stepId;
    const name = `${OPERATION.tool} ${tool}`;
    if (!this.#tree.has(callId)) {
      const calls = this.#calls.get(stepId) ?? [];
      calls.push({ callId, tool });
      this.#calls.set(stepId, calls);
    }
    // A prefix without its beginning still has the whole call.
    const from = state === 'running' ? at : at - (ms ?? 0);
    this.#tree.open({ id: callId, parentId, kind, name, attributes }, from);
    if (state === 'running') return;
    this.#tree.closeBelow(callId, state === 'done' ? 'ok' : 'failed');
    this.#tree.close(
      callId,
      state === 'done' ? 'ok' : 'failed',
      state === 'done' ? undefined : summary,
      attributes,
    );
  }

  #modelCalled(event: RunEventOf<'model.called'>): void {
    const id = event.callId ?? `${this.#turnId}.model${++this.#models}`;
    const exchange = this.#exchanges.get(id);
    this.#exchanges.delete(id);
    const { stepId, at, ms, ok } = event;
    const isSub = stepId !== undefined && event.role === 'sub';
    const call = isSub
      ? this.#tree.oldestOpen(stepId, ({ kind, attributes }) =>
          kind === 'call' ? ASKING.has(String(attributes['gen_ai.tool.name'])) : false,
        )
      : undefined;
    this.#tree.open(
      {
        id,
        parentId: call ?? stepId ?? this.#turnId,
        kind: 'model',
        name: `${OPERATION.chat} ${event.model}`,
        attributes: modelAttributes(event, exchange),
      },
      at - ms,
    );
    this.#tree.close(id, ok ? 'ok' : 'failed', ok ? undefined : 'The model gave no answer.');
  }

  #plan({ at, steps }: RunEventOf<'plan.updated'>): void {
    const plan = `${this.#turnId}.plan`;
    this.#tree.open({ id: plan, parentId: this.#turnId, kind: 'plan', name: 'plan' }, at);
    for (const { id: own, title, state, ms, tokens } of steps) {
      if (state === 'waiting') continue;
      const id = `${plan}.${own}`;
      const attributes = tokens === undefined ? {} : { 'memfun.tokens': tokens };
      this.#tree.open(
        { id, parentId: plan, kind: 'task', name: title, attributes },
        at - (ms ?? 0),
      );
      if (state !== 'running') this.#tree.close(id, state === 'done' ? 'ok' : 'failed');
    }
  }

  #memory(
    action: 'recall' | 'learn',
    at: number,
    memories: RunEventOf<'memory.used'>['memories'],
  ): void {
    this.#moment('memory', `memory ${action}`, at, {
      'memfun.memory.count': memories.length,
      'memfun.memory.contents': memories.map(({ content }) => content),
      'memfun.memory.ids': memories.map(({ id }) => id),
    });
  }

  #moment(kind: 'route' | 'memory', name: string, at: number, attributes: Attributes): void {
    const id = `${this.#turnId}.${kind}${++this.#moments}`;
    this.#tree.open({ id, parentId: this.#turnId, kind, name, attributes }, at);
    this.#tree.close(id, 'ok');
  }
}

/** Functions of a cell that ask a model once, and those that start a loop. */
const ASKING: ReadonlySet<string> = new Set(['llm', 'llmBatch']);
const CHILD_TOOLS: ReadonlySet<string> = new Set(['rlm', 'delegate']);
