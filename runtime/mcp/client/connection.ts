// The connection to one server: opened in either revision of the protocol, watched, and opened again after a fall.
import type {
  CallToolResult,
  Client,
  GetPromptResult,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
  Tool,
} from '@modelcontextprotocol/client';
import { abortable, sleep, throwIfAborted, toErrorInfo } from '../../core/index.js';
import type { HttpServer } from '../config/index.js';
import {
  type CallOptions,
  type ConnectionOptions,
  type ConnectionState,
  type ConnectionTimes,
  TIMES,
} from './connection-options.js';
import { McpCallError, McpConnectError } from './errors.js';
import { createGuardedFetch } from './guarded-fetch.js';
import { type OpenClient, openClient } from './open-client.js';
import { withPatience } from './patience.js';
import { QuestionDesk } from './questions/index.js';
import { ServerLog } from './server-log.js';
import type { SignIn } from './sign-in/index.js';
import {
  McpSignInElsewhereError,
  McpSignInError,
  McpSignInNeededError,
  NoSignInWaitingError,
  signInTo,
} from './sign-in/index.js';

const MAX_FALLS = 5;
const MAX_TOOLS = 500;
/** How often one call may lead to more rights being asked for. */
const MAX_STEPS_UP = 2;

interface Open extends OpenClient {
  readonly since: number;
}

