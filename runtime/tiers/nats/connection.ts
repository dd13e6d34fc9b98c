// The connection to NATS JetStream: streams of messages of which the newest of a subject is what counts.
import { randomUUID } from 'node:crypto';
import type {
  Consumer,
  JetStreamClient,
  JetStreamManager,
  StreamConfig,
  StreamInfo,
} from '@nats-io/jetstream';
import type { NatsConnection as Client } from '@nats-io/transport-node';
import { type Logger, sleep, systemClock } from '../../core/index.js';
import { TierUnreachableError } from '../errors.js';
import { silent, unreachable } from './errors.js';
import { digest } from './names.js';
import type * as Nats from './nats.chunk.js';
import { pack } from './packing.js';
import { Presence, ServerAwayError } from './presence.js';
import { Publisher, RefusedError } from './publisher.js';
import { CONSUMING, type Reading, readOn, type Stored, stored } from './reading.js';
import { ServerClock } from './server-clock.js';

export interface NatsConnectionOptions {
  /** `nats://host:port` or `tls://…`; several of one cluster. Without credentials. */
  readonly servers: readonly string[];
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
  /** Copies that a cluster keeps of every stream. Default 1. */
  readonly replicas?: number;
  /** Milliseconds for which something is asked again while the server does not answer. Default 15,000. */
  readonly patienceMs?: number;
  /** Part of every name: namespaces know nothing of each other. */
  readonly namespace: string;
  readonly logger: Logger;
}

export interface PublishOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** The newest message of the subject must have this number; 0: there must be none. */
  readonly lastOfSubject?: number;
  /** The newest message of the whole stream must have this number. */
  readonly lastOfStream?: number;
  /** Id of the message; by default a new one. */
  readonly id?: string;
  /** The newest message of the whole stream must have this id. */
  readonly lastId?: string;
}

/** Somebody else was faster. */
export class WrongSequenceError extends Error {
  /** @param found number of the newest message; `undefined` when the server did not say it */
  constructor(readonly found: number | undefined) {
    super(`the newest message is ${found ?? 'another one'}`);
  }
}

export type { Stored } from './reading.js';

type Library = typeof Nats;

const WRONG_SEQUENCE = 10_071;
const WRONG_LAST_ID = 10_070;
const NAME_IN_USE = 10_058;
const NOT_FOUND = new Set([10_037, 10_059]);
const CONNECT_MS = 5_000;
const REPLY_MS = 3_000;
const PATIENCE_MS = 15_000;
const RETRY_MS = 100;
const NEVER = new Set<number>();

export class NatsConnection {
  readonly prefix: string;
  readonly #streams = new Map<string, Promise<string>>();
  readonly #clock = new ServerClock(systemClock);
  readonly #closed = new AbortController();
  readonly #presence = new Presence(this.#closed.signal);
  #setting: Promise<void> | undefined;

  private constructor(
    readonly client: Client,
    private readonly library: Library,
    private readonly js: JetStreamClient,
    private readonly publisher: Publisher,
    readonly manager: JetStreamManager,
    private readonly where: string,
    private readonly options: NatsConnectionOptions,
  ) {
    this.prefix = `memfun.${digest(options.namespace)}`;
    const onClosed = (): void => this.#closed.abort();
    client.closed().then(onClosed, onClosed);
  }

  /** @throws TierUnreachableError when the server does not answer, refuses the credentials or has no JetStream */
  static async open(options: NatsConnectionOptions): Promise<NatsConnection> {
    const where = `NATS at ${options.servers.join(', ')}`;
    const library = await import('./nats.chunk.js');
    const { username, password, token } = options;
    let client: Client;
    try {
      client = await library.connect({
        servers: [...options.servers],
        name: 'memfun',
        timeout: CONNECT_MS,
        maxReconnectAttempts: -1,
        reconnectTimeWait: RETRY_MS,
        // A trace of every request costs more than the request; what fails is explained by an error of ours.
        noAsyncTraces: true,
        ...(username === undefined ? {} : { user: username }),
        ...(password === undefined ? {} : { pass: password }),
        ...(token === undefined ? {} : { token }),
      });
    } catch (error) {
      throw unreachable(where, error);
    }
    try {
      const manager = await library.jetstreamManager(client, { timeout: REPLY_MS });
      const js = library.jetstream(client, { timeout: REPLY_MS });
      const publisher = new Publisher(client, library.createInbox(), REPLY_MS);
      const connection = new NatsConnection(
        client,
        library,
        js,
        publisher,
        manager,
        where,
        options,
      );
      void connection.#watchStatus();
      await connection.#setClock();
      return connection;
    } catch (error) {
      await client.close();
      if (error instanceof TierUnreachableError) throw error;
      throw silent(where, error);
    }
  }

