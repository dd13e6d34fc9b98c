// A local server that speaks the providers' real protocols: scripted answers by aimock, and byte-exact ones where it has none.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LLMock } from '@copilotkit/aimock';
import { renderOutput, subPrompt } from '../../../runtime/models/index.js';

export interface ModelServer {
  readonly url: string;
  /** Bodies that byte-exact routes received, oldest first. */
  readonly bodies: string[];
  /** The next call below `/raw` is answered by this. */
  raw(answer: (response: ServerResponse) => void): void;
  stop(): Promise<void>;
}

const answer = (text: string): string => renderOutput(subPrompt, { answer: text });

/** Starts the server. What it does depends on a word in the user's message. */
export async function startModelServer(): Promise<ModelServer> {
  const mock = new LLMock({ port: 0, logLevel: 'silent', chunkSize: 6 });
  const says = (word: RegExp) => ({
    predicate: (request: { messages?: readonly { role: string; content?: unknown }[] }) =>
      word.test(JSON.stringify(request.messages?.findLast((m) => m.role === 'user')?.content)),
  });
  mock.addFixture({
    match: says(/hello/),
    response: {
      content: answer('Hi there.\n\nThis is a streamed reply.'),
      usage: { input_tokens: 321, output_tokens: 9, prompt_tokens: 321, completion_tokens: 9 },
    },
  });
  mock.addFixture({
    match: says(/cell/),
    response: {
      toolCalls: [
        { name: 'run_cell', arguments: JSON.stringify({ reasoning: 'r', code: 'a = "b"\nc' }) },
      ],
    },
  });
  mock.addFixture({ match: says(/empty/), response: { content: '' } });
  mock.addFixture({
    match: says(/slow/),
    response: { content: answer('word '.repeat(400)) },
    latency: 25,
  });
  for (const [word, status, message] of [
    [/no-key/, 401, 'invalid x-api-key'],
    [/no-model/, 404, 'model: nonesuch'],
  ] as const) {
    mock.addFixture({ match: says(word), response: { error: { message }, status } });
  }
  for (const [word, status] of [
    [/busy/, 429],
    [/overload/, 529],
  ] as const) {
    mock.addFixture({
      match: { ...says(word), sequenceIndex: 0 },
      response: { error: { message: 'slow down' }, status, retryAfter: 3 },
    });
    mock.addFixture({ match: says(word), response: { content: answer('after a wait') } });
  }
  mock.addFixture({
    match: says(/drop/),
    response: { content: answer('x '.repeat(200)) },
    truncateAfterChunks: 9,
    latency: 10,
  });

  const bodies: string[] = [];
  const script: ((response: ServerResponse) => void)[] = [];
  mock.mount('/raw', {
    async handleRequest(request: IncomingMessage, response: ServerResponse) {
      bodies.push(await bodyOf(request));
      const next = script.shift();
      if (next === undefined) response.writeHead(500).end('the script is over');
      else next(response);
      return true;
    },
  });
  await mock.start();
  return {
    url: mock.url,
    bodies,
    raw: (next) => void script.push(next),
    stop: () => mock.stop(),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** Answers with server-sent events. */
export function sse(events: readonly (readonly [string | undefined, unknown])[]) {
  return (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const [name, data] of events) {
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      response.write(`${name === undefined ? '' : `event: ${name}\n`}data: ${text}\n\n`);
    }
    response.end();
  };
}

/** Answers with one JSON value per line. */
export function lines(values: readonly unknown[]) {
  return (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.end(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  };
}

/** Answers with a status and a JSON body. */
export function status(code: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}
