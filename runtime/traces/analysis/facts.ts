// What one run adds to a digest: its waste, and for each span what it counts to.
import { foldSpans } from '../fold.js';
import type { Span, TraceRecord } from '../types.js';
import { openedSkill, skillCalled } from '../uses.js';
import { causeOf, type Finding, findWaste } from './findings.js';
import { unusedContext } from './unused.js';

export interface RunFacts {
  readonly turnId: string;
  readonly failed: boolean;
  readonly findings: readonly Finding[];
  /** In the order of their making. */
  readonly spans: readonly SpanFacts[];
}

export interface SpanFacts {
  readonly span: Span;
  readonly tokens: number;
  /** US dollars. */
  readonly costUsd: number;
  readonly ms: number;
  /** Of a call of a model: itself, and the agent that it is below. */
  readonly model?: string;
  readonly signature?: string;
  readonly agent?: string;
  /** The skill that was opened last before the call of a model, or that its message begins with. */
  readonly skill?: string;
  readonly tool?: string;
  /** Why it failed, in words that it shares with others of its cause. */
  readonly cause?: string;
}

export function factsOf(record: TraceRecord): RunFacts {
  const { turnId } = record;
  const spans = foldSpans(record);
  const agents = new Map<string, string>();
  let skill: string | undefined;
  const facts: SpanFacts[] = [];
  for (const span of spans) {
    const agent = agentOf(span, agents);
    agents.set(span.id, agent);
    if (span.kind === 'route') skill ??= skillCalled(requestOf(spans));
    facts.push({ span, ...measures(span), ...namesOf(span, agent, skill), ...failureOf(span) });
    skill = skillOpenedBy(span) ?? skill;
  }
  const findings = [...findWaste({ turnId, spans }), ...unusedContext({ turnId, spans })];
  return {
    turnId,
    failed: spans[0]?.status === 'failed',
    findings: findings.map((finding) => ({ ...finding, text: shown(finding.text) })),
    spans: facts,
  };
}

function agentOf(
  { kind, parentId, attributes }: Span,
  agents: ReadonlyMap<string, string>,
): string {
  if (kind === 'turn' || kind === 'child') return shown(attributes['gen_ai.agent.name']);
  return (parentId === undefined ? undefined : agents.get(parentId)) ?? 'memfun';
}

function skillOpenedBy({ kind, status, attributes }: Span): string | undefined {
  const { 'gen_ai.tool.name': tool, 'memfun.call.summary': summary } = attributes;
  if (kind !== 'tool' || status !== 'ok') return undefined;
  return openedSkill(String(tool), shown(summary));
}

function requestOf(spans: readonly Span[]): string {
  return shown(spans.find(({ kind }) => kind === 'turn')?.attributes['memfun.request'] ?? '');
}

function measures({
  attributes,
  startMs,
  endMs,
}: Span): Pick<SpanFacts, 'tokens' | 'costUsd' | 'ms'> {
  return {
    tokens:
      Number(attributes['gen_ai.usage.input_tokens'] ?? 0) +
      Number(attributes['gen_ai.usage.output_tokens'] ?? 0),
    costUsd: Number(attributes['memfun.cost.usd'] ?? 0),
    ms: endMs - startMs,
  };
}

function namesOf(
  { kind, attributes }: Span,
  agent: string,
  skill: string | undefined,
): Pick<SpanFacts, 'model' | 'signature' | 'agent' | 'skill' | 'tool'> {
  if (kind === 'tool') return { tool: shown(attributes['gen_ai.tool.name']) };
  if (kind !== 'model') return {};
  return {
    model: shown(attributes['gen_ai.request.model']),
    signature: shown(attributes['memfun.signature']),
    agent,
    ...(skill === undefined ? {} : { skill }),
  };
}

function failureOf(span: Span): Pick<SpanFacts, 'cause'> {
  if (span.status !== 'failed' || span.kind === 'turn' || span.kind === 'step') return {};
  return { cause: shown(causeOf(span)) };
}

/** As a database gives it back: without NUL, and without halves of characters. */
function shown(value: unknown): string {
  return Buffer.from(String(value), 'utf8').toString('utf8').replaceAll('\0', '\ufffd');
}
