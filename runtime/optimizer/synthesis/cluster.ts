// Runs of one kind: successful ones whose requests and tools are alike.
import type { RunEvent } from '../../core/index.js';
import { isCut, type TraceRecord } from '../../traces/index.js';
import { turnOutcomes } from '../rollouts/outcome.js';

/** What a run was asked, how it went about it, and what it answered. */
export interface RunNote {
  readonly turnId: string;
  readonly sessionId: string;
  readonly request: string;
  readonly tools: readonly string[];
  /** Its steps in words and code. */
  readonly way: string;
  readonly answer: string;
}

export interface Cluster {
  /** Its oldest run, in whose place any other of its runs may stand: stays while runs come and go. */
  readonly id: string;
  /** Words that its requests share, the rarest elsewhere first. */
  readonly words: readonly string[];
  readonly tools: readonly string[];
  readonly runs: readonly RunNote[];
}

const ALIKE = 0.3;
const TOOL_SHARE = 0.3;
const WORDS_SHOWN = 5;
const WAY_CHARS = 1_500;
const STOP_WORDS: ReadonlySet<string> = new Set(
  'the and for are was with that this what which where when how does from into have has can you please all not'.split(
    ' ',
  ),
);

/** Of runs that took steps, were answered, and of which nothing bad became. */
export function successfulRuns(
  records: readonly TraceRecord[],
  more: readonly RunEvent[] = [],
): readonly RunNote[] {
  const outcomes = turnOutcomes([...records.flatMap(({ events }) => events), ...more]);
  return records.flatMap(({ turnId, sessionId, events }) => {
    const started = events.find((event) => event.type === 'turn.started');
    const ended = events.find((event) => event.type === 'turn.ended');
    const answered = events.findLast((event) => event.type === 'answer.completed');
    const steps = events.filter((event) => event.type === 'step.code');
    if (ended?.stopReason !== 'answered' || outcomes.get(turnId)?.verdict === 'bad') return [];
    if (started === undefined || answered === undefined || steps.length === 0) return [];
    if (isCut(started.request.text) || isCut(answered.text)) return [];
    const calls = events.filter((event) => event.type === 'step.call');
    return [
      {
        turnId,
        sessionId,
        request: started.request.text,
        tools: [...new Set(calls.map(({ tool }) => tool))].sort(),
        way: steps
          .map(({ reasoning, code }, index) => `${index + 1}. ${reasoning}\n${code}`)
          .join('\n')
          .slice(0, WAY_CHARS),
        answer: answered.text,
      },
    ];
  });
}

/**
 * Leader clustering with average linkage: each run joins the group that it is most alike on the mean, or begins one.
 * Alike: shared words weighted by their rarity (Jaccard), and shared tools. The same runs give the same groups.
 * @param least runs of a group
 * @returns largest first
 */
export function clusterRuns(notes: readonly RunNote[], least: number): readonly Cluster[] {
  const ordered = [...notes].sort((a, b) => (a.turnId < b.turnId ? -1 : 1));
  const words = new Map(ordered.map((note) => [note, wordsOf(note.request)]));
  const seen = new Map<string, number>();
  for (const set of words.values())
    for (const word of set) seen.set(word, (seen.get(word) ?? 0) + 1);
  const weight = (word: string): number => Math.log(1 + ordered.length / (seen.get(word) ?? 1));
  const alike = (a: RunNote, b: RunNote): number =>
    (1 - TOOL_SHARE) * overlap(words.get(a) ?? new Set(), words.get(b) ?? new Set(), weight) +
    TOOL_SHARE * overlap(new Set(a.tools), new Set(b.tools), () => 1);
  const groups: RunNote[][] = [];
  for (const note of ordered) {
    const scores = groups.map(
      (group) => group.reduce((sum, other) => sum + alike(note, other), 0) / group.length,
    );
    const best = Math.max(0, ...scores);
    if (best >= ALIKE) groups[scores.indexOf(best)]?.push(note);
    else groups.push([note]);
  }
  return groups
    .filter((runs) => runs.length >= least)
    .sort((a, b) => b.length - a.length)
    .map((runs) => ({
      id: runs[0]?.turnId ?? '',
      runs,
      words: sharedWords(
        runs.map((run) => words.get(run) ?? new Set()),
        weight,
      ),
      tools: [...new Set(runs.flatMap(({ tools }) => tools))].sort(),
    }));
}

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]{3,}/gu) ?? [];
  return new Set(words.filter((word) => !STOP_WORDS.has(word)));
}

function overlap(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  weight: (word: string) => number,
): number {
  const sum = (words: Iterable<string>): number =>
    [...words].reduce((total, word) => total + weight(word), 0);
  const all = sum(new Set([...a, ...b]));
  return all === 0 ? 0 : sum([...a].filter((word) => b.has(word))) / all;
}

function sharedWords(
  sets: readonly ReadonlySet<string>[],
  weight: (word: string) => number,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const set of sets) for (const word of set) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count * 2 >= sets.length)
    .sort(([a, x], [b, y]) => y * weight(b) - x * weight(a))
    .slice(0, WORDS_SHOWN)
    .map(([word]) => word);
}
