// SQLite by hand, for the measurement of tiers: as little as does the work at all, and as little as keeps our promises.
import { EventEmitter } from 'node:events';
import path from 'node:path';

const LEASE_MS = 60_000;
const MOST_WAITING = 10_000;

/** @param {string} folder where the two databases lie */
export function rawSqlite(folder) {
  const sql = process.getBuiltinModule?.('node:sqlite');
  if (sql === undefined) throw new Error('this Node has no node:sqlite');
  const open = (name) => {
    const db = new sql.DatabaseSync(path.join(folder, name));
    db.exec('pragma journal_mode = wal; pragma synchronous = normal');
    return db;
  };
  const databases = [open('bare.db'), open('same.db')];
  return {
    bare: bare(databases[0]),
    same: same(databases[1]),
    close: async () => {
      for (const db of databases) db.close();
    },
  };
}

/** No revisions, no lease that runs out, no fence, no result, nobody told. */
function bare(db) {
  db.exec(
    'create table kv (key text primary key, value text); create table q (id integer primary key, body text, state integer)',
  );
  db.exec('create table log (position integer primary key, body text)');
  const upsert = db.prepare('insert or replace into kv values (?, ?)');
  const read = db.prepare('select value from kv where key = ?');
  const add = db.prepare('insert into q (body, state) values (?, 0)');
  const claim = db.prepare(
    'update q set state = 1 where id = (select min(id) from q where state = 0) returning id, body',
  );
  const end = db.prepare('delete from q where id = ?');
  const append = db.prepare('insert into log (body) values (?)');
  const after = db.prepare('select position, body from log where position > ? order by position');
  const log = follower(append, after);
  return {
    put: async (key, text) => void upsert.run(key, text),
    get: async (key) => read.get(key)?.value,
    task: async (text) => {
      add.run(text);
      end.run(claim.get().id);
    },
    publish: async (text) => {
      append.run(text);
      log.ring();
    },
    subscribe: async (take) => log.take(take),
  };
}

/** Wakes a reader of a log, which reads what is stored. */
function follower(append, after) {
  const bell = new EventEmitter();
  let seen = 0;
  let rung = false;
  let take = () => undefined;
  bell.on('ring', () => {
    rung = false;
    for (const { position, body } of after.all(seen)) {
      seen = position;
      take(body);
    }
  });
  return {
    ring: () => {
      if (rung) return;
      rung = true;
      queueMicrotask(() => bell.emit('ring'));
    },
    take: (handler) => {
      take = handler;
    },
  };
}

/**
 * Revisions, conditions, ends of keys and a record of changes for those who watch; tasks with a bound, no second one of
 * a key, order by key, priority, delay, a lease that runs out, a fence, attempts, a result that is stored before
 * anybody is told; messages that reach groups with the same commit.
 */
function same(db) {
  db.exec(`
    create table kv (key blob primary key, value text, revision integer, expires integer) without rowid;
    create index kv_ends on kv (expires) where expires is not null;
    create table changes (revision integer primary key autoincrement, kind text, key blob, value text);
    create table log (position integer primary key autoincrement, subject blob, body text, published integer);
    create table groups (queue text primary key, pattern text);
    create table tasks (seq integer primary key, id text not null unique, queue blob, payload text, dedupe blob, lane blob,
      priority integer, most integer, attempts integer, fence integer, state integer, due integer, reason text, result text);
    create index ready on tasks (queue, priority desc, seq) where state = 0;
    create index leased on tasks (queue, due) where state = 1;
    create index lanes on tasks (queue, lane, seq) where lane is not null and state < 2;
    create unique index twins on tasks (queue, dedupe) where dedupe is not null and state < 2;
  `);
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const ended = db.prepare('select key from kv where expires <= ?');
  const record = db.prepare("insert into changes (kind, key, value) values ('put', ?, ?)");
  const upsert = db.prepare('insert or replace into kv values (?, ?, ?, ?)');
  const read = db.prepare(
    'select value, revision from kv where key = ? and (expires is null or expires > ?)',
  );
  const add = db.prepare(`
    insert into tasks (id, queue, payload, dedupe, lane, priority, most, attempts, fence, state, due)
    select ?, ?, ?, null, null, 0, 5, 0, 0, 0, ?
    where (select count(*) from (select 1 from tasks where queue = ? and state = 0 limit ${MOST_WAITING})) < ${MOST_WAITING}
    returning seq`);
  const silent = db.prepare('select seq from tasks where queue = ? and state = 1 and due <= ?');
  const claim = db.prepare(`
    update tasks set state = 1, due = ?, attempts = attempts + 1, fence = fence + 1 where seq = (
      select seq from tasks t where queue = ? and state = 0 and +due <= ? and (lane is null or not exists (
        select 1 from tasks e where e.queue = t.queue and e.lane = t.lane and e.state < 2 and (e.seq < t.seq or e.state = 1)))
      order by priority desc, seq limit 1)
    returning id, payload, attempts, fence`);
  const end = db.prepare(`
    update tasks set state = 2, due = ?, result = ? where id = ? and state = 1 and fence = ? and due > ? returning queue, lane`);
  const append = db.prepare('insert into log (subject, body, published) values (?, ?, ?)');
  const groups = db.prepare('select queue, pattern from groups');
  const after = db.prepare('select position, body from log where position > ? order by position');
  const waiters = new EventEmitter();
  const log = follower(append, after);
  const queue = Buffer.from('q');
  let made = 0;
  return {
    put: async (key, text) => {
      const name = Buffer.from(key);
      begin.run();
      if (ended.all(Date.now()).length > 0) throw new Error('nothing ends in this measurement');
      const { lastInsertRowid } = record.run(name, text);
      upsert.run(name, text, lastInsertRowid, null);
      commit.run();
      waiters.emit('state');
    },
    get: async (key) => JSON.parse(read.get(Buffer.from(key), Date.now()).value),
    task: async (text) => {
      add.all(`task-${Date.now()}-${++made}`, queue, text, Date.now(), queue);
      waiters.emit('queue');
      const now = Date.now();
      if (silent.all(queue, now).length > 0) throw new Error('nobody is silent here');
      const [task] = claim.all(now + LEASE_MS, queue, now);
      JSON.parse(task.payload);
      if (end.all(now, 'null', task.id, task.fence, now).length === 0) throw new Error('lost');
      waiters.emit(task.id);
    },
    publish: async (text) => {
      begin.run();
      append.run(Buffer.from('bench'), text, Date.now());
      groups.all();
      commit.run();
      log.ring();
    },
    subscribe: async (take) => log.take((body) => take(JSON.parse(body))),
  };
}
