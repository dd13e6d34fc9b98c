// The log of messages in SQLite; a publication and its deliveries to groups are one transaction.
import type { Clock, IdMaker } from '../../core/index.js';
import { HistoryGoneError } from '../errors.js';
import {
  type BusStore,
  type FollowedLog,
  followLog,
  GROUP_PREFIX,
  type GroupId,
  groupQueue,
  LOG_BATCH,
  laneOf,
  type NewMessage,
  type Published,
  parseJson,
  takes,
  toDelivery,
} from '../stored/index.js';
import {
  blob,
  int,
  optionalInt,
  optionalText,
  type Row,
  type SqlDatabase,
  text,
} from './database.js';
import type { SqliteTaskStore } from './task-store.js';

/** The topic of changes of the log that others have made; ours are told with the message. */
const LOG = 'log';
const OWN = 'own';
const TRIM_EVERY = 500;
const COLUMNS = 'position, subject, key, payload, published';
/** Deliveries have no last attempt. */
const ENDLESS = 2 ** 31 - 1;

export class SqliteBusStore implements BusStore {
  readonly #followers = new Set<(make: () => Published) => void>();
  readonly #log: FollowedLog = {
    read: async (after) => this.#read(after),
    oldest: async () => this.#oldest(),
    onAdded: (listener) => {
      this.#followers.add(listener);
      const elsewhere = this.db.onChange(LOG, () => listener(undefined));
      return {
        dispose: () => {
          this.#followers.delete(listener);
          elsewhere.dispose();
        },
      };
    },
    idleMs: undefined,
  };

  /** @param keep messages kept for replay */
  constructor(
    private readonly db: SqlDatabase,
    private readonly tasks: SqliteTaskStore,
    private readonly clock: Clock,
    private readonly ids: IdMaker,
    private readonly keep: number,
  ) {}

  async append(message: NewMessage): Promise<number> {
    const { subject, key, payload } = message;
    const json = JSON.stringify(payload);
    let publishedAt = 0;
    const position = await this.db.commit(OWN, () => {
      publishedAt = this.clock.now();
      const position = this.db.insert(
        'insert into messages (subject, key, payload, published) values (?, ?, ?, ?)',
        blob(subject),
        key === undefined ? null : blob(key),
        json,
        publishedAt,
      );
      for (const row of this.db.all('select queue, pattern from groups')) {
        if (!takes(text(row['pattern']), subject)) continue;
        this.#deliver(text(row['queue']), { ...message, position, publishedAt });
      }
      if (position % TRIM_EVERY === 0) {
        this.db.run('delete from messages where position <= ?', position - this.keep);
      }
      return position;
    });
    const make = (): Published => ({
      position,
      subject,
      key,
      payload: parseJson(json),
      publishedAt,
    });
    for (const listener of this.#followers) listener(make);
    return position;
  }

  async head(): Promise<number> {
    return optionalInt(this.db.first('select max(position) as head from messages')?.['head']) ?? 0;
  }

  async follow(
    pattern: string,
    after: number,
    take: (message: Published) => Promise<void>,
    signal: AbortSignal,
    onTrouble: (error: Error) => void,
  ): Promise<{ readonly ended: Promise<void> }> {
    this.#refuseForgotten(after);
    const takeOwn = async (message: Published): Promise<void> => {
      if (takes(pattern, message.subject)) await take(message);
    };
    return { ended: followLog(this.#log, after, takeOwn, signal, onTrouble) };
  }

  async openGroup(id: GroupId, from: number | undefined): Promise<{ close(): Promise<void> }> {
    const queue = groupQueue(id);
    await this.db.commit(LOG, () => {
      const isNew = this.db.run(
        'insert or ignore into groups (queue, pattern, seen) values (?, ?, ?)',
        queue,
        id.pattern,
        this.clock.now(),
      );
      if (isNew === 0 || from === undefined) return;
      this.#refuseForgotten(from - 1);
      for (const row of this.db.all(
        `select ${COLUMNS} from messages where position >= ? and published > 0 order by position`,
        from,
      )) {
        const message = messageOf(row);
        if (takes(id.pattern, message.subject)) this.#deliver(queue, message);
      }
    });
    return { close: () => Promise.resolve() };
  }

  #read(after: number): readonly Published[] {
    return this.db
      .all(
        `select ${COLUMNS} from messages where position > ? and published > 0 order by position limit ${LOG_BATCH}`,
        after,
      )
      .map(messageOf);
  }

  #deliver(queue: string, message: Published): void {
    const lane = laneOf(message);
    const draft = {
      queue: GROUP_PREFIX + queue,
      payload: toDelivery(message),
      maxAttempts: ENDLESS,
    };
    const task = lane === undefined ? draft : { ...draft, orderKey: lane };
    this.tasks.add(this.ids.next('task'), task, Number.MAX_SAFE_INTEGER);
  }

  #oldest(): number | undefined {
    const row = this.db.first('select min(position) as oldest from messages');
    return optionalInt(row?.['oldest']);
  }

  #refuseForgotten(after: number): void {
    const oldest = this.#oldest();
    if (oldest !== undefined && after + 1 < oldest) throw new HistoryGoneError(after + 1, oldest);
  }
}

function messageOf(row: Row): Published {
  return {
    position: int(row['position']),
    subject: text(row['subject']),
    key: optionalText(row['key']),
    payload: parseJson(text(row['payload'])),
    publishedAt: int(row['published']),
  };
}
