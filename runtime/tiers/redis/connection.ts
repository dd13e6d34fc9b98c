// The connections to one Redis or Redis Cluster: scripts by their digest, and the bell that rings after changes.
import { createHash } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import { abortable, deadlineSignal, type Logger } from '../../core/index.js';
import { isUntrusted, TierFullError, TierUnreachableError, TierUntrustedError } from '../errors.js';
import { isSentinel, makeClient, type RedisPlace } from './clients.js';
import { Copies } from './copies.js';
import { OnceSlots } from './once.js';

export interface RedisConnectionOptions extends RedisPlace {
  /** Part of every key: namespaces know nothing of each other. */
  readonly namespace: string;
  readonly logger: Logger;
}

export type Reply = string | number | null | readonly Reply[];

/** A client of a Cluster, or of Sentinels, would try for ever. */
const OPEN_MS = 10_000;
const MEMORY_REMEDY =
  'Raise "maxmemory" of the server or remove what is not needed; accepted tasks can be ended meanwhile, and go on by themselves.';
const DISK_REMEDY =
  'Make room on the disk of the server and do not stop it before: it writes what it holds as soon as it can.';

export class RedisConnection {
  readonly prefix: string;
  readonly #digests = new Map<string, string>();
  readonly #listeners = new Set<(message: string) => void>();
  readonly #copies: Copies | undefined;
  readonly #slots = new OnceSlots();

  private constructor(
    readonly client: Redis | Cluster,
    private readonly subscriber: Redis | Cluster,
    private readonly where: string,
    options: RedisConnectionOptions,
  ) {
    this.prefix = prefixOf(options.namespace);
    if (isSentinel(options)) this.#copies = new Copies(client, where);
    subscriber.on('message', (_channel, message) => this.#ring(message));
    // Rings that were missed while the connection was away: everybody looks again.
    subscriber.on('ready', () => this.#ring(''));
  }

  /** @throws TierUnreachableError when the server does not answer or refuses the credentials */
  static async open(options: RedisConnectionOptions): Promise<RedisConnection> {
    const where = `Redis at ${options.servers.join(', ')}`;
    const library = await import('./ioredis.chunk.js');
    const make = (): Redis | Cluster => makeClient(options, library);
    const client = make();
    const subscriber = make();
    const faults: unknown[] = [];
    for (const one of [client, subscriber]) {
      one.on('error', (error: unknown) => {
        faults.push(error);
        options.logger.warn('trouble with the connection', { where, reason: String(error) });
      });
    }
    const connection = new RedisConnection(client, subscriber, where, options);
    const patience = deadlineSignal(OPEN_MS, new AbortController().signal);
    const connecting = (async () => {
      await Promise.all([client.connect(), subscriber.connect()]);
      await client.ping();
      await subscriber.subscribe(connection.#channel);
    })();
    try {
      await abortable(connecting, patience.signal);
    } catch (error) {
      client.disconnect();
      subscriber.disconnect();
      throw unreachable(where, faults[0] ?? error);
    } finally {
      patience.clear();
    }
    return connection;
  }

  get #channel(): string {
    return `${this.prefix}bell`;
  }

  /** Runs a script. Its reply is what that script says. @throws TierUnreachableError */
  async run(script: string, ...args: readonly (string | number)[]): Promise<Reply> {
    let digest = this.#digests.get(script);
    if (digest === undefined) {
      digest = createHash('sha1').update(script).digest('hex');
      this.#digests.set(script, digest);
    }
    try {
      return await this.#send(() => this.client.evalsha(digest, 1, this.prefix, ...args));
    } catch (error) {
      if (!String(error).includes('NOSCRIPT')) throw this.explain(error);
    }
    try {
      return await this.#send(() => this.client.eval(script, 1, this.prefix, ...args));
    } catch (error) {
      throw this.explain(error);
    }
  }

  /** Runs one that `once` made: the connection may send it again, and it has its effect once. @throws TierUnreachableError */
  runOnce(script: string, ...args: readonly (string | number)[]): Promise<Reply> {
    return this.#slots.send((extra) => this.run(script, ...args, ...extra));
  }

  /** Entries of one of our streams from an id on: number of the id, and its fields by name. */
  async entries(
    stream: string,
    from: number,
    count: number,
  ): Promise<readonly { readonly id: number; readonly fields: ReadonlyMap<string, string> }[]> {
    try {
      const found = await this.client.xrange(
        this.prefix + stream,
        `${from}-0`,
        '+',
        'COUNT',
        count,
      );
      return found.map(([id, flat]) => {
        const fields = new Map<string, string>();
        for (let i = 0; i + 1 < flat.length; i += 2) fields.set(flat[i] ?? '', flat[i + 1] ?? '');
        return { id: Number(id.slice(0, id.indexOf('-'))), fields };
      });
    } catch (error) {
      throw this.explain(error);
    }
  }

  /** Calls back with every ring; with '' when everything may have changed. */
  onMessage(listener: (message: string) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Those that are written to: one, or each of a Cluster. */
  primaries(): readonly Redis[] {
    return 'nodes' in this.client ? this.client.nodes('master') : [this.client];
  }

  close(): Promise<void> {
    this.#listeners.clear();
    this.client.disconnect();
    this.subscriber.disconnect();
    return Promise.resolve();
  }

  /** The error as one of ours. */
  explain(error: unknown): Error {
    if (error instanceof TierUnreachableError) return error;
    const text = String(error);
    if (/\bOOM /.test(text)) return new TierFullError(this.where, MEMORY_REMEDY, error);
    if (/\bMISCONF /.test(text))
      return new TierFullError(`The disk of ${this.where}`, DISK_REMEDY, error);
    if (/ReplyError|ERR /.test(text) && error instanceof Error) return error;
    return unreachable(this.where, error);
  }

  async #send(command: () => Promise<unknown>): Promise<Reply> {
    return (await (this.#copies?.behind(command) ?? command())) as Reply;
  }

  /** Whoever cannot read a ring, perhaps of another version, looks at everything. */
  #ring(message: string): void {
    for (const listener of this.#listeners) {
      try {
        listener(message);
      } catch {
        listener('');
      }
    }
  }
}

/** The hash tag keeps all keys of a namespace in one slot of a Cluster. */
function prefixOf(namespace: string): string {
  return `{memfun:${encodeURIComponent(namespace)}}:`;
}

function unreachable(where: string, cause: unknown): TierUnreachableError {
  if (isUntrusted(cause)) return new TierUntrustedError(where, cause);
  const isRefused = /NOAUTH|WRONGPASS|NOPERM/.test(String(cause));
  return new TierUnreachableError(
    isRefused ? `${where} refused the credentials` : `${where} cannot be reached`,
    isRefused
      ? 'Check the user name and the stored password of the tier.'
      : 'Start the server or correct its address in the settings; "in-process" works without a server.',
    cause,
  );
}

/** A number out of a reply. */
export function numberOf(reply: Reply | undefined): number {
  if (typeof reply === 'number') return reply;
  if (typeof reply === 'string') return Number(reply);
  throw new TypeError(`a number was expected from Redis, not ${typeof reply}`);
}

/** A text out of a reply. */
export function textOf(reply: Reply | undefined): string {
  if (typeof reply === 'string') return reply;
  throw new TypeError(`a text was expected from Redis, not ${typeof reply}`);
}

/** A list out of a reply. */
export function listOf(reply: Reply | undefined): readonly Reply[] {
  if (Array.isArray(reply)) return reply as readonly Reply[];
  throw new TypeError(`a list was expected from Redis, not ${typeof reply}`);
}
