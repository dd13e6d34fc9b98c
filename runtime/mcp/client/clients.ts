// The servers of a workspace: configured, allowed by the user, connected, and their tools as tools of the agent.
import type { Tool } from '@modelcontextprotocol/client';
import {
  type Clock,
  deadlineSignal,
  isAbort,
  type Json,
  type Logger,
  throwIfAborted,
  toErrorInfo,
} from '../../core/index.js';
import type { AnyTool, FileStore, Person, SecretStore } from '../../ports/index.js';
import {
  type McpConfigProblem,
  type McpServerDefinition,
  type ReferenceSources,
  readMcpConfiguration,
  resolveServer,
} from '../config/index.js';
import { McpConnection } from './connection.js';
import type { CallOptions, ConnectionState } from './connection-options.js';
import { McpConsent } from './consent.js';
import { digestOf } from './digest.js';
import {
  McpNotAllowedError,
  McpToolChangedError,
  UnknownMcpServerError,
  UnknownMcpToolError,
} from './errors.js';
import { launchText } from './launch-text.js';
import { RunningServers } from './left-behind.js';
import { serverNames, toolNames } from './names.js';
import { offerTools } from './offer-tools.js';
import { remoteTool, toolCommand, toolDigest } from './remote-tool.js';
import { type RemoteResult, readResult } from './result.js';
import { toolset } from './toolset.js';

export interface McpClientsOptions extends ReferenceSources {
  readonly workspace: FileStore;
  /** Where consent is kept; the model cannot write there. */
  readonly files: FileStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Also where sign-ins are kept. */
  readonly secrets: SecretStore;
  /** Absent where nobody can be asked. */
  readonly person?: Person | undefined;
  /** Allows commands that begin with these words. Absent where no command may run. */
  readonly allowCommand?: (pattern: string) => Promise<void>;
}

export interface McpServerState {
  readonly name: string;
  /** In the names of its tools: `mcp.<alias>.<tool>`. */
  readonly alias: string;
  readonly file: string;
  /** What would be started or visited, word for word as it is configured. */
  readonly launch: string;
  readonly allowed: boolean;
  /** It was allowed, but as something else than what is configured now. */
  readonly redefined: boolean;
  readonly state: ConnectionState;
  readonly problem: string;
  readonly revision: string | undefined;
  readonly tools: readonly McpToolState[];
}

export interface McpToolState {
  readonly name: string;
  readonly description: string;
  /** Not used: it is new, or is described otherwise than when its server was allowed. */
  readonly changed: boolean;
  /** A rule about commands that means every call of it, as long as it is described as now. */
  readonly rule: string;
}

export interface McpCallResult extends RemoteResult {
  /** The tool ran and says that it failed. */
  readonly isError: boolean;
}

export interface McpServers {
  readonly servers: readonly McpServerState[];
  readonly problems: readonly McpConfigProblem[];
}

/** Milliseconds that a turn waits for servers that are starting. */
const TURN_WAIT = 10_000;

interface Known {
  readonly definition: McpServerDefinition;
  readonly alias: string;
  readonly connection: McpConnection;
  /** Digests of the tools that may be used; `undefined` until the first listing. */
  pinned: ReadonlyMap<string, string> | undefined;
}

export class McpClients {
  readonly #options: McpClientsOptions;
  readonly #consent: McpConsent;
  readonly #running: RunningServers;
  /** By digest of definition and alias: a changed definition is another server. */
  readonly #known = new Map<string, Known>();
  readonly #handlers = new Set<() => void>();

  constructor(options: McpClientsOptions) {
    this.#options = options;
    this.#consent = new McpConsent(options.files, options.clock);
    this.#running = new RunningServers(options.files, options.logger);
  }

  /** As configured now. Nothing is started for it. */
  async list(): Promise<McpServers> {
    const { problems, entries } = await this.#entries();
    const servers: McpServerState[] = [];
    for (const entry of entries) {
      const { definition, alias, connection } = entry;
      servers.push({
        name: definition.name,
        alias,
        file: definition.file,
        launch: launchText(definition),
        allowed: await this.#consent.allows(definition),
        redefined: await this.#consent.knowsOther(definition),
        state: connection.state,
        problem: connection.problem,
        revision: connection.revision,
        tools: connection.tools.map((tool) => ({
          name: tool.name,
          description: tool.description ?? '',
          changed: !isPinned(entry, tool),
          rule: ruleOf(entry, tool),
        })),
      });
    }
    return { servers, problems };
  }

