// Opens a client on one server by the ways there are, newest first, in whichever revision of the protocol it speaks.
import type { Client, Tool, Transport } from '@modelcontextprotocol/client';
import { abortable, type Clock, throwIfAborted } from '../../core/index.js';
import type { ResolvedServer } from '../config/index.js';
import { IDENTITY } from '../version.js';
import type * as ClientSdk from './client-sdk.chunk.js';
import type { QuestionDesk } from './questions/index.js';
import { safeSchema } from './safe-schema.js';
import type { ServerLog } from './server-log.js';
import { McpSignInError, type SignIn } from './sign-in/index.js';
import { StdioTransport, type StdioTransportOptions } from './stdio-transport.js';

export interface OpenClient {
  readonly client: Client;
  readonly transport: Transport;
}

export interface OpenClientOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly log: ServerLog;
  readonly connectMs: number;
  readonly probeMs: number;
  /** The server has other tools now. */
  readonly onTools: (tools: readonly Tool[]) => void;
  readonly onProcess?: StdioTransportOptions['onProcess'];
  readonly fetch: typeof fetch;
  readonly questions: QuestionDesk;
  /** Absent where the configuration brings its own key. */
  readonly signIn?: SignIn | undefined;
  readonly signal: AbortSignal;
}

/** Milliseconds for a connection that waits for a person to sign in. */
const PERSON_MS = 15 * 60_000;

interface Way {
  readonly transport: () => Transport;
  /** Straight to the handshake of the older revisions. */
  readonly legacy: boolean;
}

/** Nothing of a way that failed is left. @throws what the first way failed with */
export async function openClient(
  server: ResolvedServer['transport'],
  options: OpenClientOptions,
): Promise<OpenClient> {
  const sdk = await import('./client-sdk.chunk.js');
  let first: unknown;
  for (const way of waysTo(server, sdk, options)) {
    throwIfAborted(options.signal);
    try {
      return await attempt(way, sdk, options);
    } catch (error) {
      first ??= error;
      // The other ways lead to the same door.
      if (error instanceof McpSignInError) break;
    }
  }
  throwIfAborted(options.signal);
  throw first;
}

function waysTo(
  server: ResolvedServer['transport'],
  sdk: typeof ClientSdk,
  { env, clock, log, onProcess, fetch, signIn }: OpenClientOptions,
): readonly Way[] {
  if (server.kind === 'stdio') {
    const told = onProcess === undefined ? {} : { onProcess };
    const transport = (): Transport =>
      new StdioTransport({ server, log, clock, env, codec: sdk, ...told });
    // Some old servers end at a question that they do not know.
    return [
      { transport, legacy: false },
      { transport, legacy: true },
    ];
  }
  const url = new URL(server.url);
  const options = {
    fetch,
    requestInit: { headers: { ...server.headers } },
    ...(signIn === undefined ? {} : { authProvider: signIn.authProvider }),
  };
  const http = () => new sdk.StreamableHTTPClientTransport(url, options);
  const sse = { transport: () => new sdk.SSEClientTransport(url, options), legacy: true };
  return server.kind === 'sse' ? [sse] : [{ transport: http, legacy: false }, sse];
}

async function attempt(
  { transport: open, legacy }: Way,
  sdk: typeof ClientSdk,
  options: OpenClientOptions,
): Promise<OpenClient> {
  const { signal, signIn, connectMs } = options;
  const timeout = signIn?.isAsking === true ? PERSON_MS : connectMs;
  const client = newClient(sdk, options);
  const transport = open();
  try {
    const prior = legacy ? { prior: { kind: 'legacy' as const } } : {};
    await abortable(client.connect(transport, { timeout, signal, ...prior }), signal);
    return { client, transport };
  } catch (error) {
    await client.close().catch(() => undefined);
    await transport.close().catch(() => undefined);
    throw error;
  }
}

function newClient(sdk: typeof ClientSdk, options: OpenClientOptions): Client {
  const { log, onTools, signIn, questions } = options;
  const probeMs = signIn?.isAsking === true ? PERSON_MS : options.probeMs;
  const validator = new sdk.AjvJsonSchemaValidator();
  const client = new sdk.Client(
    { ...IDENTITY },
    {
      // Said only where somebody can be asked.
      capabilities: questions.person === undefined ? {} : { elicitation: { form: {}, url: {} } },
      versionNegotiation: { mode: 'auto', probe: { timeoutMs: probeMs } },
      jsonSchemaValidator: {
        getValidator: (schema) => validator.getValidator(safeSchema(schema) ?? {}),
      },
      listChanged: {
        tools: {
          onChanged: (error, tools) => {
            if (error === null && tools !== null) onTools(tools);
            else log.line(`[tools] The changed list could not be read: ${String(error)}`);
          },
        },
      },
    },
  );
  client.setNotificationHandler('notifications/message', ({ params: { level, logger, data } }) => {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    log.line(`[${level}${logger === undefined ? '' : ` ${logger}`}] ${text}`);
  });
  if (questions.person !== undefined)
    client.setRequestHandler('elicitation/create', async (request, { mcpReq }) =>
      questions.answer(request, mcpReq.signal),
    );
  return client;
}
