// Names of attributes: those of OpenTelemetry's conventions for generative AI where there are any, else `memfun.*`.
// https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/ and …/gen-ai-agent-spans/
import type { Json, RunEventOf } from '../core/index.js';
import type { Attributes } from './types.js';

/** Values of `gen_ai.operation.name`. */
export const OPERATION = {
  agent: 'invoke_agent',
  chat: 'chat',
  embed: 'embeddings',
  tool: 'execute_tool',
} as const;

/** Characters. */
const MAX_ARGUMENTS = 2_000;

/** Functions of the REPL itself; the others are tools. */
export const MODEL_FUNCTIONS: ReadonlySet<string> = new Set([
  'llm',
  'llmBatch',
  'rlm',
  'delegate',
  'final',
  'budget',
]);

export function agentAttributes(name: string): Attributes {
  return { 'gen_ai.operation.name': OPERATION.agent, 'gen_ai.agent.name': name };
}

export function toolAttributes(tool: string, callId: string): Attributes {
  return {
    'gen_ai.operation.name': OPERATION.tool,
    'gen_ai.tool.name': tool,
    'gen_ai.tool.call.id': callId,
    'gen_ai.tool.type': 'function',
  };
}

/** What a call was given, cut where it is long. */
export function argumentAttributes(args: Json): Attributes {
  return { 'gen_ai.tool.call.arguments': JSON.stringify(args).slice(0, MAX_ARGUMENTS) };
}

export function errorAttributes({
  name,
  code,
  message,
}: NonNullable<RunEventOf<'turn.ended'>['error']>): Attributes {
  return { 'error.type': code, 'error.message': message, 'memfun.error.name': name };
}

export function modelAttributes(
  { model, role, signature, usage }: RunEventOf<'model.called'>,
  exchange: RunEventOf<'model.exchanged'> | undefined,
): Attributes {
  return {
    'gen_ai.operation.name': role === 'embedding' ? OPERATION.embed : OPERATION.chat,
    'gen_ai.provider.name': model.includes('/') ? (model.split('/')[0] ?? model) : 'unknown',
    'gen_ai.request.model': model,
    'gen_ai.usage.input_tokens': usage.inputTokens,
    'gen_ai.usage.output_tokens': usage.outputTokens,
    'gen_ai.usage.cache_read.input_tokens': usage.cachedInputTokens,
    'memfun.cost.usd': usage.costUsd,
    'memfun.model.role': role,
    'memfun.signature': signature,
    ...(exchange === undefined
      ? {}
      : {
          'gen_ai.input.messages': messagesText(exchange.messages),
          'gen_ai.output.messages': messagesText([{ role: 'assistant', text: exchange.answer }]),
        }),
  };
}

/** Messages in the form of the conventions: a role and parts each. */
function messagesText(
  messages: readonly { readonly role: string; readonly text: string }[],
): string {
  return JSON.stringify(
    messages.map(({ role, text }) => ({ role, parts: [{ type: 'text', content: text }] })),
  );
}
