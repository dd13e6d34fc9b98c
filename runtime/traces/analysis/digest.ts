// Many runs at a glance: waste, failures by cause, and what was paid for what.
import { foldSpans } from '../fold.js';
import type { Span, TraceRecord } from '../types.js';
import { openedSkill, skillCalled } from '../uses.js';
import { causeOf, type Finding, findWaste, type Run } from './findings.js';
import { unusedContext } from './unused.js';

export interface Cause {
  readonly cause: string;
  readonly count: number;
  /** Spans that show it, each with its run; at most ten. */
  readonly spans: readonly { readonly turnId: string; readonly spanId: string }[];
}

export interface Share {
  readonly name: string;
  readonly calls: number;
  readonly tokens: number;
  /** US dollars; of tools and signatures zero where only models cost. */
  readonly costUsd: number;
  readonly ms: number;
}

export interface TraceDigest {
  readonly runs: number;
  readonly failedRuns: number;
  readonly findings: readonly Finding[];
  /** Most frequent first. */
  readonly causes: readonly Cause[];
  /** Dearest first, then slowest. */
  readonly models: readonly Share[];
  readonly agents: readonly Share[];
  /** What was paid while the method of a skill was followed. */
  readonly skills: readonly Share[];
  readonly signatures: readonly Share[];
  readonly tools: readonly Share[];
}

const SHOWN_SPANS = 10;

export function digest(records: readonly TraceRecord[]): TraceDigest {
  const runs = records.map((record): Run => ({ turnId: record.turnId, spans: foldSpans(record) }));
  return {
    runs: runs.length,
    failedRuns: runs.filter(({ spans }) => spans[0]?.status === 'failed').length,
    findings: runs
      .flatMap((run) => [...findWaste(run), ...unusedContext(run)])
      .sort((a, b) => b.wastedTokens - a.wastedTokens || b.spans.length - a.spans.length),
    causes: causesOf(runs),
    models: shares(runs, 'model', ({ attributes }) => attributes['gen_ai.request.model']),
    agents: agentShares(runs),
    skills: skillShares(runs),
    signatures: shares(runs, 'model', ({ attributes }) => attributes['memfun.signature']),
    tools: shares(runs, 'tool', ({ attributes }) => attributes['gen_ai.tool.name']),
  };
}

function causesOf(runs: readonly Run[]): readonly Cause[] {
  const causes = new Map<string, { turnId: string; spanId: string }[]>();
  for (const { turnId, spans } of runs)
    for (const span of spans)
      if (span.status === 'failed' && span.kind !== 'turn' && span.kind !== 'step') {
        const cause = causeOf(span);
        causes.set(cause, [...(causes.get(cause) ?? []), { turnId, spanId: span.id }]);
      }
  return [...causes]
    .map(([cause, spans]) => ({ cause, count: spans.length, spans: spans.slice(0, SHOWN_SPANS) }))
    .sort((a, b) => b.count - a.count);
}

function shares(
  runs: readonly Run[],
  kind: Span['kind'],
  nameOf: (span: Span) => unknown,
): readonly Share[] {
  const sums = new Map<string, Share>();
  for (const { spans } of runs)
    for (const span of spans) if (span.kind === kind) add(sums, String(nameOf(span)), span);
  return sorted(sums);
}

/** Model calls count to the agent that they are below. */
function agentShares(runs: readonly Run[]): readonly Share[] {
  const sums = new Map<string, Share>();
  for (const { spans } of runs) {
    const agents = new Map<string, string>();
    for (const span of spans) {
      const own = span.kind === 'turn' || span.kind === 'child';
      const above = span.parentId === undefined ? undefined : agents.get(span.parentId);
      const agent = own ? String(span.attributes['gen_ai.agent.name']) : (above ?? 'memfun');
      agents.set(span.id, agent);
      if (span.kind === 'model') add(sums, agent, span);
    }
  }
  return sorted(sums);
}

/** Model calls count to the skill that was opened last before them in the run, or that its message begins with. */
function skillShares(runs: readonly Run[]): readonly Share[] {
  const sums = new Map<string, Share>();
  for (const { spans } of runs) {
    let skill: string | undefined;
    for (const span of spans) {
      if (span.kind === 'route') skill ??= skillCalled(requestOf(spans));
      if (span.kind === 'model' && skill !== undefined) add(sums, skill, span);
      const { 'gen_ai.tool.name': tool, 'memfun.call.summary': summary } = span.attributes;
      if (span.kind === 'tool' && span.status === 'ok')
        skill = openedSkill(String(tool), String(summary)) ?? skill;
    }
  }
  return sorted(sums);
}

function requestOf(spans: readonly Span[]): string {
  return String(spans.find(({ kind }) => kind === 'turn')?.attributes['memfun.request'] ?? '');
}

function add(sums: Map<string, Share>, name: string, { attributes, startMs, endMs }: Span): void {
  const known = sums.get(name) ?? { name, calls: 0, tokens: 0, costUsd: 0, ms: 0 };
  sums.set(name, {
    name,
    calls: known.calls + 1,
    tokens:
      known.tokens +
      Number(attributes['gen_ai.usage.input_tokens'] ?? 0) +
      Number(attributes['gen_ai.usage.output_tokens'] ?? 0),
    costUsd: known.costUsd + Number(attributes['memfun.cost.usd'] ?? 0),
    ms: known.ms + endMs - startMs,
  });
}

function sorted(sums: ReadonlyMap<string, Share>): readonly Share[] {
  return [...sums.values()].sort(
    (a, b) => b.costUsd - a.costUsd || b.tokens - a.tokens || b.ms - a.ms,
  );
}
