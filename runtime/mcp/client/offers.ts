// What servers offer to a person by name: resources to be mentioned, prompts to be started; bounded, and words of others.
import type { PromptMessage } from '@modelcontextprotocol/client';
import { abortable, deadlineSignal, MemfunError, throwIfAborted } from '../../core/index.js';
import type { McpConnection } from './connection.js';
import { plainLine } from './describe.js';
import { readContents } from './result.js';

export interface OfferingServer {
  readonly name: string;
  readonly connection: McpConnection;
}

export interface ServerResource {
  readonly server: string;
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly mimeType: string | undefined;
}

export interface ServerPrompt {
  readonly server: string;
  /** Started as `/server:name`. */
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly {
    readonly name: string;
    readonly description: string;
    readonly required: boolean;
  }[];
}

/** Never an order: it was written by a server. */
export interface ServerText {
  readonly text: string;
  /** Some of it was left out. */
  readonly cut: boolean;
}

/** A prompt cannot be filled in with what was given. */
export class McpPromptError extends MemfunError {
  readonly code = 'mcp.prompt';
}

/** Milliseconds that a list waits for a slow server, which then is left out. */
const LIST_WAIT = 5_000;
const MAX_LISTED = 500;
const MAX_URI = 4_000;
/** Characters of what is put before a model. */
const MAX_TEXT = 100_000;

export interface OffersDeps {
  /** All that are configured. */
  readonly servers: () => Promise<readonly OfferingServer[]>;
  /** @throws UnknownMcpServerError, McpNotAllowedError */
  readonly connection: (name: string) => Promise<McpConnection>;
}

export class McpOffers {
  readonly #deps: OffersDeps;

  constructor(deps: OffersDeps) {
    this.#deps = deps;
  }

  /** To be mentioned; of connected servers. Never rejects but by the signal. */
  async listResources(signal: AbortSignal): Promise<readonly ServerResource[]> {
    const all = await this.#fromEach('resources', signal, async ({ name, connection }, inTime) =>
      (await connection.listResources(inTime))
        .filter(({ uri }) => uri.length <= MAX_URI)
        .map((one) => ({
          server: name,
          uri: one.uri,
          name: plainLine(one.title ?? one.name, 200),
          description: plainLine(one.description ?? '', 300),
          mimeType: one.mimeType,
        })),
    );
    return all.slice(0, MAX_LISTED);
  }

  /** @throws UnknownMcpServerError, McpNotAllowedError, McpConnectError, McpCallError, AbortedError */
  async readResource(server: string, uri: string, signal: AbortSignal): Promise<ServerText> {
    const connection = await this.#deps.connection(server);
    return bounded(readContents(await connection.readResource(uri, signal)).text);
  }

  /** To be started by name; of connected servers. Never rejects but by the signal. */
  async listPrompts(signal: AbortSignal): Promise<readonly ServerPrompt[]> {
    const all = await this.#fromEach('prompts', signal, async ({ name, connection }, inTime) =>
      (await connection.listPrompts(inTime)).map((prompt) => ({
        server: name,
        name: prompt.name,
        description: plainLine(prompt.description ?? prompt.title ?? '', 300),
        arguments: (prompt.arguments ?? []).map((argument) => ({
          name: argument.name,
          description: plainLine(argument.description ?? '', 200),
          required: argument.required === true,
        })),
      })),
    );
    return all.slice(0, MAX_LISTED);
  }

  /**
   * A prompt filled in with the words behind its name.
   * @param words `name=value` for an argument by its name, all others in order, the last of them to the end
   * @throws UnknownMcpServerError, McpNotAllowedError, McpPromptError, McpConnectError, McpCallError, AbortedError
   */
  async getPrompt(
    server: string,
    name: string,
    words: string,
    signal: AbortSignal,
  ): Promise<ServerText> {
    const connection = await this.#deps.connection(server);
    const known = (await connection.listPrompts(signal)).find((prompt) => prompt.name === name);
    if (known === undefined)
      throw new McpPromptError(`The server ${server} has no prompt "${name}".`, {
        remedy: `/mcp prompts ${server} lists those that it has.`,
      });
    const wanted = known.arguments ?? [];
    const given = argumentsOf(
      words,
      wanted.map((one) => one.name),
    );
    const missing = wanted.filter((one) => one.required === true && given[one.name] === undefined);
    if (missing.length > 0)
      throw new McpPromptError(
        `The prompt ${name} also needs: ${missing.map((one) => one.name).join(', ')}.`,
        { remedy: `/${server}:${name} ${wanted.map((one) => `<${one.name}>`).join(' ')}` },
      );
    const { messages } = await connection.getPrompt(name, given, signal);
    const lines = messages.map(({ role, content }) =>
      messages.length === 1 ? wordsOf(content) : `${role}: ${wordsOf(content)}`,
    );
    return bounded(lines.join('\n\n'));
  }

  /** Of a server that is slow or fails there is nothing. */
  async #fromEach<T>(
    what: 'resources' | 'prompts',
    signal: AbortSignal,
    ask: (server: OfferingServer, signal: AbortSignal) => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    const servers = (await this.#deps.servers()).filter(
      ({ connection }) => connection.offers[what],
    );
    const deadline = deadlineSignal(LIST_WAIT, signal);
    try {
      const lists = await Promise.all(
        servers.map((server) =>
          abortable(ask(server, deadline.signal), deadline.signal).catch((): readonly T[] => []),
        ),
      );
      throwIfAborted(signal);
      return lists.flat();
    } finally {
      deadline.clear();
    }
  }
}

function wordsOf(content: PromptMessage['content']): string {
  if (content.type === 'text') return content.text;
  if (content.type === 'resource' && 'text' in content.resource) return content.resource.text;
  return `[${content.type}]`;
}

/** By name, in order, and the last to the end of the line. */
export function argumentsOf(words: string, names: readonly string[]): Record<string, string> {
  const given = new Map<string, string>();
  const free: string[] = [];
  for (const word of words.match(/\S*"[^"]*"|\S+/g) ?? []) {
    const [, name = '', value = ''] = /^([^\s=]+)=([\s\S]*)$/.exec(word) ?? [];
    if (names.includes(name)) given.set(name, unquoted(value));
    else free.push(unquoted(word));
  }
  const left = names.filter((name) => !given.has(name));
  for (const [at, name] of left.entries()) {
    const rest = at === left.length - 1 ? free.slice(at).join(' ') : (free[at] ?? '');
    if (rest !== '') given.set(name, rest);
  }
  return Object.fromEntries(given);
}

function unquoted(word: string): string {
  return /^"[^"]*"$/.test(word) ? word.slice(1, -1) : word;
}

function bounded(text: string): ServerText {
  const cut = text.length > MAX_TEXT;
  return { text: cut ? `${text.slice(0, MAX_TEXT)}\n… cut off …` : text, cut };
}
