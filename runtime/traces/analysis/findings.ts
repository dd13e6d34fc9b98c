// What can be found in traces, each finding with the spans that show it.
import * as z from 'zod';
import type { Span } from '../types.js';

export const findingKindSchema = z.enum([
  're-read',
  'loop',
  'large-prompt',
  'failures',
  'unused-context',
]);
export type FindingKind = z.infer<typeof findingKindSchema>;

export interface Finding {
  readonly kind: FindingKind;
  /** What was seen, in one sentence with its numbers. */
  readonly text: string;
  readonly turnId: string;
  /** Spans that show it, in order. */
  readonly spans: readonly string[];
  /** Tokens that it cost beyond need, as far as they can be told. */
  readonly wastedTokens: number;
}

/** The spans of one run. */
export interface Run {
  readonly turnId: string;
  readonly spans: readonly Span[];
}

/** How often the same may be read before it is waste: a second look after a change is none. */
const SAME_READS = 3;
/** Steps in a row with the same cell. */
const SAME_CELLS = 3;
/** Input tokens of one step, and by how many times it must outgrow the first step of its loop. */
const LARGE_INPUT = 20_000;
const GROWTH = 4;
/** Failures of one cause in a run. */
const SAME_FAILURES = 3;

/** Tools whose answer to the same question is the same as long as nothing changes. */
const READING =
  /^(?:readFile|listFiles|search|outline|parseAst|repoMap|symbols|references|locate|git(?:Log|Show|Blame)|web(?:Fetch|Search)|skill\.read)$/;
/** Of these one line says all that was asked, and what came of it. */
const SAYING_ALL = /^(?:readFile|outline|webFetch)$/;
/** Tools that change nothing; any other one may, those of servers and of the workspace too. */
const HARMLESS =
  /^(?:git(?:Diff|Status)|diagnostics|readOutput|background\.(?:list|read)|history\.search|memory\..+|skill\.use)$/;

/** @param run with its spans in the order of their making */
export function findWaste(run: Run): readonly Finding[] {
  return [...reReads(run), ...loops(run), ...largePrompts(run), ...failures(run)];
}

/** Whether what was read before may read otherwise after a call of it. */
export function mayChange(tool: string): boolean {
  return !READING.test(tool) && !HARMLESS.test(tool);
}

/** The same call with the same result in one loop, again and again, with no change between. */
function reReads({ turnId, spans }: Run): readonly Finding[] {
  const found: Finding[] = [];
  const parents = new Map(spans.map((span) => [span.id, span]));
  let seen = new Map<string, { readonly summary: string; readonly ids: string[] }>();
  const tell = (): void => {
    for (const { summary, ids } of seen.values())
      if (ids.length >= SAME_READS)
        found.push({
          kind: 're-read',
          text: `The same was read ${ids.length} times: ${summary}`,
          turnId,
          spans: ids,
          wastedTokens: 0,
        });
  };
  for (const span of spans) {
    if (span.kind !== 'tool' || span.status !== 'ok') continue;
    const tool = String(span.attributes['gen_ai.tool.name']);
    const asked = span.attributes['gen_ai.tool.call.arguments'];
    if (READING.test(tool)) {
      if (asked === undefined && !SAYING_ALL.test(tool)) continue;
      const summary = String(span.attributes['memfun.call.summary']);
      const key = JSON.stringify([loopOf(span, parents), tool, asked ?? '', summary]);
      const known = seen.get(key) ?? { summary, ids: [] };
      known.ids.push(span.id);
      seen.set(key, known);
    } else if (mayChange(tool)) {
      tell();
      seen = new Map();
    }
  }
  tell();
  return found;
}

/** Steps of one loop in a row that run the same cell. */
function loops({ turnId, spans }: Run): readonly Finding[] {
  const cells = new Map(
    spans.flatMap((span) =>
      span.kind === 'cell' ? [[span.parentId, String(span.attributes['memfun.cell.code'])]] : [],
    ),
  );
  const tokens = tokensByStep(spans);
  const found: Finding[] = [];
  for (const steps of stepsByLoop(spans).values()) {
    let row: string[] = [];
    const tell = (): void => {
      if (row.length >= SAME_CELLS)
        found.push({
          kind: 'loop',
          text: `The same cell was run in ${row.length} steps in a row.`,
          turnId,
          spans: row,
          wastedTokens: row.slice(1).reduce((sum, id) => sum + (tokens.get(id) ?? 0), 0),
        });
    };
    let before: string | undefined;
    for (const { id } of steps) {
      const code = cells.get(id)?.replaceAll(/\s+/g, ' ').trim();
      if (code === undefined || code === '' || code !== before) {
        tell();
        row = [];
      }
      row.push(id);
      before = code;
    }
    tell();
  }
  return found;
}

