// Sessions of clients of the older revisions over HTTP: few, each with its own server, and forgotten when nobody uses them.
import { randomUUID } from 'node:crypto';
import type {
  McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { Clock } from '../../core/index.js';
import type * as ServerSdk from './server-sdk.chunk.js';

const MAX_SESSIONS = 64;
const IDLE_MS = 60 * 60 * 1000;

interface Session {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  usedAt: number;
}

export class LegacySessions {
  readonly #sdk: typeof ServerSdk;
  readonly #create: McpServerFactory;
  readonly #clock: Clock;
  /** Least lately used first. */
  readonly #sessions = new Map<string, Session>();

  constructor(sdk: typeof ServerSdk, create: McpServerFactory, clock: Clock) {
    this.#sdk = sdk;
    this.#create = create;
    this.#clock = clock;
  }

  async fetch(request: Request): Promise<Response> {
    await this.#forget();
    const id = request.headers.get('mcp-session-id');
    if (id === null) return this.#open(request);
    const known = this.#sessions.get(id);
    if (known === undefined) return new Response('The session is not known.', { status: 404 });
    known.usedAt = this.#clock.monotonic();
    this.#sessions.delete(id);
    this.#sessions.set(id, known);
    return known.transport.handleRequest(request);
  }

  async close(): Promise<void> {
    const open = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(open.map(({ transport }) => transport.close()));
  }

  /** Only the handshake opens a session: whatever else comes without one is answered and let go. */
  async #open(request: Request): Promise<Response> {
    const transport = new this.#sdk.WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        this.#sessions.set(id, { transport, usedAt: this.#clock.monotonic() });
      },
      onsessionclosed: (id) => {
        this.#sessions.delete(id);
      },
    });
    const server = await this.#create({ era: 'legacy', requestInfo: request });
    await server.connect(transport);
    const response = await transport.handleRequest(request);
    if (transport.sessionId === undefined) await transport.close();
    return response;
  }

  async #forget(): Promise<void> {
    const now = this.#clock.monotonic();
    for (const [id, { transport, usedAt }] of this.#sessions) {
      if (now - usedAt <= IDLE_MS && this.#sessions.size < MAX_SESSIONS) break;
      this.#sessions.delete(id);
      await transport.close();
    }
  }
}
