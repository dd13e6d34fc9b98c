// Effectiveness over time from what was recorded: which run used what, how it ended, and when versions changed.
import {
  type Effect,
  effectOf,
  type Mark,
  type RunFact,
  type TunedVersion,
  turnOutcomes,
} from '../optimizer/index.js';
import type { TraceRecord } from '../traces/index.js';
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
    return [{ at: started.at, good, recalled, uses: usesOf(record) }];
  });
  return effectOf(facts, marksOf(versions));
}

/** By the names of targets. */
function usesOf({ events }: TraceRecord): ReadonlySet<string> {
  const uses = new Set<string>();
  for (const event of events) {
    if (event.type === 'model.called' && event.role !== 'embedding') uses.add(event.signature);
    if (event.type === 'step.started' && event.agent !== undefined)
      uses.add(`agent:${event.agent}`);
    if (event.type === 'turn.started') {
      const [, agent] = /^\/agent\s+(\S+)/.exec(event.request.text.trim()) ?? [];
      if (agent !== undefined) uses.add(`agent:${agent}`);
    }
    if (event.type === 'step.call' && event.tool === 'skill.use' && event.state === 'done') {
      const [, skill] = /→ (\S+)$/.exec(event.summary) ?? [];
      if (skill !== undefined) uses.add(`skill:${skill}`);
    }
  }
  return uses;
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

/** `agent/NAME/instructions` belongs to `agent:NAME`, `tool/NAME/description` to `tools`. */
function targetOf(id: string): string {
  const [kind = '', name = ''] = id.split('/');
  if (kind === 'agent' || kind === 'skill') return `${kind}:${name}`;
  return kind === 'tool' ? 'tools' : kind;
}
