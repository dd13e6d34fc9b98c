// The editor's own language models (Copilot and others) behind the runtime's language-model interface.
import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3GenerateResult,
  LanguageModelV3Message,
  LanguageModelV3StreamPart,
  LanguageModelV3StreamResult,
  LanguageModelV3Usage,
} from '@ai-sdk/provider';
import type * as vscode from 'vscode';
import { ModelError, ModelVisionError } from '../../runtime/models/index.js';

/** The constructors of the editor that the adapter uses. `vscode` itself is one. */
export type EditorLanguageApi = Pick<
  typeof vscode,
  | 'CancellationTokenSource'
  | 'LanguageModelChatMessage'
  | 'LanguageModelChatToolMode'
  | 'LanguageModelTextPart'
  | 'LanguageModelToolCallPart'
  | 'LanguageModelToolResultPart'
>;

type AssistantPart = vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart;

/** The editor or the model's owner refused the call. */
export class EditorModelRefusedError extends ModelError {
  readonly code = 'model.editor-refused';
  constructor(modelId: string, reason: string, remedy: string, cause: unknown) {
    super(modelId, `The editor did not let Memfun use ${modelId}: ${reason}`, { remedy, cause });
  }
}

/** Adapts one chat model. Usage is counted with the model's own tokenizer, because the editor reports none. */
export class EditorLanguageModel implements LanguageModelV3 {
  readonly specificationVersion = 'v3';
  readonly provider = 'vscode';
  readonly modelId: string;
  readonly supportedUrls = {};
  readonly #chat: vscode.LanguageModelChat;
  readonly #api: EditorLanguageApi;
  readonly #justification: string;

  /** @param justification what the editor shows where it asks whether Memfun may use the model */
  constructor(chat: vscode.LanguageModelChat, api: EditorLanguageApi, justification: string) {
    this.#chat = chat;
    this.#api = api;
    this.#justification = justification;
    this.modelId = chat.id;
  }

  async doStream(call: LanguageModelV3CallOptions): Promise<LanguageModelV3StreamResult> {
    const cancel = new this.#api.CancellationTokenSource();
    const onAbort = (): void => cancel.cancel();
    call.abortSignal?.addEventListener('abort', onAbort, { once: true });
    if (call.abortSignal?.aborted === true) cancel.cancel();
    const close = (): void => {
      call.abortSignal?.removeEventListener('abort', onAbort);
      cancel.cancel();
      cancel.dispose();
    };
    try {
      const messages = this.#messages(call.prompt);
      const response = await this.#chat.sendRequest(messages, this.#options(call), cancel.token);
      const parts = this.#parts(response, messages, cancel.token);
      return {
        stream: new ReadableStream<LanguageModelV3StreamPart>({
          async pull(controller) {
            const next = await parts.next();
            if (next.done !== true) controller.enqueue(next.value);
            else {
              controller.close();
              close();
            }
          },
          cancel: close,
        }),
      };
    } catch (error) {
      close();
      throw this.#translate(error);
    }
  }

  async doGenerate(call: LanguageModelV3CallOptions): Promise<LanguageModelV3GenerateResult> {
    const { stream } = await this.doStream(call);
    let text = '';
    const content: LanguageModelV3GenerateResult['content'] = [];
    for await (const part of stream) {
      if (part.type === 'text-delta') text += part.delta;
      else if (part.type === 'tool-call') content.push(part);
      else if (part.type === 'error') throw part.error;
      else if (part.type === 'finish') {
        if (text !== '') content.unshift({ type: 'text', text });
        const { finishReason, usage } = part;
        return { content, finishReason, usage, warnings: [] };
      }
    }
    throw new Error('the answer has no end');
  }

