// Language models for stories: an OpenAI-compatible endpoint on this machine that answers by what it is asked.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { cell, field } from '../../support/answering-model.js';

const PIECE_MS = 100;

/** Gets the whole body of the request. @returns the answer, or its pieces */
type Answer = (body: string) => string | Promise<string> | AsyncIterable<string>;

export class PromptModel {
  /** What it was given to sign in with, for each request. */
  readonly keys: string[] = [];
  private readonly server: http.Server;

  private constructor(answer: Answer) {
    this.server = http.createServer((request, response) => {
      this.keys.push(request.headers.authorization ?? '');
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        void respond(body, answer, response);
      });
    });
  }

  static async start(answer: Answer): Promise<PromptModel> {
    const model = new PromptModel(answer);
    await new Promise<void>((resolve) => model.server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** As an entry of `memfun.models`. */
  get entry(): Record<string, unknown> {
    return entryOf(this.address);
  }

  /** Of an editor in which it answers. */
  get settings(): Record<string, unknown> {
    return settingsOf(this.address);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The cells of a model: those that wait, one for each step that it is asked for, and then always the same. */
export class Cells {
  /** What it was given for each step. */
  prompts: string[] = [];

  /** @param otherwise its answer to what is no step */
  constructor(
    private readonly last: (body: string) => string,
    public waiting: readonly string[] = [],
    private readonly otherwise: (body: string) => string = () => field('candidates', []),
  ) {}

  readonly answer = (body: string): string => {
    if (!body.includes('persistent JavaScript REPL')) return this.otherwise(body);
    this.prompts.push(body);
    const [next = this.last(body), ...rest] = this.waiting;
    this.waiting = rest;
    return cell(next);
  };
}

/** A word every tenth of a second, for ever. */
export async function* endlessWords(): AsyncGenerator<string> {
  for (;;) {
    yield 'word ';
    await setTimeout(PIECE_MS);
  }
}

/** Settings of a model whose address nobody listens on. */
export const unreachableModel = (): Record<string, unknown> => settingsOf('http://127.0.0.1:9/v1');

function settingsOf(address: string): Record<string, unknown> {
  return { 'memfun.models': { told: entryOf(address) }, 'memfun.model': 'told' };
}

function entryOf(baseUrl: string): Record<string, unknown> {
  return { provider: 'openai-compatible', model: 'prompts', baseUrl };
}

async function respond(body: string, answer: Answer, response: http.ServerResponse): Promise<void> {
  const given = await answer(body);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const base = { id: 'prompts', object: 'chat.completion.chunk', created: 0, model: 'prompts' };
  const write = (delta: object, finish_reason: string | null): void => {
    const choices = [{ index: 0, delta, finish_reason }];
    response.write(`data: ${JSON.stringify({ ...base, choices })}\n\n`);
  };
  for await (const content of typeof given === 'string' ? [given] : given) {
    if (response.destroyed) return;
    write({ role: 'assistant', content }, null);
  }
  write({}, 'stop');
  response.end('data: [DONE]\n\n');
}
