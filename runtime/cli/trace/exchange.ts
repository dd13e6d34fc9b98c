// `memfun trace export|import`: runs as JSON lines (which can be imported again), as OpenTelemetry takes them, or as SQLite.
import { readFileSync, writeFileSync } from 'node:fs';
import type { TraceRecord } from '../../traces/index.js';
import { fromJsonl, toJsonl } from '../../traces/index.js';
import { UsageError } from '../arguments.js';
import { runIdOf, type TraceVerb } from './verb.js';

const USAGE = 'export RUN… [FILE] [--format jsonl|otlp|sqlite] [--otlp URL]';

const FORMATS: readonly string[] = ['jsonl', 'otlp', 'sqlite'];

export const EXCHANGE_VERBS: Readonly<Record<string, TraceVerb>> = {
  export: {
    usage: USAGE,
    async run({ words, options, traces, output, signal }) {
      const { format = 'jsonl', otlp } = options;
      if (!FORMATS.includes(format))
        throw new UsageError(
          `"${format}" is no form of export.`,
          `Use --format ${FORMATS.join(', ')}.`,
        );
      const { runs, file } = split(words);
      if (format === 'sqlite' && file === undefined)
        throw new UsageError('A database needs a file.', `Use: memfun trace ${USAGE}`);
      if (runs.length === 0) throw new UsageError('There is no run.', `Use: memfun trace ${USAGE}`);
      const records: TraceRecord[] = [];
      for (const word of runs) records.push(await traces.get(await runIdOf(traces, word, USAGE)));
      const exported = records.map(({ turnId }) => turnId);
      if (otlp !== undefined) {
        await traces.send(records, otlp, signal);
        return { text: `Sent ${exported.length} to ${otlp}.`, data: { sent: exported, to: otlp } };
      }
      if (format === 'sqlite' && file !== undefined) {
        writeFile(file, await traces.toSqlite(records));
        return { text: `Wrote ${exported.length} to ${file}.`, data: { exported, file } };
      }
      const text =
        format === 'jsonl'
          ? records.map(toJsonl).join('')
          : `${JSON.stringify(traces.toOtlp(records))}\n`;
      if (file === undefined) {
        output.write(text);
        return undefined;
      }
      writeFile(file, text);
      return { text: `Wrote ${exported.length} to ${file}.`, data: { exported, file } };
    },
  },
  import: {
    usage: 'import FILE',
    async run({ words: [file], traces }) {
      if (file === undefined)
        throw new UsageError('There is no file.', 'Use: memfun trace import FILE');
      const imported: string[] = [];
      const skipped: string[] = [];
      for (const record of fromJsonl(readFile(file)))
        ((await traces.add(record)) ? imported : skipped).push(record.turnId);
      const more = skipped.length === 0 ? '' : `; ${skipped.length} were there already`;
      return { text: `Imported ${imported.length}${more}.`, data: { imported, skipped } };
    },
  },
};

/** The last word is a file unless it names a run. */
function split(words: readonly string[]): { runs: readonly string[]; file: string | undefined } {
  const last = words.at(-1);
  const isRun = last === undefined || last === 'last' || last.startsWith('trn_');
  return isRun ? { runs: words, file: undefined } : { runs: words.slice(0, -1), file: last };
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`"${file}" cannot be read.`, reasonOf(error));
  }
}

function writeFile(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(`"${file}" cannot be written.`, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
