// A language model whose answer is a function of what it is told: for tests in which the words of a prompt matter.
import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3StreamPart,
} from '@ai-sdk/provider';

export class ToldModel implements LanguageModelV3 {
  readonly specificationVersion = 'v3';
  readonly provider = 'scripted';
  readonly modelId = 'told';
  readonly supportedUrls = {};
  calls = 0;
  readonly #answer: (system: string, user: string) => string;

  constructor(answer: (system: string, user: string) => string) {
    this.#answer = answer;
  }

  doGenerate(): never {
    throw new Error('the predictor streams');
  }

  doStream({ prompt }: LanguageModelV3CallOptions): ReturnType<LanguageModelV3['doStream']> {
    this.calls += 1;
    const [system, user] = ['system', 'user'].map((role) =>
      prompt
        .filter((message) => message.role === role)
        .map(({ content }) =>
          typeof content === 'string'
            ? content
            : content.map((part) => (part.type === 'text' ? part.text : '')).join('\n'),
        )
        .join('\n'),
    );
    const parts: readonly LanguageModelV3StreamPart[] = [
      { type: 'stream-start', warnings: [] },
      { type: 'text-delta', id: '1', delta: this.#answer(system ?? '', user ?? '') },
      {
        type: 'finish',
        finishReason: { unified: 'stop', raw: 'stop' },
        usage: {
          inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
          outputTokens: { total: 5, text: 5, reasoning: 0 },
        },
      },
    ];
    return Promise.resolve({
      stream: new ReadableStream<LanguageModelV3StreamPart>({
        start(controller) {
          for (const part of parts) controller.enqueue(part);
          controller.close();
        },
      }),
    });
  }
}

/** The fields of an answer in the text form. */
export function answered(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, text]) => `<<< ${name} >>>\n${text}`);
  return `${lines.join('\n')}\n<<< end >>>`;
}
