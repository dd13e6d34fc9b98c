// Language models for stories: one that streams without end, one that is not there.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const PIECE_MS = 100;

/** An OpenAI-compatible endpoint on this machine that greets, and remembers which keys it was given. */
export class GreetingModel {
  private constructor(
    private readonly server: http.Server,
    readonly keys: readonly string[],
  ) {}

  static async start(): Promise<GreetingModel> {
    const keys: string[] = [];
    const server = http.createServer((request, response) => {
      keys.push(request.headers.authorization ?? '');
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const base = {
        id: 'greeting',
        object: 'chat.completion.chunk',
        created: 0,
        model: 'greeter',
      };
      const choices = [
        { index: 0, delta: { role: 'assistant', content: 'Hello.' }, finish_reason: null },
        { index: 0, delta: {}, finish_reason: 'stop' },
      ];
      for (const choice of choices)
        response.write(`data: ${JSON.stringify({ ...base, choices: [choice] })}\n\n`);
      response.end('data: [DONE]\n\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new GreetingModel(server, keys);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** An OpenAI-compatible endpoint on this machine that streams a word every tenth of a second, for ever. */
export class SlowModel {
  private constructor(private readonly server: http.Server) {}

  static async start(): Promise<SlowModel> {
    const server = http.createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => {
        const piece = {
          id: 'slow',
          object: 'chat.completion.chunk',
          created: 0,
          model: 'slow',
          choices: [
            { index: 0, delta: { role: 'assistant', content: 'word ' }, finish_reason: null },
          ],
        };
        response.write(`data: ${JSON.stringify(piece)}\n\n`);
      }, PIECE_MS);
      response.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new SlowModel(server);
  }

  get settings(): Record<string, unknown> {
    const { port } = this.server.address() as AddressInfo;
    return settingsFor(`http://127.0.0.1:${port}/v1`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** An OpenAI-compatible endpoint on this machine that writes the given cells, one for each step of a loop. */
export class CellModel {
  private constructor(private readonly server: http.Server) {}

  static async start(cells: readonly string[]): Promise<CellModel> {
    const waiting = [...cells];
    const server = http.createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        const isStep = body.includes('persistent JavaScript REPL');
        const code = isStep
          ? (waiting.shift() ?? "await final({ answer: '', citations: [] })")
          : '';
        const content = `<<< reasoning >>>\nNext.\n<<< code >>>\n${code}\n<<< end >>>`;
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const base = { id: 'cells', object: 'chat.completion.chunk', created: 0, model: 'cells' };
        const choices = [
          { index: 0, delta: { role: 'assistant', content }, finish_reason: null },
          { index: 0, delta: {}, finish_reason: 'stop' },
        ];
        for (const choice of choices)
          response.write(`data: ${JSON.stringify({ ...base, choices: [choice] })}\n\n`);
        response.end('data: [DONE]\n\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new CellModel(server);
  }

  /** As an entry of `memfun.models`. */
  get entry(): Record<string, unknown> {
    const { port } = this.server.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    return { provider: 'openai-compatible', model: 'cells', baseUrl, contextWindow: 200_000 };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Settings of a model whose address nobody listens on. */
export function unreachableModel(): Record<string, unknown> {
  return settingsFor('http://127.0.0.1:9/v1');
}

function settingsFor(baseUrl: string): Record<string, unknown> {
  return {
    'memfun.models': { test: { provider: 'openai-compatible', model: 'test', baseUrl } },
    'memfun.model': 'test',
  };
}
