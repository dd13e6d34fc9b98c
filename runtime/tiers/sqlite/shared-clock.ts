// One time for all processes of a file, also when somebody sets the clock of the machine back.
import type { Clock } from '../../core/index.js';
import { SteadyClock } from '../steady-clock.js';
import { blob, type SqlDatabase, text } from './database.js';

const TOPIC = 'clock';
const KEY = blob('behind');

/** A clock whose difference to the wall clock is kept in the file. */
export function sharedClock(db: SqlDatabase, clock: Clock): Clock {
  const known = (): number => {
    const row = db.first('select value from state where store = ? and key = ?', TOPIC, KEY);
    return row === undefined ? 0 : Number(text(row['value']));
  };
  const steady = new SteadyClock(clock, (behindMs) => {
    const sql = 'insert or replace into state (store, key, value, revision) values (?, ?, ?, 0)';
    db.run(sql, TOPIC, KEY, String(behindMs));
  });
  steady.agree(known);
  db.onChange(TOPIC, () => steady.agree(known));
  return steady;
}
