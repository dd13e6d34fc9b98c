// A language model that answers by what it is asked, as several agents at once need it.
import { ScriptedModel } from '../unit/models/scripted-model.js';

type Call = Parameters<ScriptedModel['doStream']>[0];

export class AnsweringModel extends ScriptedModel {
  readonly prompts: string[] = [];

  /** @param answer gets the whole prompt as text, and how many came before */
  constructor(
    private readonly answer: (prompt: string, before: number) => string | Promise<string>,
  ) {
    super([]);
  }

  override async doStream(call: Call): Promise<Awaited<ReturnType<ScriptedModel['doStream']>>> {
    const prompt = promptText(call);
    this.prompts.push(prompt);
    const text = await this.answer(prompt, this.prompts.length - 1);
    call.abortSignal?.throwIfAborted();
    return new ScriptedModel([{ text, usage: { input: 10, output: 5 } }]).doStream(call);
  }
}

function promptText({ prompt }: Call): string {
  return prompt
    .flatMap(({ content }) =>
      typeof content === 'string'
        ? [content]
        : content.flatMap((part) => (part.type === 'text' ? [part.text] : [])),
    )
    .join('\n');
}

export const cell = (code: string): string =>
  `<<< reasoning >>>\nNext.\n<<< code >>>\n${code}\n<<< end >>>`;

/** A field of an answer in JSON. */
export const field = (name: string, value: unknown): string =>
  `<<< ${name} >>>\n${typeof value === 'string' ? value : JSON.stringify(value)}\n<<< end >>>`;
