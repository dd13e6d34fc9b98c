// A language model that does as it is told: answers, fails or hangs by a script, and remembers what it was asked.
import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3StreamPart,
} from '@ai-sdk/provider';
import {
  Budget,
  type BudgetLimits,
  DEFAULT_LIMITS,
  isTraceDetail,
  type RunEvent,
} from '../../../runtime/core/index.js';
import type { PredictOptions } from '../../../runtime/models/index.js';
import type { ModelHandle } from '../../../runtime/ports/index.js';

type Finish = Extract<LanguageModelV3StreamPart, { type: 'finish' }>;

/** One scripted reply. */
export interface Reply {
  readonly text?: string;
  /** Pieces instead of one text. */
  readonly pieces?: readonly string[];
  readonly toolInput?: string;
  /** Thrown instead of an answer. */
  readonly error?: unknown;
  /** Ends without a finish. */
  readonly drop?: boolean;
  /** Never ends after what was sent. */
  readonly hang?: boolean;
  readonly finish?: Finish['finishReason']['unified'];
  readonly usage?: { input: number; output: number; cacheRead?: number };
}

export class ScriptedModel implements LanguageModelV3 {
  readonly specificationVersion = 'v3';
  readonly provider = 'scripted';
  readonly modelId = 'script';
  readonly supportedUrls = {};
  readonly calls: LanguageModelV3CallOptions[] = [];
  readonly #replies: Reply[];

  constructor(replies: readonly Reply[]) {
    this.#replies = [...replies];
  }

  doGenerate(): never {
    throw new Error('the predictor streams');
  }

  doStream(call: LanguageModelV3CallOptions): ReturnType<LanguageModelV3['doStream']> {
    this.calls.push(call);
    const reply = this.#replies.shift();
    if (reply === undefined) throw new Error('the script is over');
    if (reply.error !== undefined) return Promise.reject(reply.error);
    const parts = partsOf(reply);
    return Promise.resolve({
      stream: new ReadableStream<LanguageModelV3StreamPart>({
        start(controller) {
          for (const part of parts) controller.enqueue(part);
          if (reply.hang !== true) controller.close();
        },
      }),
    });
  }
}

function partsOf(reply: Reply): LanguageModelV3StreamPart[] {
  const parts: LanguageModelV3StreamPart[] = [{ type: 'stream-start', warnings: [] }];
  for (const delta of reply.pieces ?? (reply.text === undefined ? [] : [reply.text])) {
    parts.push({ type: 'text-delta', id: '0', delta });
  }
  if (reply.toolInput !== undefined) {
    parts.push({ type: 'tool-input-delta', id: 't', delta: reply.toolInput });
    parts.push({ type: 'tool-call', toolCallId: 't', toolName: 'x', input: reply.toolInput });
  }
  if (reply.drop === true || reply.hang === true) return parts;
  const { input, output, cacheRead } = reply.usage ?? { input: undefined, output: undefined };
  parts.push({
    type: 'finish',
    finishReason: { unified: reply.finish ?? 'stop', raw: reply.finish ?? 'stop' },
    usage: {
      inputTokens: { total: input, noCache: undefined, cacheRead, cacheWrite: undefined },
      outputTokens: { total: output, text: undefined, reasoning: undefined },
    },
  });
  return parts;
}

export function scriptedHandle(
  model: LanguageModelV3,
  facts: Partial<ModelHandle> = {},
): ModelHandle {
  return {
    id: 'scripted/script',
    label: 'Script',
    model,
    contextWindow: 100_000,
    maxOutputTokens: 4_000,
    dialect: 'code',
    vision: false,
    price: { input: 1, output: 2, cachedInput: 0.1 },
    offline: false,
    ...facts,
  };
}

export interface Run {
  readonly options: PredictOptions;
  readonly events: RunEvent[];
  readonly budget: Budget;
  readonly stop: AbortController;
}

/** What a run hands to the predictor. */
export function startRun(limits: Partial<BudgetLimits> = {}): Run {
  const events: RunEvent[] = [];
  const budget = Budget.open({ ...DEFAULT_LIMITS, ...limits });
  const stop = new AbortController();
  return {
    events,
    budget,
    stop,
    options: {
      signal: stop.signal,
      budget,
      emit: (event) => {
        if (!isTraceDetail(event)) events.push(event);
      },
      turnId: 'trn_1',
    },
  };
}
