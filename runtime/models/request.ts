// Builds the call of one signature for one model.
import type {
  JSONObject,
  LanguageModelV3CallOptions,
  LanguageModelV3FilePart,
  LanguageModelV3Message,
  LanguageModelV3TextPart,
} from '@ai-sdk/provider';
import type { ModelHandle } from '../ports/index.js';
import { jsonSchemaOf } from './fields.js';
import type { PromptSize } from './fit.js';
import { sizeOf } from './fit.js';
import type { AnswerForm } from './format.js';
import { renderInputParts, renderSystem, toolName } from './format.js';
import type { PredictOptions, Signature } from './signature.js';

/** An answer that could not be read, and why, for the second try. */
export interface Rejected {
  readonly answer: string;
  readonly reason: string;
}

export interface Request {
  readonly form: AnswerForm;
  readonly call: LanguageModelV3CallOptions;
  readonly size: PromptSize;
}

export interface RequestParts {
  readonly signature: Signature;
  readonly input: Readonly<Record<string, unknown>>;
  readonly handle: ModelHandle;
  readonly form: AnswerForm;
  readonly images: PredictOptions['images'];
  readonly rejected?: Rejected;
}

export function buildRequest(parts: RequestParts): Request {
  const { signature, form } = parts;
  const prompt: LanguageModelV3Message[] = [
    {
      role: 'system',
      content: renderSystem(signature, form),
      // The system part is the same in every call, so it is worth caching. Others ignore this.
      providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
    },
    userMessage(parts),
    ...(parts.rejected === undefined ? [] : repair(parts.rejected, form)),
  ];
  const call = { prompt, ...toolsOf(signature, form), ...offlineOptions(parts) };
  const size = sizeOf(prompt);
  const schemaChars = call.tools === undefined ? 0 : JSON.stringify(call.tools).length;
  return { form, call, size: { ...size, chars: size.chars + schemaChars } };
}

function userMessage({ signature, input, images }: RequestParts): LanguageModelV3Message {
  const files = (images ?? []).map(
    (image): LanguageModelV3FilePart => ({
      type: 'file',
      mediaType: image.mediaType,
      // As text, because not every provider package encodes bytes itself.
      data: Buffer.from(image.data).toString('base64'),
    }),
  );
  return {
    role: 'user',
    content: [...files, ...textParts(signature, input)],
  };
}

/** What stays the same in every step of a run is marked as worth caching; others than Anthropic find out themselves. */
function textParts(
  signature: Signature,
  input: Readonly<Record<string, unknown>>,
): LanguageModelV3TextPart[] {
  const parts = renderInputParts(signature, input);
  return parts.map((text, index) => ({
    type: 'text',
    text,
    ...(index < parts.length - 1
      ? { providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } } }
      : {}),
  }));
}

function repair(rejected: Rejected, form: AnswerForm): readonly LanguageModelV3Message[] {
  const how = form === 'text' ? 'with all fields under their markers' : 'with one call of the tool';
  return [
    { role: 'assistant', content: [{ type: 'text', text: rejected.answer }] },
    {
      role: 'user',
      content: [
        {
          type: 'text',
          text: `This answer could not be read. ${rejected.reason}\nAnswer again, whole, ${how}.`,
        },
      ],
    },
  ];
}

function toolsOf(
  signature: Signature,
  form: AnswerForm,
): Pick<LanguageModelV3CallOptions, 'tools' | 'toolChoice'> {
  if (form === 'text') return {};
  const name = toolName(signature);
  const description = signature.tool?.description ?? 'Gives the answer.';
  const inputSchema = jsonSchemaOf(signature.output) as ToolSchema;
  return {
    tools: [{ type: 'function', name, description, inputSchema }],
    toolChoice: { type: 'tool', toolName: name },
  };
}

/** A prompt as text, for the trace; files are named, not shown. */
export function messagesOf(
  prompt: readonly LanguageModelV3Message[],
): { readonly role: string; readonly text: string }[] {
  return prompt.map(({ role, content }) => ({
    role,
    text:
      typeof content === 'string'
        ? content
        : content
            .map((part) => {
              if (part.type === 'text') return part.text;
              return part.type === 'file' ? `[${part.mediaType}]` : `[${part.type}]`;
            })
            .join('\n'),
  }));
}

type ToolSchema = Extract<
  NonNullable<LanguageModelV3CallOptions['tools']>[number],
  { type: 'function' }
>['inputSchema'];

/** The offline engine answers by the typed input, not by the prompt. */
function offlineOptions({
  handle,
  signature,
  input,
}: RequestParts): Pick<LanguageModelV3CallOptions, 'providerOptions'> {
  if (!handle.offline) return {};
  return {
    providerOptions: { memfun: { signature: signature.name, input: input as JSONObject } },
  };
}
