// What a list shows of a run, computed from its record.
import { ZERO_USAGE } from '../core/index.js';
import { foldSpans } from './fold.js';
import type { TraceRecord, TraceSummary } from './types.js';

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
    agents: names('child', 'gen_ai.agent.name'),
    tools: names('tool', 'gen_ai.tool.name'),
    steps: spans.filter(({ kind }) => kind === 'step').length,
    spans: spans.length,
    usage: ended?.usage ?? ZERO_USAGE,
  };
}

/** Whether every word is somewhere in what a list shows of a run. */
export function matches(summary: TraceSummary, query: string): boolean {
  const { turnId, sessionId, title, status, stopReason, error, model, agents, tools } = summary;
  const text = [turnId, sessionId, title, status, stopReason, error, model, ...agents, ...tools]
    .join('\n')
    .toLowerCase();
  const words = query.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
}
