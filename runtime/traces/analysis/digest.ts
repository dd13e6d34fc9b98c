// Many runs at a glance: waste, failures by cause, and what was paid for what.
import type { TraceRecord } from '../types.js';
import { factsOf, type RunFacts, type SpanFacts } from './facts.js';
import type { Finding } from './findings.js';

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
  return mergeDigests(records.map((record) => digestOfRun(factsOf(record))));
}

/** @param parts of different runs, in the order in which their spans are to be shown */
export function mergeDigests(parts: readonly TraceDigest[]): TraceDigest {
  const sum = (of: (part: TraceDigest) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  return {
    runs: sum(({ runs }) => runs),
    failedRuns: sum(({ failedRuns }) => failedRuns),
    findings: parts
      .flatMap(({ findings }) => findings)
      .sort((a, b) => b.wastedTokens - a.wastedTokens || b.spans.length - a.spans.length),
    causes: mergeCauses(parts.flatMap(({ causes }) => causes)),
    models: mergeShares(parts.flatMap(({ models }) => models)),
    agents: mergeShares(parts.flatMap(({ agents }) => agents)),
    skills: mergeShares(parts.flatMap(({ skills }) => skills)),
    signatures: mergeShares(parts.flatMap(({ signatures }) => signatures)),
    tools: mergeShares(parts.flatMap(({ tools }) => tools)),
  };
}

function digestOfRun({ turnId, failed, findings, spans }: RunFacts): TraceDigest {
  const shares = (nameOf: (facts: SpanFacts) => string | undefined): readonly Share[] =>
    spans.flatMap((facts) => {
      const name = nameOf(facts);
      const { tokens, costUsd, ms } = facts;
      return name === undefined ? [] : [{ name, calls: 1, tokens, costUsd, ms }];
    });
  return {
    runs: 1,
    failedRuns: failed ? 1 : 0,
    findings,
    causes: spans.flatMap(({ span, cause }) =>
      cause === undefined ? [] : [{ cause, count: 1, spans: [{ turnId, spanId: span.id }] }],
    ),
    models: shares(({ model }) => model),
    agents: shares(({ agent }) => agent),
    skills: shares(({ skill }) => skill),
    signatures: shares(({ signature }) => signature),
    tools: shares(({ tool }) => tool),
  };
}

function mergeCauses(causes: readonly Cause[]): readonly Cause[] {
  const merged = new Map<string, Cause>();
  for (const { cause, count, spans } of causes) {
    const known = merged.get(cause) ?? { cause, count: 0, spans: [] };
    merged.set(cause, {
      cause,
      count: known.count + count,
      spans: [...known.spans, ...spans].slice(0, SHOWN_SPANS),
    });
  }
  return [...merged.values()].sort((a, b) => b.count - a.count || byText(a.cause, b.cause));
}

function mergeShares(shares: readonly Share[]): readonly Share[] {
  const sums = new Map<string, Share>();
  for (const { name, calls, tokens, costUsd, ms } of shares) {
    const known = sums.get(name) ?? { name, calls: 0, tokens: 0, costUsd: 0, ms: 0 };
    sums.set(name, {
      name,
      calls: known.calls + calls,
      tokens: known.tokens + tokens,
      costUsd: known.costUsd + costUsd,
      ms: known.ms + ms,
    });
  }
  return [...sums.values()].sort(
    (a, b) => b.costUsd - a.costUsd || b.tokens - a.tokens || b.ms - a.ms || byText(a.name, b.name),
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