/** A prompt that is large and has outgrown the first one of its loop. */
function largePrompts({ turnId, spans }: Run): readonly Finding[] {
  const loopOf = new Map<string, string>();
  for (const [loop, steps] of stepsByLoop(spans)) for (const { id } of steps) loopOf.set(id, loop);
  const firsts = new Map<string, number>();
  const large = new Map<string, { ids: string[]; most: number; wasted: number; first: number }>();
  for (const { kind, id, parentId, attributes } of spans) {
    const loop = kind === 'model' && parentId !== undefined ? loopOf.get(parentId) : undefined;
    const input = attributes['gen_ai.usage.input_tokens'];
    if (loop === undefined || typeof input !== 'number') continue;
    const first = firsts.get(loop);
    if (first === undefined) firsts.set(loop, input);
    else if (input >= LARGE_INPUT && input >= GROWTH * first) {
      const known = large.get(loop) ?? { ids: [], most: 0, wasted: 0, first };
      known.ids.push(id);
      known.most = Math.max(known.most, input);
      known.wasted += input - GROWTH * first;
      large.set(loop, known);
    }
  }
  return [...large.values()].map(({ ids, most, wasted, first }) => ({
    kind: 'large-prompt',
    text: `Prompts grew from ${first} to ${most} tokens: more was carried along than a step needs.`,
    turnId,
    spans: ids,
    wastedTokens: wasted,
  }));
}

/** The same failure again and again. */
function failures({ turnId, spans }: Run): readonly Finding[] {
  const byCause = new Map<string, string[]>();
  for (const span of spans) {
    if (span.status !== 'failed' || span.kind === 'turn' || span.kind === 'step') continue;
    const cause = causeOf(span);
    byCause.set(cause, [...(byCause.get(cause) ?? []), span.id]);
  }
  return [...byCause]
    .filter(([, ids]) => ids.length >= SAME_FAILURES)
    .map(([cause, ids]) => ({
      kind: 'failures',
      text: `Failed ${ids.length} times: ${cause}`,
      turnId,
      spans: ids,
      wastedTokens: 0,
    }));
}

/** Failures that have the same words but for names, numbers and quoted values. */
export function causeOf({ kind, attributes, message }: Span): string {
  const what =
    attributes['gen_ai.tool.name'] ??
    attributes['gen_ai.request.model'] ??
    attributes['error.type'];
  // A call that failed begins with the name that stands before it.
  const said = message ?? '';
  const lead = `${String(what)} failed: `;
  const why = (said.startsWith(lead) ? said.slice(lead.length) : said)
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, '…')
    .replaceAll(/\d+/g, 'N')
    .slice(0, 160);
  return `${kind} ${String(what ?? '')} ${why}`.replaceAll(/\s+/g, ' ').trim();
}

/** Of the step that it is below. */
function loopOf(span: Span, parents: ReadonlyMap<string, Span>): string {
  let at: Span | undefined = span;
  while (at !== undefined && at.kind !== 'step')
    at = at.parentId === undefined ? undefined : parents.get(at.parentId);
  return String(at?.attributes['memfun.step.loop']);
}

function stepsByLoop(spans: readonly Span[]): ReadonlyMap<string, readonly Span[]> {
  const loops = new Map<string, Span[]>();
  for (const span of spans) {
    if (span.kind !== 'step') continue;
    const loop = String(span.attributes['memfun.step.loop']);
    loops.set(loop, [...(loops.get(loop) ?? []), span]);
  }
  return loops;
}

function tokensByStep(spans: readonly Span[]): ReadonlyMap<string, number> {
  const tokens = new Map<string, number>();
  for (const { kind, parentId, attributes } of spans) {
    if (kind !== 'model' || parentId === undefined) continue;
    const used =
      Number(attributes['gen_ai.usage.input_tokens'] ?? 0) +
      Number(attributes['gen_ai.usage.output_tokens'] ?? 0);
    tokens.set(parentId, (tokens.get(parentId) ?? 0) + used);
  }
  return tokens;
}
