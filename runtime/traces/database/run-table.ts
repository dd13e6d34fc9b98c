// The table of runs: what a list shows and searches, and what retention goes by.
import { searchedText, WHOLE_RUNS, wordsOf } from '../summary.js';
import type { RunSize } from '../trace-folder.js';
import {
  type CostQuery,
  type FoundRuns,
  type RunQuery,
  type TraceSummary,
  traceSummarySchema,
} from '../types.js';
import type { SqlCell, TraceSql } from './sql.js';

export interface KeptRun {
  readonly summary: TraceSummary;
  /** Names of the files of its log when it was read. */
  readonly files: string;
  readonly size: RunSize;
}

const COLUMNS = [
  'turn_id',
  'files',
  'session_id',
  'started_ms',
  'ms',
  'status',
  'model',
  'kind',
  'stop_reason',
  'input_tokens',
  'output_tokens',
  'cost_usd',
  'bytes',
  'changed_ms',
  'words',
  'summary',
];
const PUT = `insert into runs (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})
  on conflict (turn_id) do update set ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}`;

export class RunTable {
  readonly #sql: TraceSql;
  /** The files of each run that is there, by its id. */
  #known: Map<string, string> | undefined;

  constructor(sql: TraceSql) {
    this.#sql = sql;
  }

  /** By run: the files of its log when it was read. */
  known(): ReadonlyMap<string, string> {
    if (this.#sql.changedElsewhere()) this.#known = undefined;
    this.#known ??= new Map(
      this.#sql
        .all('select turn_id, files from runs')
        .map(({ turn_id: turnId, files }) => [String(turnId), String(files)]),
    );
    return this.#known;
  }

  put({ summary, files, size: { size, changedAt } }: KeptRun): void {
    const { turnId, sessionId, startedAt, ms, status, model, kind, stopReason, usage } = summary;
    const row: Record<string, SqlCell> = {
      turn_id: turnId,
      files,
      session_id: sessionId,
      started_ms: startedAt,
      ms,
      status,
      model,
      kind: kind ?? '',
      stop_reason: stopReason ?? '',
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      cost_usd: usage.costUsd,
      bytes: size,
      changed_ms: changedAt,
      words: searchedText(summary),
      summary: JSON.stringify(summary),
    };
    this.#sql.run(PUT, ...COLUMNS.map((name) => row[name] ?? null));
    this.#known?.set(turnId, files);
  }

  remove(turnIds: readonly string[]): void {
    this.#sql.run(
      'delete from runs where turn_id in (select value from json_each(?))',
      JSON.stringify(turnIds),
    );
    for (const turnId of turnIds) this.#known?.delete(turnId);
  }

  /** @param without runs that are left out whatever the tables say of them */
  find({ text = '', sessionId, sinceMs, limit }: RunQuery, without: readonly string[]): FoundRuns {
    const words = wordsOf(text);
    const [conditions, params] = [words.map(() => 'instr(words, ?) > 0'), [...words] as SqlCell[]];
    if (sessionId !== undefined) {
      conditions.push('session_id = ?');
      params.push(sessionId);
    }
    if (sinceMs !== undefined) {
      conditions.push('started_ms > ?');
      params.push(sinceMs);
    }
    if (without.length > 0) {
      conditions.push('turn_id not in (select value from json_each(?))');
      params.push(JSON.stringify(without));
    }
    const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
    const runs = this.#sql
      .all(
        `select summary from runs ${where} order by started_ms desc, turn_id desc limit ?`,
        ...params,
        limit ?? -1,
      )
      .map(({ summary }) => traceSummarySchema.parse(JSON.parse(String(summary))));
    if (limit === undefined || runs.length < limit) return { runs, total: runs.length };
    const [counted] = this.#sql.all(`select count(*) as total from runs ${where}`, ...params);
    return { runs, total: Number(counted?.['total']) };
  }

  /** US dollars, of the newest runs first. */
  costs({ model, kind, sinceMs, limit }: CostQuery, without: readonly string[]): readonly number[] {
    return this.#sql
      .all(
        `select cost_usd from runs
           where model = ? and kind = ? and started_ms > ? and cost_usd > 0
             and stop_reason in (select value from json_each(?))
             and turn_id not in (select value from json_each(?))
           order by started_ms desc, turn_id desc limit ?`,
        model,
        kind,
        sinceMs,
        JSON.stringify(WHOLE_RUNS),
        JSON.stringify(without),
        limit,
      )
      .map(({ cost_usd: costUsd }) => Number(costUsd));
  }

  /** By run. */
  sizes(): ReadonlyMap<string, RunSize> {
    return new Map(
      this.#sql
        .all('select turn_id, bytes, changed_ms from runs')
        .map(({ turn_id: turnId, bytes, changed_ms: changedMs }) => [
          String(turnId),
          { size: Number(bytes), changedAt: Number(changedMs) },
        ]),
    );
  }
}
