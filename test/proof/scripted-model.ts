// A language model that plays the policies and the reader: it gets the prompts of a real run and answers in their form.
import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3StreamPart,
} from '@ai-sdk/provider';
import type { HostModel } from '../../runtime/app/index.js';
import { policyCell } from './policies.js';
import { readerAnswer } from './reader.js';
import { CHARS_PER_TOKEN } from './task.js';

export const SCRIPTED_ID = 'vscode/scripted';

/** What a model answers to the text of a prompt; throws what a provider would. */
export type Reply = (prompt: string) => string;

/** The fields of a rendered prompt, by name. */
export function fieldsIn(prompt: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const parts = prompt.split(/^<<< (\w+) >>>$/m);
  for (let at = 1; at < parts.length; at += 2)
    fields.set(parts[at] ?? '', (parts[at + 1] ?? '').replaceAll(/^\n|\n$/g, ''));
  return fields;
}

/** Cells for a root, answers for a sub-call, and nothing much for any other question. */
export const scriptedReply: Reply = (prompt) => {
  const fields = fieldsIn(prompt);
  const task = fields.get('task');
  const index = /"index":\s*(\d+)/.exec(fields.get('step') ?? '')?.[1];
  if (task !== undefined && index !== undefined)
    return render({
      reasoning: 'The next part of the way.',
      code: policyCell(task, Number(index)),
    });
  const [asked, context] = [fields.get('prompt'), fields.get('context')];
  if (asked !== undefined && context !== undefined)
    return render({ answer: readerAnswer(asked, context) });
  return render({ answer: 'none' });
};

export function render(fields: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fields).map(([name, value]) => `<<< ${name} >>>\n${value}`);
  return `${parts.join('\n')}\n<<< end >>>`;
}

/** The model as a host would offer it. Its tokens are counted by the length of prompts and answers. */
export function scriptedModel(reply: Reply = scriptedReply): HostModel {
  const model: LanguageModelV3 = {
    specificationVersion: 'v3',
    provider: 'scripted',
    modelId: 'scripted',
    supportedUrls: {},
    doGenerate: () => {
      throw new TypeError('The predictor streams.');
    },
    doStream: async (call) => ({ stream: streamOf(textOf(call), reply) }),
  };
  return {
    id: SCRIPTED_ID,
    label: 'Scripted',
    contextWindow: 128_000,
    maxOutputTokens: 4_000,
    vision: false,
    open: async () => model,
  };
}

/** What the user's side of a call says; the system part is the same in every call. */
function textOf({ prompt }: LanguageModelV3CallOptions): {
  readonly user: string;
  readonly chars: number;
} {
  let [user, chars] = ['', 0];
  for (const message of prompt) {
    const text =
      typeof message.content === 'string'
        ? message.content
        : message.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
    chars += text.length;
    if (message.role === 'user') user += `${text}\n`;
  }
  return { user, chars };
}

function streamOf(
  { user, chars }: { readonly user: string; readonly chars: number },
  reply: Reply,
): ReadableStream<LanguageModelV3StreamPart> {
  const text = reply(user);
  const [input, output] = [chars, text.length].map((n) => Math.ceil(n / CHARS_PER_TOKEN));
  return new ReadableStream<LanguageModelV3StreamPart>({
    start(controller) {
      controller.enqueue({ type: 'stream-start', warnings: [] });
      controller.enqueue({ type: 'text-delta', id: '0', delta: text });
      controller.enqueue({
        type: 'finish',
        finishReason: { unified: 'stop', raw: 'stop' },
        usage: {
          inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
          outputTokens: { total: output, text: output, reasoning: 0 },
        },
      });
      controller.close();
    },
  });
}
