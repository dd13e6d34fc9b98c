// The built-in engine behind the language-model interface: answers signatures by rule, without key or network.
import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from '@ai-sdk/provider';
import * as z from 'zod';
import { MemfunError, sleep, throwIfAborted } from '../../core/index.js';
import type { ModelHandle } from '../../ports/index.js';
import { renderOutput } from '../format.js';
import { SET_UP } from './label.js';
import { RULES } from './rules/index.js';

const OFFLINE_MODEL_ID = 'offline/rules';

/** Tokens that one call may hold. Rules read whole files at once; nothing is sent anywhere. */
const CONTEXT_WINDOW = 1_000_000;
const MAX_OUTPUT_TOKENS = 100_000;
const CHARS_PER_TOKEN = 4;
/** Streamed in pieces like a model's: so many words at once, so many milliseconds between them. */
const WORDS_PER_PIECE = 6;
const PIECE_MS = 4;

/** A signature came that the engine has no rule for. */
class NoRuleError extends MemfunError {
  readonly code = 'models.offline.no-rule';
  constructor(signature: string) {
    super(`The built-in rule-based engine has no rule for "${signature}".`, {
      remedy: 'Set up a language model with "Memfun: Set Up" for this.',
    });
  }
}

const requestSchema = z.object({ signature: z.string(), input: z.unknown() });

/**
 * The engine as a model handle for the roles root, sub and extraction.
 * @param pieceMs pause between streamed pieces, in milliseconds; 0 for tests
 */
export function createOfflineModel(pieceMs: number = PIECE_MS): ModelHandle {
  return {
    id: OFFLINE_MODEL_ID,
    label: 'Built-in rules (no model)',
    model: offlineModel(pieceMs),
    contextWindow: CONTEXT_WINDOW,
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    dialect: 'code',
    vision: false,
    price: { input: 0, output: 0 },
    offline: true,
  };
}

function offlineModel(pieceMs: number): LanguageModelV3 {
  return {
    specificationVersion: 'v3',
    provider: 'offline',
    modelId: 'rules',
    supportedUrls: {},
    doGenerate: async (options) => {
      throwIfAborted(options.abortSignal);
      const text = answer(options);
      return {
        content: [{ type: 'text', text }],
        finishReason: { unified: 'stop', raw: undefined },
        usage: estimateUsage(options, text),
        warnings: [],
      };
    },
    doStream: async (options) => {
      throwIfAborted(options.abortSignal);
      return { stream: streamOf(answer(options), options, pieceMs) };
    },
  };
}

function answer(options: LanguageModelV3CallOptions): string {
  const request = requestSchema.safeParse(options.providerOptions?.['memfun']);
  if (!request.success) {
    return `This is the built-in rule-based engine. It answers Memfun's own questions by rule and is no language model. For free text, ${SET_UP}.`;
  }
  const { signature, input } = request.data;
  const rule = RULES.get(signature);
  if (rule === undefined) throw new NoRuleError(signature);
  return renderOutput(rule, rule.answer(input));
}

/** `ReadableStream.from`, which not every host of this engine has. */
function toStream<T>(parts: AsyncGenerator<T>): ReadableStream<T> {
  return new ReadableStream<T>({
    async pull(controller) {
      const next = await parts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

function streamOf(
  text: string,
  options: LanguageModelV3CallOptions,
  pieceMs: number,
): ReadableStream<LanguageModelV3StreamPart> {
  const id = 'text';
  return toStream(parts());

  async function* parts(): AsyncGenerator<LanguageModelV3StreamPart> {
    yield { type: 'stream-start', warnings: [] };
    yield { type: 'text-start', id };
    for (const delta of piecesOf(text)) {
      throwIfAborted(options.abortSignal);
      yield { type: 'text-delta', id, delta };
      if (pieceMs > 0) await sleep(pieceMs, options.abortSignal);
    }
    yield { type: 'text-end', id };
    yield {
      type: 'finish',
      finishReason: { unified: 'stop', raw: undefined },
      usage: estimateUsage(options, text),
    };
  }
}

/** Splits a text into a few words each; joined they are the text. */
function piecesOf(text: string): string[] {
  const words = text.match(/\s*\S+|\s+$/g) ?? [];
  const pieces: string[] = [];
  for (let i = 0; i < words.length; i += WORDS_PER_PIECE) {
    pieces.push(words.slice(i, i + WORDS_PER_PIECE).join(''));
  }
  return pieces;
}

/** Tokens by length of the prompt as a model would have read it, so that its size can be watched. */
function estimateUsage(options: LanguageModelV3CallOptions, text: string): LanguageModelV3Usage {
  let chars = 0;
  for (const message of options.prompt) {
    if (typeof message.content === 'string') chars += message.content.length;
    else for (const part of message.content) if (part.type === 'text') chars += part.text.length;
  }
  const input = Math.ceil(chars / CHARS_PER_TOKEN);
  const output = Math.ceil(text.length / CHARS_PER_TOKEN);
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  };
}