  /** The server's time in milliseconds since the epoch. */
  now(): number {
    if (this.#clock.isDoubtful()) void this.#setClock().catch(() => undefined); // the old answer stays
    return Math.round(this.#clock.now());
  }

  /** Makes a stream of this namespace when it is not there; its name. Subjects: everything below `<prefix>.<what>`. */
  stream(what: string, config: Partial<StreamConfig>): Promise<string> {
    let made = this.#streams.get(what);
    if (made === undefined) {
      made = this.#make(what, config);
      this.#streams.set(what, made);
      made.catch(() => this.#streams.delete(what));
    }
    return made;
  }

  /** The name a stream of this namespace has. */
  nameOf(what: string): string {
    return `${this.prefix}.${what}`.replaceAll('.', '-');
  }

  /**
   * Resolves with the number of the message. Sent again until it is acknowledged, and stored once.
   * @throws WrongSequenceError
   * @throws TooLargeError when the message is larger than the server takes
   * @throws TierUnreachableError when the server stays away
   */
  async publish(subject: string, text: string, options: PublishOptions = {}): Promise<number> {
    const headers = this.library.headers();
    for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
    const data = pack(text, headers, this.client.info?.max_payload ?? 2 ** 20);
    headers.set('Nats-Msg-Id', options.id ?? randomUUID());
    const { lastOfSubject, lastOfStream, lastId } = options;
    if (lastOfSubject !== undefined) {
      headers.set('Nats-Expected-Last-Subject-Sequence', String(lastOfSubject));
    }
    if (lastOfStream !== undefined)
      headers.set('Nats-Expected-Last-Sequence', String(lastOfStream));
    if (lastId !== undefined) headers.set('Nats-Expected-Last-Msg-Id', lastId);
    const started = performance.now();
    for (;;) {
      try {
        if (this.#presence.isAway) throw new ServerAwayError();
        return await this.publisher.send(subject, data, headers);
      } catch (error) {
        if (error instanceof RefusedError) {
          if (error.code === WRONG_LAST_ID) throw new WrongSequenceError(undefined);
          if (error.code !== WRONG_SEQUENCE) throw unreachable(this.where, error);
          throw new WrongSequenceError(Number(/(\d+)\s*$/.exec(error.message)?.[1] ?? 0));
        }
        await this.#retryAfter(error, started);
      }
    }
  }

  /** The newest message of a subject. */
  async last(stream: string, subject: string): Promise<Stored | undefined> {
    const found = await this.#ask(() =>
      this.manager.direct.getMessage(stream, { last_by_subj: subject }),
    );
    if (found === undefined || found === null) return undefined;
    return stored(found, found.header);
  }

  info(stream: string, filter?: string): Promise<StreamInfo | undefined> {
    const options = filter === undefined ? {} : { subjects_filter: filter };
    return this.#ask(() => this.manager.streams.info(stream, options));
  }

  /** Descriptions of the streams of this namespace whose names begin so. */
  async described(what: string): Promise<readonly string[]> {
    const found: string[] = [];
    const start = this.nameOf(what);
    for await (const { config } of this.manager.streams.list()) {
      if (config.name.startsWith(start) && config.description !== undefined)
        found.push(config.description);
    }
    return found.sort();
  }

  async lastSeq(stream: string): Promise<number> {
    return (await this.info(stream))?.state.last_seq ?? 0;
  }

  /** The number of the oldest message of a subject that is still kept. */
  async firstOf(stream: string, subject: string): Promise<number> {
    const query = { next_by_subj: subject, seq: 1 };
    return (await this.#ask(() => this.manager.direct.getMessage(stream, query)))?.seq ?? 0;
  }

  /** The newest message of every subject that the filter takes. */
  async snapshot(stream: string, filter: string): Promise<readonly Stored[]> {
    return (await this.#ask(() => this.#newest(stream, filter))) ?? [];
  }

  /**
   * Hands over every message that the filter takes from a number on, in order, the next one when `take` has
   * resolved; goes on after the server was away.
   * @param onTrouble told when nothing is read any more
   */
  async follow(
    stream: string,
    filter: string,
    from: number,
    take: (message: Stored) => void | Promise<void>,
    signal: AbortSignal,
    onTrouble: (error: Error) => void = () => undefined,
  ): Promise<{ readonly ended: Promise<void> }> {
    let next = Math.max(1, from);
    const begin = async (): Promise<Reading> => {
      const consumer = await this.#ask(
        () =>
          this.js.consumers.get(stream, {
            filter_subjects: filter,
            deliver_policy: this.library.DeliverPolicy.StartSequence,
            opt_start_seq: next,
          }),
        NEVER,
      );
      if (consumer === undefined) throw new ServerAwayError();
      return { consumer, messages: await consumer.consume(CONSUMING) };
    };
    const takeNext = async (message: Stored): Promise<void> => {
      await take(message);
      next = message.seq + 1;
    };
    let reading: Reading | undefined = await begin();
    const read = async (): Promise<void> => {
      try {
        while (reading !== undefined) {
          const wentMute = await readOn(reading, takeNext, signal);
          void this.#discard(reading.consumer);
          reading = wentMute ? await this.#beginAgain(begin, signal) : undefined;
        }
      } catch (error) {
        if (signal.aborted || this.client.isClosed()) return;
        this.options.logger.error('a stream is no longer read', { stream, reason: String(error) });
        onTrouble(unreachable(this.where, error));
      } finally {
        if (reading !== undefined) await this.#discard(reading.consumer);
      }
    };
    return { ended: read() };
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  async #make(what: string, config: Partial<StreamConfig>): Promise<string> {
    const name = this.nameOf(what);
    const wanted = {
      name,
      subjects: [`${this.prefix}.${what}.>`],
      storage: this.library.StorageType.File,
      num_replicas: this.options.replicas ?? 1,
      allow_direct: true,
      ...config,
    };
    try {
      // Made before with other limits: those stay.
      await this.#ask(() => this.manager.streams.add(wanted), new Set([NAME_IN_USE]));
    } catch (error) {
      // Somebody else made it at the same moment: then the server speaks of the subjects, not of the name.
      if ((await this.info(name)) === undefined) throw error;
    }
    return name;
  }

  /** @throws Error when not all of them came: the server went away, or too much was written meanwhile */
  async #newest(stream: string, filter: string): Promise<readonly Stored[]> {
    const { state } = await this.manager.streams.info(stream, { subjects_filter: filter });
    if (Object.keys(state.subjects ?? {}).length === 0) return [];
    const consumer = await this.js.consumers.get(stream, {
      filter_subjects: filter,
      deliver_policy: this.library.DeliverPolicy.LastPerSubject,
    });
    try {
      const found: Stored[] = [];
      const messages = await consumer.fetch({ max_messages: 1_000_000, expires: CONNECT_MS });
      for await (const message of messages) {
        found.push(stored(message, message.headers));
        if (message.info.pending === 0) return found;
      }
    } finally {
      await this.#discard(consumer);
    }
    throw new Error('the newest messages of a stream did not all come');
  }

  /** What was sent over a connection that is gone is sent again when there is one, not only when its answer is overdue. */
  async #watchStatus(): Promise<void> {
    for await (const { type } of this.client.status()) {
      if (type === 'reconnect') this.#presence.find();
      if (type !== 'disconnect') continue;
      this.#presence.lose();
      this.publisher.forget();
    }
  }

  /** Messages are stamped by the server: what ends at a time ends by its clock, wherever it is looked at. */
  #setClock(): Promise<void> {
    this.#setting ??= this.#clock
      .ask(async () => {
        const stream = await this.stream('clock', { max_msgs: 1 });
        const subject = `${this.prefix}.clock.now`;
        await this.publish(subject, '');
        return (await this.last(stream, subject))?.time;
      })
      .finally(() => {
        this.#setting = undefined;
      });
    return this.#setting;
  }

  /** @returns nothing when nobody reads any more */
  async #beginAgain(
    begin: () => Promise<Reading>,
    signal: AbortSignal,
  ): Promise<Reading | undefined> {
    while (!signal.aborted && !this.client.isClosed()) {
      try {
        return await begin();
      } catch (error) {
        this.options.logger.warn('a stream cannot be read now', { reason: String(error) });
        await sleep(RETRY_MS);
      }
    }
    return undefined;
  }

  /** Consumers go by themselves after a while; this only tidies up sooner. */
  async #discard(consumer: Consumer): Promise<void> {
    if (this.client.isClosed()) return;
    await consumer.delete().catch(() => false);
  }

  /**
   * Asks again while the server is away.
   * @param none what the server says, by JetStream's number, when the answer is `undefined`: by default that there is no such thing
   * @throws TierUnreachableError
   */
  async #ask<T>(question: () => Promise<T>, none = NOT_FOUND): Promise<T | undefined> {
    const started = performance.now();
    for (;;) {
      try {
        return await this.#presence.ask(question);
      } catch (error) {
        if (error instanceof this.library.JetStreamApiError) {
          if (none.has(error.code)) return undefined;
          throw unreachable(this.where, error);
        }
        await this.#retryAfter(error, started);
      }
    }
  }

  async #retryAfter(error: unknown, started: number): Promise<void> {
    const leftMs = started + (this.options.patienceMs ?? PATIENCE_MS) - performance.now();
    if (this.client.isClosed() || leftMs < 0) throw unreachable(this.where, error);
    if (this.#presence.isAway) await this.#presence.back(leftMs);
    else await sleep(RETRY_MS);
  }
}