  async *#parts(
    response: vscode.LanguageModelChatResponse,
    messages: vscode.LanguageModelChatMessage[],
    token: vscode.CancellationToken,
  ): AsyncGenerator<LanguageModelV3StreamPart> {
    const { LanguageModelTextPart, LanguageModelToolCallPart } = this.#api;
    let written = '';
    let called = false;
    yield { type: 'stream-start', warnings: [] };
    try {
      for await (const part of response.stream) {
        if (part instanceof LanguageModelTextPart) {
          written += part.value;
          yield { type: 'text-delta', id: 'text', delta: part.value };
        } else if (part instanceof LanguageModelToolCallPart) {
          const input = JSON.stringify(part.input);
          const { callId, name } = part;
          written += input;
          called = true;
          yield { type: 'tool-input-start', id: callId, toolName: name };
          yield { type: 'tool-input-delta', id: callId, delta: input };
          yield { type: 'tool-input-end', id: callId };
          yield { type: 'tool-call', toolCallId: callId, toolName: name, input };
        }
        // Other parts (thoughts, references) carry nothing that an answer consists of.
      }
      const usage = await this.#usage(messages, written, token);
      const reason = called ? 'tool-calls' : 'stop';
      yield { type: 'finish', finishReason: { unified: reason, raw: reason }, usage };
    } catch (error) {
      yield { type: 'error', error: this.#translate(error) };
    }
  }

  #options(call: LanguageModelV3CallOptions): vscode.LanguageModelChatRequestOptions {
    const tools = (call.tools ?? []).flatMap((tool) =>
      tool.type === 'function'
        ? [{ name: tool.name, description: tool.description ?? '', inputSchema: tool.inputSchema }]
        : [],
    );
    if (tools.length === 0) return { justification: this.#justification };
    const { Auto, Required } = this.#api.LanguageModelChatToolMode;
    const isForced = call.toolChoice?.type === 'tool' || call.toolChoice?.type === 'required';
    // The editor can force a call only when there is exactly one tool.
    const toolMode = isForced && tools.length === 1 ? Required : Auto;
    return { justification: this.#justification, tools, toolMode };
  }

  #messages(prompt: readonly LanguageModelV3Message[]): vscode.LanguageModelChatMessage[] {
    const { LanguageModelChatMessage } = this.#api;
    return prompt.map((message) => {
      // The editor's interface has no system role.
      if (message.role === 'system') return LanguageModelChatMessage.User(message.content);
      if (message.role === 'assistant') {
        return LanguageModelChatMessage.Assistant(this.#assistantParts(message));
      }
      return LanguageModelChatMessage.User(this.#userParts(message));
    });
  }

  #userParts(
    message: Extract<LanguageModelV3Message, { role: 'user' | 'tool' }>,
  ): (vscode.LanguageModelTextPart | vscode.LanguageModelToolResultPart)[] {
    const { LanguageModelTextPart, LanguageModelToolResultPart } = this.#api;
    return message.content.map((part) => {
      if (part.type === 'text') return new LanguageModelTextPart(part.text);
      if (part.type === 'tool-result') {
        const text = 'value' in part.output ? part.output.value : (part.output.reason ?? 'denied');
        const shown = typeof text === 'string' ? text : JSON.stringify(text);
        return new LanguageModelToolResultPart(part.toolCallId, [new LanguageModelTextPart(shown)]);
      }
      throw new ModelVisionError(this.modelId);
    });
  }

  #assistantParts(
    message: Extract<LanguageModelV3Message, { role: 'assistant' }>,
  ): AssistantPart[] {
    const { LanguageModelTextPart, LanguageModelToolCallPart } = this.#api;
    return message.content.flatMap((part): AssistantPart[] => {
      if (part.type === 'text') return [new LanguageModelTextPart(part.text)];
      if (part.type !== 'tool-call') return [];
      return [new LanguageModelToolCallPart(part.toolCallId, part.toolName, part.input as object)];
    });
  }

  async #usage(
    messages: vscode.LanguageModelChatMessage[],
    written: string,
    token: vscode.CancellationToken,
  ): Promise<LanguageModelV3Usage> {
    const counts = await Promise.all(messages.map((m) => this.#chat.countTokens(m, token)));
    const input = counts.reduce((sum, count) => sum + count, 0);
    const output = await this.#chat.countTokens(written, token);
    return {
      inputTokens: { total: input, noCache: input, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: output, text: output, reasoning: undefined },
    };
  }

  #translate(error: unknown): unknown {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const refusal = typeof code === 'string' ? REFUSALS[code] : undefined;
    if (refusal === undefined) return error;
    return new EditorModelRefusedError(this.modelId, refusal.reason, refusal.remedy, error);
  }
}

/** The codes of the editor's `LanguageModelError`. */
const REFUSALS: Readonly<Record<string, { readonly reason: string; readonly remedy: string }>> = {
  NoPermissions: {
    reason: 'access was not granted.',
    remedy:
      'Ask a question in the Memfun view and allow access when the editor asks, or change it under "Manage Language Model Access" in the Accounts menu.',
  },
  Blocked: {
    reason: 'the request was blocked, by a content rule or because a quota is used up.',
    remedy: 'Word the question differently, wait, or choose another model in "memfun.model".',
  },
  NotFound: {
    reason: 'the model is no longer there.',
    remedy: 'Choose another model in "memfun.model", or install the extension that offered it.',
  },
};
