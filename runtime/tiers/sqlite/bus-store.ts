// The log of messages in SQLite; a publication and its deliveries to groups are one transaction.
import type { Clock, IdMaker } from '../../core/index.js';
import { HistoryGoneError } from '../errors.js';
import {
  type BusStore,
  GROUP_PREFIX,
  type GroupId,
  groupQueue,
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

/** The topic of changes of the log. */
const LOG = 'log';
const BATCH = 256;
const TRIM_EVERY = 500;
const COLUMNS = 'position, subject, key, payload, published';
/** Deliveries have no last attempt. */
const ENDLESS = 2 ** 31 - 1;

export class SqliteBusStore implements BusStore {
  /** @param keep messages kept for replay */
  constructor(
    private readonly db: SqlDatabase,
    private readonly tasks: SqliteTaskStore,
    private readonly clock: Clock,
    private readonly ids: IdMaker,
    private readonly keep: number,
  ) {}

  append(message: NewMessage): Promise<number> {
    return this.db.commit(LOG, () => {
      const publishedAt = this.clock.now();
      const position = this.db.insert(
        'insert into messages (subject, key, payload, published) values (?, ?, ?, ?)',
        blob(message.subject),
        message.key === undefined ? null : blob(message.key),
        JSON.stringify(message.payload),
        publishedAt,
      );
      for (const row of this.db.all('select queue, pattern from groups')) {
        if (!takes(text(row['pattern']), message.subject)) continue;
        this.#deliver(text(row['queue']), { ...message, position, publishedAt });
      }
      if (position % TRIM_EVERY === 0) {
        this.db.run('delete from messages where position <= ?', position - this.keep);
      }
      return position;
    });
  }

  async head(): Promise<number> {
    return optionalInt(this.db.first('select max(position) as head from messages')?.['head']) ?? 0;
  }

  async follow(
    pattern: string,
    after: number,
    take: (message: Published) => Promise<void>,
    signal: AbortSignal,
  ): Promise<{ readonly ended: Promise<void> }> {
    this.#refuseForgotten(after);
    return { ended: this.#follow(pattern, after, take, signal) };
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
        `select ${COLUMNS} from messages where position >= ? order by position`,
        from,
      )) {
        const message = messageOf(row);
        if (takes(id.pattern, message.subject)) this.#deliver(queue, message);
      }
    });
    return { close: () => Promise.resolve() };
  }

  async #follow(
    pattern: string,
    start: number,
    take: (message: Published) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    let after = start;
    let wake: () => void = () => undefined;
    let rang = false;
    const bell = this.db.onChange(LOG, () => {
      rang = true;
      wake();
    });
    const onAbort = (): void => wake();
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        rang = false;
        const batch = this.#read(after);
        for (const message of batch) {
          if (signal.aborted) return;
          after = message.position;
          if (takes(pattern, message.subject)) await take(message);
        }
        if (batch.length === BATCH || rang || signal.aborted) continue;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      bell.dispose();
      signal.removeEventListener('abort', onAbort);
    }
  }

  #read(after: number): readonly Published[] {
    return this.db
      .all(
        `select ${COLUMNS} from messages where position > ? order by position limit ${BATCH}`,
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

  #refuseForgotten(after: number): void {
    const oldest = optionalInt(
      this.db.first('select min(position) as oldest from messages')?.['oldest'],
    );
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