  /**
   * The tools of all servers that are allowed. Those still starting are waited for, but not for ever.
   * @param contextTokens the window of the model that is told of them: what would fill it is found by a search instead
   * Never rejects but by the signal: a server that cannot be reached has no tools.
   */
  async tools(contextTokens: number, signal: AbortSignal): Promise<readonly AnyTool[]> {
    const { entries } = await this.#entries();
    const allowed: Known[] = [];
    for (const entry of entries) {
      if (!(await this.#consent.allows(entry.definition))) continue;
      entry.pinned ??= await this.#consent.toolsOf(entry.definition);
      allowed.push(entry);
    }
    const deadline = deadlineSignal(TURN_WAIT, signal);
    try {
      await Promise.all(
        allowed.map(({ connection }) => connection.ready(deadline.signal).catch(() => undefined)),
      );
    } finally {
      deadline.clear();
    }
    throwIfAborted(signal);
    for (const entry of allowed) await this.#pin(entry);
    const connected = allowed.filter(({ connection }) => connection.state === 'ready');
    return [
      ...toolset(
        connected.flatMap((entry) => this.#toolsOf(entry)),
        contextTokens,
      ),
      ...offerTools(connected),
    ];
  }

  /** From now on this server is started, and its tools are used as they are described now. @throws UnknownMcpServerError */
  async allow(name: string, signal: AbortSignal): Promise<McpServerState> {
    const entry = await this.#named(name);
    const { connection, definition } = entry;
    const seen = connection.state === 'ready' ? digests(connection.tools) : undefined;
    await this.#consent.allow(definition, seen);
    entry.pinned = seen;
    if (connection.state === 'failed') await connection.close();
    await connection.ready(signal).catch((error: unknown) => {
      if (isAbort(error)) throw error;
    });
    await this.#pin(entry);
    return this.#state(name);
  }

  /**
   * Connects it anew, and has its page for signing in shown to the person if it wants one.
   * @param address that a browser elsewhere was sent to at last, which ends a sign-in that waits for it
   * @throws UnknownMcpServerError, McpNotAllowedError, McpSignInError, McpConnectError, AbortedError
   */
  async signIn(name: string, signal: AbortSignal, address?: string): Promise<McpServerState> {
    const entry = await this.#allowed(name);
    const { connection } = entry;
    if (address === undefined) await connection.signIn(signal);
    else await connection.finishSignIn(address, signal);
    await this.#pin(entry);
    return this.#state(name);
  }

  /** Ends it, and nothing of its sign-in is kept. @throws UnknownMcpServerError */
  async signOut(name: string): Promise<void> {
    await (await this.#named(name)).connection.signOut();
    this.#changed();
  }

  /** Calls of this tool, as it is described now, are not asked about any more. @throws UnknownMcpServerError, UnknownMcpToolError */
  async allowTool(name: string, tool: string): Promise<string> {
    const entry = await this.#named(name);
    const found = toolOf(entry, tool);
    const pattern = ruleOf(entry, found);
    await this.#options.allowCommand?.(pattern);
    this.#changed();
    return pattern;
  }

  /** Ends it; it is not started again. @throws UnknownMcpServerError */
  async deny(name: string): Promise<void> {
    const { connection } = await this.#named(name);
    await this.#consent.deny(name);
    await connection.close();
    this.#changed();
  }

  /** @throws UnknownMcpServerError, McpNotAllowedError, McpConnectError */
  async restart(name: string, signal: AbortSignal): Promise<McpServerState> {
    const entry = await this.#allowed(name);
    await entry.connection.close();
    await entry.connection.ready(signal);
    await this.#pin(entry);
    return this.#state(name);
  }

  /** What it has printed lately. @throws UnknownMcpServerError */
  async logs(name: string): Promise<readonly string[]> {
    return (await this.#named(name)).connection.logs;
  }

  /**
   * One call for a person who has typed it. The tool must be as it was when its server was allowed.
   * @throws UnknownMcpServerError, UnknownMcpToolError, McpNotAllowedError, McpConnectError, McpCallError, AbortedError
   */
  async call(
    name: string,
    tool: string,
    input: Readonly<Record<string, Json>>,
    options: CallOptions,
  ): Promise<McpCallResult> {
    const entry = await this.#allowed(name);
    await entry.connection.ready(options.signal);
    await this.#pin(entry);
    if (!isPinned(entry, toolOf(entry, tool))) throw new McpToolChangedError(name, tool);
    const result = await entry.connection.callTool(tool, { ...input }, options);
    return { ...readResult(result), isError: result.isError === true };
  }

  /** For what is read of a server beside its tools. @throws UnknownMcpServerError, McpNotAllowedError */
  async connection(name: string): Promise<McpConnection> {
    return (await this.#allowed(name)).connection;
  }

  /** Called when a server has been listed, or what is allowed of it has changed. Handlers must not throw. */
  onTools(handler: () => void): { dispose(): void } {
    this.#handlers.add(handler);
    return { dispose: () => this.#handlers.delete(handler) };
  }

  #changed(): void {
    for (const handler of this.#handlers) handler();
  }

  /** Resolves when nothing that was started runs any more. */
  async close(): Promise<void> {
    await Promise.all([...this.#known.values()].map(({ connection }) => connection.close()));
    this.#known.clear();
    await this.#running.settled();
  }

  async #state(name: string): Promise<McpServerState> {
    const { servers } = await this.list();
    const state = servers.find((one) => one.name === name);
    if (state === undefined)
      throw new UnknownMcpServerError(
        name,
        servers.map((one) => one.name),
      );
    return state;
  }

  async #named(name: string): Promise<Known> {
    const { entries } = await this.#entries();
    const found = entries.find(({ definition }) => definition.name === name);
    if (found === undefined)
      throw new UnknownMcpServerError(
        name,
        entries.map(({ definition }) => definition.name),
      );
    return found;
  }

  async #allowed(name: string): Promise<Known> {
    const entry = await this.#named(name);
    if (!(await this.#consent.allows(entry.definition))) throw new McpNotAllowedError(name);
    entry.pinned ??= await this.#consent.toolsOf(entry.definition);
    return entry;
  }

  /** The configuration as it is now; what is no longer in it is ended. */
  async #entries(): Promise<{
    readonly entries: readonly Known[];
    readonly problems: readonly McpConfigProblem[];
  }> {
    const { servers, problems } = await readMcpConfiguration(this.#options.workspace);
    const aliases = serverNames(servers.map(({ name }) => name));
    const wanted = new Map<string, Known>();
    for (const definition of servers) {
      const alias = aliases.get(definition.name) ?? definition.name;
      const key = digestOf({ definition, alias });
      const known = this.#known.get(key) ?? this.#connect(definition, alias);
      this.#known.set(key, known);
      wanted.set(key, known);
    }
    for (const [key, { connection }] of this.#known) {
      if (wanted.has(key)) continue;
      this.#known.delete(key);
      await connection.close();
    }
    return { entries: [...wanted.values()], problems };
  }

  #connect(definition: McpServerDefinition, alias: string): Known {
    const { clock, logger, env, secrets, person } = this.#options;
    const connection = new McpConnection({
      definition,
      resolve: async () => {
        await this.#running.clear();
        return resolveServer(definition, this.#options);
      },
      env,
      clock,
      secrets,
      person,
      logger: logger.child(`mcp.${alias}`),
      onTools: () => this.#changed(),
      onProcess: (event) => this.#running.note(event),
    });
    return { definition, alias, connection, pinned: undefined };
  }

  /** What a server lists the first time after it was allowed is what was allowed. */
  async #pin(entry: Known): Promise<void> {
    const { connection, definition } = entry;
    if (entry.pinned !== undefined || connection.state !== 'ready') return;
    entry.pinned = digests(connection.tools);
    await this.#consent.allow(definition, entry.pinned).catch((error: unknown) =>
      this.#options.logger.warn('What was allowed of a server could not be kept.', {
        server: definition.name,
        error: toErrorInfo(error),
      }),
    );
  }

  #toolsOf(entry: Known): readonly AnyTool[] {
    const { connection, definition } = entry;
    const { name: server } = definition;
    return connection.tools
      .filter((tool) => isPinned(entry, tool))
      .map((tool) =>
        remoteTool({
          server,
          names: namesOf(entry, tool),
          tool,
          call: async (input, options) => {
            await connection.ready(options.signal);
            // What is called must be what the run was told of.
            if (toolDigest(toolOf(entry, tool.name)) !== toolDigest(tool))
              throw new McpToolChangedError(server, tool.name);
            return connection.callTool(tool.name, input, options);
          },
        }),
      );
  }
}

function digests(tools: readonly Tool[]): ReadonlyMap<string, string> {
  return new Map(tools.map((tool) => [tool.name, toolDigest(tool)]));
}

function isPinned({ pinned }: Known, tool: Tool): boolean {
  return pinned?.get(tool.name) === toolDigest(tool);
}

function namesOf({ alias, connection }: Known, { name }: Tool) {
  const names = toolNames(connection.tools.map((tool) => tool.name));
  return { server: alias, tool: names.get(name) ?? name };
}

function ruleOf(entry: Known, tool: Tool): string {
  return `${toolCommand({ names: namesOf(entry, tool), tool })} *`;
}

function toolOf({ connection, definition }: Known, name: string): Tool {
  const found = connection.tools.find((tool) => tool.name === name);
  if (found === undefined) throw new UnknownMcpToolError(definition.name, name, connection.tools);
  return found;
}
