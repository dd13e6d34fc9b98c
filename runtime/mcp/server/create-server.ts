// One server for one client or one request, in whichever revision of the protocol it is asked.
import { randomBytes } from 'node:crypto';
import type {
  McpServerFactory,
  RequestStateCodec,
  Server,
  ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { jsonSchema, toErrorInfo } from '../../core/index.js';
import { IDENTITY } from '../version.js';
import { serveCompletions, serveSubscriptions } from './around.js';
import { askedBefore } from './ask-before.js';
import { toMcpResult, toMcpTool } from './face.js';
import { type Page, pageOf } from './paging.js';
import type * as ServerSdk from './server-sdk.chunk.js';
import type { McpCaller, McpSurface } from './surface.js';

const INSTRUCTIONS =
  'Memfun answers about one folder of code and remembers across conversations. Use memory_search before you ask the user what they prefer, memory_store for what they tell you, search and outline to find code, and ask for a question that takes several steps: it explores by itself and cites its places.';

/** Of JSON-RPC. */
const INVALID_PARAMS = -32_602;
const INTERNAL_ERROR = -32_603;

export interface ServerFactory {
  readonly create: McpServerFactory;
  /** Tells every client that is connected that there are other tools. */
  readonly toolsChanged: () => void;
  /** Tells those that watch it. */
  readonly resourceChanged: (uri: string) => void;
}

/** @param signal ends all calls */
export function createServerFactory(
  sdk: typeof ServerSdk,
  surface: McpSurface,
  signal: AbortSignal,
  /** Where the client comes from, when not from this machine's standard input. */
  way: 'stdio' | 'http',
): ServerFactory {
  const alive = new Set<Server>();
  const state = sdk.createRequestStateCodec({ key: randomBytes(32) });
  const watched = new Map<Server, Set<string>>();
  return {
    create() {
      const server = new sdk.Server(
        { ...IDENTITY },
        {
          capabilities: {
            tools: { listChanged: true },
            resources: { subscribe: true },
            prompts: {},
            completions: {},
            logging: {},
          },
          instructions: INSTRUCTIONS,
          requestState: { verify: (given, context) => state.verify(given, context) },
        },
      );
      const site = { sdk, surface, signal, way, state };
      serveTools(server, site);
      serveResources(server, site);
      servePrompts(server, site);
      serveCompletions(server, surface);
      watched.set(server, serveSubscriptions(server));
      alive.add(server);
      Object.assign(server, {
        onclose: () => {
          alive.delete(server);
          watched.delete(server);
        },
      });
      return server;
    },
    toolsChanged() {
      for (const server of alive) server.sendToolListChanged().catch(() => undefined);
    },
    resourceChanged(uri) {
      for (const [server, uris] of watched)
        if (uris.has(uri)) server.sendResourceUpdated({ uri }).catch(() => undefined);
    },
  };
}

interface Site {
  readonly sdk: typeof ServerSdk;
  readonly surface: McpSurface;
  readonly signal: AbortSignal;
  readonly way: 'stdio' | 'http';
  readonly state: RequestStateCodec;
}

function serveTools(server: Server, site: Site): void {
  const { sdk, surface, state } = site;
  server.setRequestHandler('tools/list', async ({ params }) => {
    const direct = (surface.direct ?? []).map(({ name, description, inputSchema }) => ({
      name,
      description,
      inputSchema,
      outputSchema: undefined,
      annotations: {},
    }));
    const faces = [...(await surface.tools()).map(toMcpTool), ...direct];
    const { items, ...rest } = pageIn(sdk, faces, ({ name }) => name, params?.cursor);
    return {
      tools: items.map(({ outputSchema, annotations, ...tool }) => ({
        ...tool,
        annotations: { ...annotations },
        ...(outputSchema === undefined ? {} : { outputSchema }),
      })),
      ...rest,
    };
  });
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const caller = callerOf(server, site, context);
    const direct = surface.direct?.find(({ name }) => name === params.name);
    if (direct !== undefined)
      return direct.run(inputSchema.parse(params.arguments ?? {}), { context, caller, state });
    const tools = await surface.tools();
    const tool = tools.find((one) => toMcpTool(one).name === params.name);
    if (tool === undefined)
      throw new sdk.ProtocolError(INVALID_PARAMS, `Tool ${params.name} not found`);
    const input = jsonSchema.parse(params.arguments ?? {});
    const question = await askedBefore(sdk, tool, input, { server, context, state });
    if (question !== undefined) return question;
    const result = await surface.call(tool.name, input, caller);
    return toMcpResult(result, toMcpTool(tool).outputSchema !== undefined);
  });
}

