// The editor's models through the predictor: the same answers, tools, stops and errors as any provider's.
import { describe, expect, test } from 'vitest';
import type * as vscode from 'vscode';
import {
  type EditorLanguageApi,
  EditorLanguageModel,
  EditorModelRefusedError,
} from '../../../extension/models/editor-language-model.js';
import { AbortedError, silentLogger } from '../../../runtime/core/index.js';
import {
  createPredictor,
  ModelStreamDroppedError,
  type Predictor,
  renderOutput,
  subPrompt,
} from '../../../runtime/models/index.js';
import type { ModelHandle } from '../../../runtime/ports/index.js';
import { scriptedHandle, startRun } from './scripted-model.js';

class TextPart {
  constructor(readonly value: string) {}
}
class ToolCallPart {
  constructor(
    readonly callId: string,
    readonly name: string,
    readonly input: object,
  ) {}
}
class ToolResultPart {
  constructor(
    readonly callId: string,
    readonly content: unknown[],
  ) {}
}
class TokenSource {
  readonly token = { isCancellationRequested: false };
  cancel(): void {
    this.token.isCancellationRequested = true;
  }
  dispose(): void {
    // Nothing is held.
  }
}

/** The editor's constructors, as far as the adapter uses them. */
const api = {
  CancellationTokenSource: TokenSource,
  LanguageModelChatMessage: {
    User: (content: unknown) => ({ role: 'user', content }),
    Assistant: (content: unknown) => ({ role: 'assistant', content }),
  },
  LanguageModelChatToolMode: { Auto: 1, Required: 2 },
  LanguageModelTextPart: TextPart,
  LanguageModelToolCallPart: ToolCallPart,
  LanguageModelToolResultPart: ToolResultPart,
} as unknown as EditorLanguageApi;

interface Sent {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly options: vscode.LanguageModelChatRequestOptions;
  readonly token: { readonly isCancellationRequested: boolean };
}

function chatOf(answer: () => AsyncIterable<unknown>) {
  const sent: Sent[] = [];
  const chat = {
    id: 'editor-model',
    sendRequest: (messages: Sent['messages'], options: Sent['options'], token: Sent['token']) => {
      sent.push({ messages, options, token });
      return Promise.resolve({ stream: answer() });
    },
    countTokens: (text: unknown) => Promise.resolve(JSON.stringify(text).length),
  };
  return { chat: chat as unknown as vscode.LanguageModelChat, sent };
}

function predictorOn(chat: vscode.LanguageModelChat, facts: Partial<ModelHandle> = {}): Predictor {
  const handle = scriptedHandle(new EditorLanguageModel(chat, api, 'It answers.'), facts);
  return createPredictor({
    models: { forRole: () => Promise.resolve(handle) },
    logger: silentLogger,
    wait: () => Promise.resolve(),
  });
}

async function* textParts(text: string): AsyncGenerator {
  for (const piece of text.match(/[^]{1,6}/g) ?? []) yield new TextPart(piece);
  yield { thoughts: 'ignored' };
}

const ask = { prompt: 'p', context: 'c' };
const answered = renderOutput(subPrompt, { answer: '42' });

describe('a model of the editor', () => {
  test('answers, with tokens counted by its own tokenizer', async () => {
    const { chat, sent } = chatOf(() => textParts(answered));
    const result = await predictorOn(chat).predict(subPrompt, ask, startRun().options);
    expect(result.output).toEqual({ answer: '42' });
    expect(result.usage.outputTokens).toBe(JSON.stringify(answered).length);
    expect(sent[0]?.messages.map((message) => message.role)).toEqual(['user', 'user']);
    expect(sent[0]?.messages[0]?.content).toContain(subPrompt.instructions);
  });

  test('calls a tool when asked in the tools dialect', async () => {
    const { chat, sent } = chatOf(async function* () {
      yield new ToolCallPart('1', 'sub_prompt', { answer: '42' });
    });
    const predictor = predictorOn(chat, { dialect: 'tools' });
    const result = await predictor.predict(subPrompt, ask, startRun().options);
    expect(result.output).toEqual({ answer: '42' });
    expect(sent[0]?.options).toMatchObject({ toolMode: 2, tools: [{ name: 'sub_prompt' }] });
  });

  test('is cancelled by a stop, also while it hangs', async () => {
    const { chat, sent } = chatOf(async function* () {
      yield new TextPart('<<< answer >>>\nhalf');
      await new Promise(() => undefined);
    });
    const run = startRun();
    const stopped = predictorOn(chat).predict(subPrompt, ask, {
      ...run.options,
      stream: { field: 'answer', onDelta: () => run.stop.abort(), restart: () => undefined },
    });
    await expect(stopped).rejects.toThrow(AbortedError);
    expect(sent[0]?.token.isCancellationRequested).toBe(true);
  });

  test.each(['NoPermissions', 'Blocked', 'NotFound'])('explains the refusal %s', async (code) => {
    const { chat } = chatOf(() => {
      throw Object.assign(new Error('no'), { code });
    });
    const failed = predictorOn(chat).predict(subPrompt, ask, startRun().options);
    await expect(failed).rejects.toThrow(EditorModelRefusedError);
  });

  test('that breaks off in the middle has not answered', async () => {
    const { chat } = chatOf(async function* () {
      yield new TextPart('<<< answer >>>\nhalf');
      throw Object.assign(new Error('socket closed'), { code: 'ECONNRESET' });
    });
    const failed = predictorOn(chat).predict(subPrompt, ask, startRun().options);
    await expect(failed).rejects.toThrow(ModelStreamDroppedError);
  });
});
