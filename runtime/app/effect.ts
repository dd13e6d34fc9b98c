// Effectiveness over time from what was recorded: which run used what, how it ended, and when versions changed.
import {
  type Effect,
  effectOf,
  type Mark,
  type RunFact,
  type TunedVersion,
  targetOf,
  turnOutcomes,
} from '../optimizer/index.js';
import { type TraceRecord, usesOf } from '../traces/index.js';
import type { Recorded } from './optimize-access.js';

export function effectFrom(
  { records, events }: Recorded,
  versions: readonly TunedVersion[],
): Effect {
  const outcomes = turnOutcomes([...records.flatMap((record) => record.events), ...events]);
  const facts = records.flatMap((record): readonly RunFact[] => {
    const started = record.events.find((event) => event.type === 'turn.started');
    const ended = record.events.some((event) => event.type === 'turn.ended');
    if (started === undefined || !ended) return [];
    const good = outcomes.get(record.turnId)?.verdict !== 'bad';
    const recalled = record.events.some(
      (event) => event.type === 'memory.used' && event.memories.length > 0,
    );
    return [{ at: started.at, good, recalled, uses: targetsOf(record) }];
  });
  return effectOf(facts, marksOf(versions));
}

/** Names of targets: what is weighed inside of one, and which model it was, have no course of their own. */
function targetsOf({ events }: TraceRecord): ReadonlySet<string> {
  return new Set([...usesOf(events)].filter((name) => !name.includes('/') && name !== 'model'));
}

/** When the value of a part changed, by the target that the part belongs to. */
function marksOf(versions: readonly TunedVersion[]): ReadonlyMap<string, readonly Mark[]> {
  const marks = new Map<string, Mark[]>();
  let before: TunedVersion['values'] = {};
  for (const { at, action, proposal, values } of versions) {
    const ids = new Set([...Object.keys(before), ...Object.keys(values)]);
    const changed = [...ids].filter(
      (id) => JSON.stringify(before[id]) !== JSON.stringify(values[id]),
    );
    for (const name of new Set(changed.map(targetOf)))
      marks.set(name, [...(marks.get(name) ?? []), { at, action, proposal }]);
    before = values;
  }
  return marks;
}