function serveResources(server: Server, site: Site): void {
  const { sdk, surface } = site;
  server.setRequestHandler('resources/list', async ({ params }) => {
    const all = await surface.resources();
    const { items, ...rest } = pageIn(sdk, all, ({ uri }) => uri, params?.cursor);
    return { resources: items.map(({ read: _read, ...resource }) => resource), ...rest };
  });
  server.setRequestHandler('resources/templates/list', ({ params }) => {
    const { items, ...rest } = pageIn(sdk, surface.templates, (one) => one.name, params?.cursor);
    return {
      resourceTemplates: items.map(({ template, read: _read, ...more }) => ({
        uriTemplate: template,
        ...more,
      })),
      ...rest,
    };
  });
  server.setRequestHandler('resources/read', async ({ params: { uri } }, context) => {
    const caller = callerOf(server, site, context);
    const exact = (await surface.resources()).find((one) => one.uri === uri);
    if (exact !== undefined) {
      const { mimeType } = exact;
      const read = await inWords(sdk, exact.read(caller));
      if (typeof read === 'string') return { contents: [{ uri, mimeType, text: read }] };
      return { contents: [{ uri, mimeType, blob: Buffer.from(read).toString('base64') }] };
    }
    for (const { template, mimeType, read } of surface.templates) {
      const found = variablesSchema.safeParse(new sdk.UriTemplate(template).match(uri));
      if (!found.success) continue;
      const text = await inWords(sdk, read(found.data, caller));
      return { contents: [{ uri, mimeType, text }] };
    }
    throw new sdk.ResourceNotFoundError(uri);
  });
}

const inputSchema = z.record(z.string(), jsonSchema);
const variablesSchema = z.record(z.string(), z.string());

function servePrompts(server: Server, site: Site): void {
  const { sdk, surface, state } = site;
  server.setRequestHandler('prompts/list', async ({ params }) => {
    const all = await surface.prompts();
    const { items, ...rest } = pageIn(sdk, all, ({ name }) => name, params?.cursor);
    return {
      prompts: items.map(({ name, description, arguments: given }) => ({
        name,
        description,
        arguments: given.map((one) => ({ ...one, required: false })),
      })),
      ...rest,
    };
  });
  server.setRequestHandler('prompts/get', async ({ params }, context) => {
    const prompt = (await surface.prompts()).find(({ name }) => name === params.name);
    if (prompt === undefined)
      throw new sdk.ProtocolError(INVALID_PARAMS, `Prompt ${params.name} not found`);
    const given = params.arguments ?? {};
    if (prompt.direct !== undefined)
      return prompt.direct(given, { context, caller: callerOf(server, site, context), state });
    const text = await inWords(sdk, prompt.text(given));
    return {
      description: prompt.description,
      messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
    };
  });
}

const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';
const envelopeSchema = z.looseObject({ [CLIENT_INFO]: z.looseObject({ name: z.string() }) });

/** Each client is a principal of its own, under the name that it gives itself. */
function callerOf(server: Server, { signal, way }: Site, { mcpReq }: ServerContext): McpCaller {
  const told = envelopeSchema.safeParse(mcpReq.envelope).data?.[CLIENT_INFO];
  const given = told?.name ?? server.getClientVersion()?.name ?? 'unknown';
  const name = given.replaceAll(/[^\w.@-]+/g, '-').slice(0, 40);
  const token = mcpReq._meta?.progressToken;
  let done = 0;
  return {
    name: `${way === 'http' ? 'mcp-http' : 'mcp'}:${name}`,
    signal: AbortSignal.any([signal, mcpReq.signal]),
    progress(message) {
      if (mcpReq.signal.aborted) return;
      // A client that asked for no progress may still have asked for the log.
      if (token === undefined) {
        void mcpReq.log('debug', message).catch(() => undefined);
        return;
      }
      done++;
      void mcpReq
        .notify({
          method: 'notifications/progress',
          params: { progressToken: token, progress: done, message },
        })
        .catch(() => undefined);
    },
  };
}

function pageIn<T>(
  sdk: typeof ServerSdk,
  items: readonly T[],
  keyOf: (item: T) => string,
  cursor: string | undefined,
): Page<T> {
  const page = pageOf(items, keyOf, cursor);
  if (page === undefined) throw new sdk.ProtocolError(INVALID_PARAMS, 'The cursor is not known.');
  return page;
}

/** Our errors as those of the protocol, with what to do. */
async function inWords<T>(sdk: typeof ServerSdk, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { message, remedy } = toErrorInfo(error);
    throw new sdk.ProtocolError(
      INTERNAL_ERROR,
      remedy === undefined ? message : `${message} ${remedy}`,
    );
  }
}
