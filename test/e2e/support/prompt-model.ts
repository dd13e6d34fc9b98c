// An OpenAI-compatible endpoint on this machine that answers by what it is asked, as several agents at once need it.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export class PromptModel {
  private constructor(private readonly server: http.Server) {}

  /** @param answer gets the whole body of the request */
  static async start(answer: (body: string) => string | Promise<string>): Promise<PromptModel> {
    const server = http.createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        void respond(body, answer, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PromptModel(server);
  }

  /** As an entry of `memfun.models`. */
  get entry(): Record<string, unknown> {
    const { port } = this.server.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    return { provider: 'openai-compatible', model: 'prompts', baseUrl };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function respond(
  body: string,
  answer: (body: string) => string | Promise<string>,
  response: http.ServerResponse,
): Promise<void> {
  const content = await answer(body);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const base = { id: 'prompts', object: 'chat.completion.chunk', created: 0, model: 'prompts' };
  const choices = [
    { index: 0, delta: { role: 'assistant', content }, finish_reason: null },
    { index: 0, delta: {}, finish_reason: 'stop' },
  ];
  for (const choice of choices)
    response.write(`data: ${JSON.stringify({ ...base, choices: [choice] })}\n\n`);
  response.end('data: [DONE]\n\n');
}
