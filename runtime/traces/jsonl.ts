// Traces as lines of JSON, whole: what is exported can be imported again and is the same.
import { TraceFormatError } from './errors.js';
import { encodeLine, linesOf, readLine, TRACE_FORMAT } from './records.js';
import type { TraceRecord } from './types.js';

/** The lines of one run, each with its end. Those of several runs may follow each other. */
export function toJsonl(record: TraceRecord): string {
  return linesOf(record)
    .map((line) => `${JSON.stringify(encodeLine(line))}\n`)
    .join('');
}

/** @throws TraceFormatError naming the line that is none */
export function fromJsonl(text: string): readonly TraceRecord[] {
  const records: (TraceRecord & { events: TraceRecord['events'][number][]; dropped: number })[] =
    [];
  for (const [at, row] of text.split('\n').entries()) {
    if (row.trim() === '') continue;
    const line = readLine(parse(row, at + 1));
    if (line === undefined) throw new TraceFormatError(at + 1, 'it has none of the known forms.');
    if (line.kind === 'trace') {
      const { turnId, sessionId, format } = line;
      if (format > TRACE_FORMAT)
        throw new TraceFormatError(at + 1, `it has the format ${format}, of a newer Memfun.`);
      records.push({ turnId, sessionId, events: [], dropped: 0 });
      continue;
    }
    const record = records.at(-1);
    if (record === undefined)
      throw new TraceFormatError(at + 1, 'it stands before the head of a run.');
    if (line.kind === 'event') record.events.push(line.event);
    else record.dropped += line.count;
  }
  if (records.length === 0) throw new TraceFormatError(1, 'the file holds no run.');
  return records;
}

function parse(row: string, line: number): unknown {
  try {
    return JSON.parse(row);
  } catch {
    throw new TraceFormatError(line, 'it is no JSON.');
  }
}
