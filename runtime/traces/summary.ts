// What a list shows of a run, computed from its record.
import { runKindOf, ZERO_USAGE } from '../core/index.js';
import { foldSpans } from './fold.js';
import type { CostQuery, RunQuery, TraceRecord, TraceSummary } from './types.js';

const TITLE_CHARS = 300;

export function summarize(record: TraceRecord, running: boolean): TraceSummary {
  const { turnId, sessionId, events } = record;
  const spans = foldSpans(record, { running });
  const [root] = spans;
  const started = events.find((event) => event.type === 'turn.started');
  const ended = events.findLast((event) => event.type === 'turn.ended');
  const error = ended?.error?.message;
  const names = (kind: string, key: string): string[] => [
    ...new Set(
      spans.filter((span) => span.kind === kind).map(({ attributes }) => String(attributes[key])),
    ),
  ];
  return {
    turnId,
    sessionId,
    title: started?.request.text.slice(0, TITLE_CHARS) ?? '',
    startedAt: root?.startMs ?? 0,
    ms: (root?.endMs ?? 0) - (root?.startMs ?? 0),
    status: root?.status ?? 'interrupted',
    ...(ended === undefined ? {} : { stopReason: ended.stopReason }),
    ...(error === undefined ? {} : { error }),
    model: started?.model.id ?? '',
    ...(started === undefined ? {} : { kind: runKindOf(started.request) }),
    agents: names('child', 'gen_ai.agent.name'),
    tools: names('tool', 'gen_ai.tool.name'),
    steps: spans.filter(({ kind }) => kind === 'step').length,
    spans: spans.length,
    usage: ended?.usage ?? ZERO_USAGE,
  };
}

/** Whether a run is among those that are asked for, by what a list shows of it. */
export function matches(
  summary: TraceSummary,
  { text = '', sessionId, sinceMs }: RunQuery,
): boolean {
  const searched = searchedText(summary);
  return (
    wordsOf(text).every((word) => searched.includes(word)) &&
    (sessionId === undefined || summary.sessionId === sessionId) &&
    (sinceMs === undefined || summary.startedAt > sinceMs)
  );
}

/** Runs that went as far as they could: what a person or an error has cut short says nothing about the next one. */
export const WHOLE_RUNS: readonly string[] = ['answered', 'budget', 'iterations', 'stuck'];

/** Whether what it cost says what another run like it would. */
export function tellsCost(
  { model, kind, startedAt, stopReason = '', usage }: TraceSummary,
  query: Omit<CostQuery, 'limit'>,
): boolean {
  return (
    model === query.model &&
    kind === query.kind &&
    startedAt > query.sinceMs &&
    usage.costUsd > 0 &&
    WHOLE_RUNS.includes(stopReason)
  );
}

/** What a list shows of a run, in lower case. */
export function searchedText(summary: TraceSummary): string {
  const { turnId, sessionId, title, status, stopReason, error, model, agents, tools } = summary;
  return [turnId, sessionId, title, status, stopReason, error, model, ...agents, ...tools]
    .join('\n')
    .toLowerCase();
}

/** The words of a query, as they are looked for in `searchedText`. */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

export function newestFirst(runs: readonly TraceSummary[]): readonly TraceSummary[] {
  return [...runs].sort((a, b) => b.startedAt - a.startedAt || (a.turnId < b.turnId ? 1 : -1));
}
