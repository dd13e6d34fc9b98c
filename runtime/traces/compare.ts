// Two runs side by side, step by step.
import { foldSpans } from './fold.js';
import type { Span, SpanStatus, TraceRecord } from './types.js';

export interface StepSide {
  readonly code: string;
  readonly ms: number;
  /** Input and output, of the step's own model calls and those below it. */
  readonly tokens: number;
  readonly status: SpanStatus;
  /** One line each. */
  readonly calls: readonly string[];
}

export interface ComparedStep {
  readonly index: number;
  readonly left: StepSide | undefined;
  readonly right: StepSide | undefined;
}

/** The steps of both runs' own loops by their number; children count to the step that asked for them. */
export function compareRuns(left: TraceRecord, right: TraceRecord): readonly ComparedStep[] {
  const [a, b] = [sidesOf(left), sidesOf(right)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort((one, other) => one - other)
    .map((index) => ({ index, left: a.get(index), right: b.get(index) }));
}

function sidesOf(record: TraceRecord): ReadonlyMap<number, StepSide> {
  const spans = foldSpans(record);
  const [root] = spans;
  const owners = new Map<string, string>();
  const sides = new Map<number, StepSide & { tokens: number; calls: string[]; code: string }>();
  const steps = new Map<string, StepSide & { tokens: number; calls: string[]; code: string }>();
  for (const span of spans) {
    const above = span.parentId === undefined ? undefined : owners.get(span.parentId);
    if (above === undefined && span.kind === 'step' && span.parentId === root?.id) {
      const { startMs, endMs, status, attributes } = span;
      const side = { code: '', ms: endMs - startMs, tokens: 0, status, calls: [] };
      owners.set(span.id, span.id);
      steps.set(span.id, side);
      sides.set(Number(attributes['memfun.step.index']), side);
    } else if (above !== undefined) {
      owners.set(span.id, above);
      const side = steps.get(above);
      if (side !== undefined) count(side, span, span.parentId === above);
    }
  }
  return sides;
}

function count(
  side: StepSide & { tokens: number; calls: string[]; code: string },
  { kind, attributes }: Span,
  isOwn: boolean,
): void {
  if (kind === 'cell' && isOwn) side.code = String(attributes['memfun.cell.code'] ?? '');
  if (kind === 'model') side.tokens += tokensOf(attributes) ?? 0;
  if (kind === 'tool' || kind === 'call')
    side.calls.push(String(attributes['memfun.call.summary'] ?? ''));
}

/** Input and output tokens of a span that has any. */
export function tokensOf(attributes: Span['attributes']): number | undefined {
  const input = attributes['gen_ai.usage.input_tokens'];
  const output = attributes['gen_ai.usage.output_tokens'];
  return typeof input === 'number' && typeof output === 'number' ? input + output : undefined;
}
