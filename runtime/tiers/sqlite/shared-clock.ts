// One time for all processes of a file, also when somebody sets the clock of the machine back.
import type { Clock } from '../../core/index.js';
import { SteadyClock } from '../steady-clock.js';
import { blob, type SqlDatabase, text } from './database.js';

const TOPIC = 'clock';
const KEY = blob('behind');

/** A clock whose difference to the wall clock is kept in the file. */
export function sharedClock(db: SqlDatabase, clock: Clock): Clock {
  /** Found here, and not in the file yet. */
  let found: number | undefined;
  const known = (): number => {
    if (found !== undefined) return found;
    const row = db.first('select value from state where store = ? and key = ?', TOPIC, KEY);
    return row === undefined ? 0 : Number(text(row['value']));
  };
  // Apart from the transaction in which it was found: that one may be rolled back.
  const write = (behindMs: number): void => {
    const sql = 'insert or replace into state (store, key, value, revision) values (?, ?, ?, 0)';
    db.commit(TOPIC, () => db.run(sql, TOPIC, KEY, String(behindMs))).then(
      () => {
        if (found === behindMs) found = undefined;
      },
      () => undefined, // a disk without room is tried again after the next change elsewhere
    );
  };
  const steady = new SteadyClock(clock, (behindMs) => {
    found = behindMs;
    write(behindMs);
  });
  steady.agree(known);
  db.onChange(TOPIC, (isElsewhere) => {
    steady.agree(known);
    // What rings here is this very write, which may not be on the disk yet.
    if (isElsewhere && found !== undefined) write(found);
  });
  return steady;
}
