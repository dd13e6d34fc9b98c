// The tables of spans and findings: what a digest sums up.
import * as z from 'zod';
import { mergeDigests, type Share, type TraceDigest } from '../analysis/digest.js';
import type { RunFacts, SpanFacts } from '../analysis/facts.js';
import { type Finding, findingKindSchema } from '../analysis/findings.js';
import type { SqlCell, SqlRow, TraceSql } from './sql.js';

const NAMES = ['model', 'signature', 'agent', 'skill', 'tool'] as const;
/** By run and by its place in it; a parent by its place. */
const SPAN_COLUMNS = [
  'place',
  'parent',
  'span_id',
  'kind',
  'name',
  'start_ms',
  'ms',
  'status',
  'tokens',
  'cost_usd',
  ...NAMES,
  'cause',
];
const FINDING_COLUMNS = ['place', 'kind', 'text', 'spans', 'wasted_tokens'];

/** All rows of a run at once, as JSON: one statement costs far less than one for each. */
const putting = (table: string, columns: readonly string[]): string =>
  `insert into ${table} (run, ${columns.join(', ')})
     select ?, ${columns.map((_, at) => `json_extract(value, '$[${at}]')`).join(', ')} from json_each(?)`;
const PUT_SPANS = putting('spans', SPAN_COLUMNS);
const PUT_FINDINGS = putting('findings', FINDING_COLUMNS);
const THESE = 'run in (select value from json_each(?))';
const spanIdsSchema = z.array(z.string());

export class SpanTable {
  readonly #sql: TraceSql;

  constructor(sql: TraceSql) {
    this.#sql = sql;
  }

  /** In the place of what there was of the run, which the table of runs holds already. */
  put({ turnId, spans, findings }: RunFacts): void {
    this.remove([turnId]);
    const [found] = this.#sql.all('select id from runs where turn_id = ?', turnId);
    const run = Number(found?.['id']);
    const places = new Map(spans.map(({ span }, place) => [span.id, place]));
    const rows = spans.map((facts, place) => {
      const { parentId } = facts.span;
      const parent = parentId === undefined ? undefined : places.get(parentId);
      return [place, parent ?? null, ...cellsOf(facts)];
    });
    this.#sql.run(PUT_SPANS, run, JSON.stringify(rows));
    if (findings.length === 0) return;
    const waste = findings.map(({ kind, text, spans: shownBy, wastedTokens }, place) => [
      place,
      kind,
      text,
      JSON.stringify(shownBy),
      wastedTokens,
    ]);
    this.#sql.run(PUT_FINDINGS, run, JSON.stringify(waste));
  }

  remove(turnIds: readonly string[]): void {
    for (const table of ['spans', 'findings'])
      this.#sql.run(
        `delete from ${table} where run in
           (select id from runs where turn_id in (select value from json_each(?)))`,
        JSON.stringify(turnIds),
      );
  }

  /** Of runs that the table of runs holds, each once. */
  digest(turnIds: readonly string[]): TraceDigest {
    const rows = this.#sql.all(
      'select id, turn_id, status from runs where turn_id in (select value from json_each(?))',
      JSON.stringify(turnIds),
    );
    const turns = new Map(rows.map(({ id, turn_id: turnId }) => [Number(id), String(turnId)]));
    const runs = JSON.stringify([...turns.keys()]);
    const order = new Map(turnIds.map((turnId, at) => [turnId, at]));
    const inOrder = (all: readonly SqlRow[]): readonly (SqlRow & { readonly turnId: string })[] =>
      all
        .map((row) => ({ ...row, turnId: turns.get(Number(row['run'])) ?? '' }))
        .sort((a, b) => (order.get(a.turnId) ?? 0) - (order.get(b.turnId) ?? 0));
    const models = this.#sums(['model', 'signature', 'agent', 'skill'], 'model', runs);
    const tools = this.#sums(['tool'], 'tool', runs);
    const named = (sums: readonly SqlRow[], name: (typeof NAMES)[number]): readonly Share[] =>
      sums.flatMap((row) => shareOf(row, row[name]));
    const part: TraceDigest = {
      runs: rows.length,
      failedRuns: rows.filter(({ status }) => status === 'failed').length,
      findings: inOrder(
        this.#sql.all(`select * from findings where ${THESE} order by run, place`, runs),
      ).map(findingOf),
      causes: inOrder(
        this.#sql.all(
          `select run, span_id, cause from spans where ${THESE} and cause is not null order by run, place`,
          runs,
        ),
      ).map(({ turnId, span_id: spanId, cause }) => ({
        cause: String(cause),
        count: 1,
        spans: [{ turnId, spanId: String(spanId) }],
      })),
      models: named(models, 'model'),
      agents: named(models, 'agent'),
      skills: named(models, 'skill'),
      signatures: named(models, 'signature'),
      tools: named(tools, 'tool'),
    };
    return mergeDigests([part]);
  }

  #sums(names: readonly string[], kind: string, runs: string): readonly SqlRow[] {
    const by = names.join(', ');
    return this.#sql.all(
      `select ${by}, count(*) as calls, sum(tokens) as tokens, sum(cost_usd) as cost_usd, sum(ms) as ms
         from spans where ${THESE} and kind = ? group by ${by} order by ${by}`,
      runs,
      kind,
    );
  }
}

function cellsOf({ span, tokens, costUsd, ms, ...facts }: SpanFacts): readonly SqlCell[] {
  const { id, kind, name, startMs, status } = span;
  const named = NAMES.map((key) => facts[key] ?? null);
  return [id, kind, name, startMs, ms, status, tokens, costUsd, ...named, facts.cause ?? null];
}

function shareOf(row: SqlRow, name: SqlCell | undefined): readonly Share[] {
  const { calls, tokens, cost_usd: costUsd, ms } = row;
  if (typeof name !== 'string') return [];
  return [
    {
      name,
      calls: Number(calls),
      tokens: Number(tokens),
      costUsd: Number(costUsd),
      ms: Number(ms),
    },
  ];
}

function findingOf(row: SqlRow & { readonly turnId: string }): Finding {
  const { turnId, kind, text, spans, wasted_tokens: wastedTokens } = row;
  return {
    kind: findingKindSchema.parse(kind),
    text: String(text),
    turnId,
    spans: spanIdsSchema.parse(JSON.parse(String(spans))),
    wastedTokens: Number(wastedTokens),
  };
}