export class McpConnection {
  readonly #options: ConnectionOptions;
  readonly #times: ConnectionTimes;
  /** Of all its lives: why it fell is read after it is up again. */
  readonly #log = new ServerLog();
  #state: ConnectionState = 'off';
  #problem = '';
  #tools: readonly Tool[] = [];
  #open: Open | undefined;
  #opening: Promise<Open> | undefined;
  #life = new AbortController();
  #falls = 0;
  #signIn: SignIn | undefined;
  readonly #questions: QuestionDesk;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#times = { ...TIMES, ...options.times };
    this.#questions = new QuestionDesk({
      server: options.definition.name,
      person: options.person,
      log: (line) => this.#log.line(line),
    });
  }

  get name(): string {
    return this.#options.definition.name;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Why it is not ready; empty when it is. */
  get problem(): string {
    return this.#problem;
  }

  /** As listed last. */
  get tools(): readonly Tool[] {
    return this.#tools;
  }

  get logs(): readonly string[] {
    return this.#log.lines();
  }

  /** E.g. `2026-07-28`; `undefined` while there is no connection. */
  get revision(): string | undefined {
    return this.#open?.client.getNegotiatedProtocolVersion();
  }

  /** Beside tools. */
  get offers(): { readonly resources: boolean; readonly prompts: boolean } {
    const { resources, prompts } = this.#open?.client.getServerCapabilities() ?? {};
    return { resources: resources !== undefined, prompts: prompts !== undefined };
  }

  /** What the server says about itself; a text of others. */
  get instructions(): string | undefined {
    return this.#open?.client.getInstructions()?.slice(0, 4_000);
  }

  /** Connects, or waits for who does already. @throws McpConnectError, AbortedError */
  async ready(signal: AbortSignal): Promise<void> {
    await abortable(this.#client(), signal);
  }

  /** @throws McpCallError, McpConnectError, AbortedError */
  async callTool(
    name: string,
    input: Record<string, unknown>,
    options: CallOptions,
  ): Promise<CallToolResult> {
    return this.#ask(`The tool ${name}`, options, (client, request) =>
      client.callTool({ name, arguments: input }, request),
    );
  }

  async listResources(signal: AbortSignal): Promise<readonly Resource[]> {
    const { resources } = await this.#ask('The list of resources', { signal }, (client, request) =>
      client.listResources(undefined, request),
    );
    return resources;
  }

  async listResourceTemplates(signal: AbortSignal): Promise<readonly ResourceTemplateType[]> {
    const { resourceTemplates } = await this.#ask(
      'The list of templates',
      { signal },
      (client, request) => client.listResourceTemplates(undefined, request),
    );
    return resourceTemplates;
  }

  async readResource(uri: string, signal: AbortSignal): Promise<ReadResourceResult> {
    return this.#ask(`The resource ${uri}`, { signal }, (client, request) =>
      client.readResource({ uri }, request),
    );
  }

  async listPrompts(signal: AbortSignal): Promise<readonly Prompt[]> {
    const { prompts } = await this.#ask('The list of prompts', { signal }, (client, request) =>
      client.listPrompts(undefined, request),
    );
    return prompts;
  }

  async getPrompt(
    name: string,
    args: Record<string, string>,
    signal: AbortSignal,
  ): Promise<GetPromptResult> {
    return this.#ask(`The prompt ${name}`, { signal }, (client, request) =>
      client.getPrompt({ name, arguments: args }, request),
    );
  }

  /**
   * Connects it anew, through its page for signing in where it has one that the person is to see.
   * @throws McpSignInError, McpConnectError, AbortedError
   */
  async signIn(signal: AbortSignal): Promise<void> {
    await this.close();
    const signIn = await this.#prepareSignIn();
    if (signIn === undefined) return this.ready(signal);
    try {
      await signIn.during(signal, () => this.ready(signal));
    } catch (error) {
      if (error instanceof McpSignInElsewhereError)
        error.done.then(
          () => this.#state === 'signed-out' && this.#turn('off'),
          () => undefined,
        );
      throw error;
    }
  }

  /** @param address that a browser elsewhere was sent to at last. @throws NoSignInWaitingError, McpSignInError */
  async finishSignIn(address: string, signal: AbortSignal): Promise<void> {
    if (this.#signIn === undefined) throw new NoSignInWaitingError(this.name);
    await abortable(this.#signIn.take(address), signal);
    await this.restart(signal);
  }

  /** Ends it and forgets who was signed in. */
  async signOut(): Promise<void> {
    await (await this.#prepareSignIn())?.forget();
    await this.close();
  }

  /** Ends it and starts it again, its falls forgiven. @throws McpConnectError, AbortedError */
  async restart(signal: AbortSignal): Promise<void> {
    await this.close();
    await this.ready(signal);
  }

  /** Resolves when nothing of the server runs any more. It can be connected again. */
  async close(): Promise<void> {
    this.#life.abort();
    const { client, transport } = this.#open ?? {};
    this.#open = undefined;
    await this.#opening?.catch(() => undefined);
    await this.#signIn?.close();
    this.#signIn = undefined;
    await client?.close().catch(() => undefined);
    await transport?.close().catch(() => undefined);
    this.#life = new AbortController();
    this.#falls = 0;
    this.#turn('off');
  }

  async #ask<T>(
    what: string,
    { signal, onProgress }: CallOptions,
    ask: (client: Client, request: object) => Promise<T>,
  ): Promise<T> {
    for (let steps = 0; ; steps++) {
      try {
        return await this.#askOnce({ signal, ...(onProgress && { onProgress }) }, ask);
      } catch (error) {
        throwIfAborted(signal);
        if (steps < MAX_STEPS_UP && (await this.#steppedUp(error, signal))) continue;
        if (error instanceof McpSignInError) await this.#signedOut(error);
        if (error instanceof McpSignInError || error instanceof McpConnectError) throw error;
        throw new McpCallError(this.name, what, toErrorInfo(error).message.slice(0, 1_000), error);
      }
    }
  }

  async #askOnce<T>(
    { signal, onProgress }: CallOptions,
    ask: (client: Client, request: object) => Promise<T>,
  ): Promise<T> {
    const client = await abortable(this.#client(), signal);
    const { call, callTotal } = this.#times;
    return withPatience(call, signal, this.#questions, (patience) =>
      ask(client, {
        signal: patience.signal,
        timeout: callTotal,
        // Asked for even if nobody listens: it is the sign of life.
        onprogress: (progress: Parameters<NonNullable<CallOptions['onProgress']>>[0]) => {
          patience.alive();
          onProgress?.(progress);
        },
      }),
    );
  }

  /** Whether the call wanted more rights, and has them now. @throws McpSignInError, AbortedError */
  async #steppedUp(error: unknown, signal: AbortSignal): Promise<boolean> {
    const { InsufficientScopeError } = await import('./client-sdk.chunk.js');
    if (this.#signIn === undefined || !(error instanceof InsufficientScopeError)) return false;
    await this.#signIn.widen(error, signal);
    return true;
  }

  /** What was kept is not good any more: nothing is tried until the person signs in again. */
  async #signedOut({ message }: McpSignInError): Promise<void> {
    const { client } = this.#open ?? {};
    this.#open = undefined;
    await client?.close().catch(() => undefined);
    this.#turn('signed-out', message);
  }

  async #prepareSignIn(): Promise<SignIn | undefined> {
    const { transport } = await this.#options.resolve();
    if (transport.kind === 'stdio') return undefined;
    this.#signIn ??= await this.#signInTo(transport);
    return this.#signIn;
  }

  async #signInTo(server: HttpServer): Promise<SignIn | undefined> {
    const { clock } = this.#options;
    return signInTo(server, {
      ...this.#options,
      server: this.name,
      fetch: createGuardedFetch(clock),
      hide: (tokens) => this.#log.hide(tokens),
      waitMs: this.#times.signIn,
    });
  }

  async #client(): Promise<Client> {
    if (this.#open !== undefined) return this.#open.client;
    if (this.#state === 'signed-out' && this.#signIn?.isAsking !== true)
      throw new McpSignInNeededError(this.name);
    if (this.#state === 'failed') throw new McpConnectError(this.name, this.#problem);
    this.#opening ??= this.#connect(this.#life.signal).finally(() => {
      this.#opening = undefined;
    });
    return (await this.#opening).client;
  }

  async #connect(life: AbortSignal): Promise<Open> {
    this.#turn('starting');
    try {
      const { transport: server, hidden } = await this.#options.resolve();
      throwIfAborted(life);
      this.#log.hide(hidden);
      const { env, clock, onProcess } = this.#options;
      if (server.kind !== 'stdio') this.#signIn ??= await this.#signInTo(server);
      const opened = await openClient(server, {
        env,
        clock,
        log: this.#log,
        connectMs: this.#times.connect,
        probeMs: this.#times.probe,
        onTools: (tools) => this.#listed(tools),
        fetch: createGuardedFetch(clock),
        signIn: this.#signIn,
        questions: this.#questions,
        ...(onProcess === undefined ? {} : { onProcess }),
        signal: life,
      });
      const open = { ...opened, since: clock.monotonic() };
      Object.assign(open.client, {
        onclose: () => this.#fell(open),
        onerror: (error: Error) => this.#log.line(`[protocol] ${error.message}`),
      });
      this.#open = open;
      await this.#list(open.client, life);
      this.#turn('ready');
      return open;
    } catch (error) {
      const { client, transport } = this.#open ?? {};
      this.#open = undefined;
      await client?.close().catch(() => undefined);
      await transport?.close().catch(() => undefined);
      throwIfAborted(life);
      const { message } = toErrorInfo(error);
      this.#turn(
        error instanceof McpSignInError ? 'signed-out' : 'failed',
        message.slice(0, 1_000),
      );
      if (error instanceof McpSignInError) throw error;
      throw error instanceof McpConnectError
        ? error
        : new McpConnectError(this.name, message, error);
    }
  }

  async #list(client: Client, life: AbortSignal): Promise<void> {
    if (client.getServerCapabilities()?.tools === undefined) return this.#listed([]);
    const { tools } = await abortable(
      client.listTools(undefined, { timeout: this.#times.connect, signal: life }),
      life,
    );
    this.#listed(tools);
  }

  #listed(tools: readonly Tool[]): void {
    if (tools.length > MAX_TOOLS)
      this.#log.line(`[tools] Only ${MAX_TOOLS} of its ${tools.length} tools are used.`);
    this.#tools = tools.slice(0, MAX_TOOLS);
    this.#options.onTools?.(this.#tools);
  }

  /** It has ended without being asked to. */
  #fell(open: Open): void {
    if (this.#open !== open) return;
    this.#open = undefined;
    const { clock, logger } = this.#options;
    void open.transport.close().catch(() => undefined);
    if (clock.monotonic() - open.since >= this.#times.healthy) this.#falls = 0;
    logger.info('A server has ended.', { server: this.name });
    this.#retryLater('it has ended');
  }

  /** Later each time, and at last not any more. */
  #retryLater(problem: string): void {
    this.#falls++;
    if (this.#falls >= MAX_FALLS)
      return this.#turn('failed', `${problem}, ${this.#falls} times in a row`);
    this.#turn('waiting', `${problem} and is tried again soon`);
    const life = this.#life.signal;
    void sleep(this.#times.backOff * 2 ** (this.#falls - 1), life)
      .then(() => this.#client())
      .catch((error: unknown) => {
        if (!life.aborted && this.#state !== 'signed-out')
          this.#retryLater(toErrorInfo(error).message);
      });
  }

  #turn(state: ConnectionState, problem = ''): void {
    this.#state = state;
    this.#problem = problem;
  }
}
