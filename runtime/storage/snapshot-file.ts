// The form of one snapshot file: parts one after the other, then a line that describes them.
//
//   snap-<hlc>-<first 16 hex digits of the SHA-256 of the whole file>.db
//   <first part: a SQLite database, which tolerates what follows it><further parts>
//   \n{"format":1,"schema":1,"parts":[["db",8192]],"points":{"win_a":[12]}}\n<length of that line, 10 digits>\n
import * as z from 'zod';
import type { LogSnapshot } from '../ports/index.js';
import { sha256Short } from './checksum.js';
import { isStamp } from './hlc.js';

const FORMAT = 1;
const NAME = /^snap-(\d{15}\.\d{5}\.[a-z0-9_]+)-([0-9a-f]{16})\.db$/;
const LENGTH_DIGITS = 10;

export interface SnapshotName {
  readonly hlc: string;
  readonly sha: string;
}

/** `undefined` for a name of another form. */
export function parseSnapshotName(name: string): SnapshotName | undefined {
  const match = NAME.exec(name);
  if (match?.[1] === undefined || match[2] === undefined || !isStamp(match[1])) return undefined;
  return { hlc: match[1], sha: match[2] };
}

const describedSchema = z.object({
  schema: z.number().int().min(0),
  parts: z.array(z.tuple([z.string(), z.number().int().min(0)])),
  points: z.record(z.string(), z.array(z.number().int().min(0))),
});

/** @returns the file's name and its bytes */
export async function encodeSnapshot({
  hlc,
  schema,
  points,
  parts,
}: Omit<LogSnapshot, 'name'> & { readonly hlc: string }): Promise<{
  readonly name: string;
  readonly data: Uint8Array;
}> {
  const sizes = Object.entries(parts).map(([part, bytes]) => [part, bytes.length] as const);
  const line = JSON.stringify({ format: FORMAT, schema, parts: sizes, points });
  const described = new TextEncoder().encode(line);
  const length = String(described.length).padStart(LENGTH_DIGITS, '0');
  const data = joined([
    ...Object.values(parts),
    new TextEncoder().encode('\n'),
    described,
    new TextEncoder().encode(`\n${length}\n`),
  ]);
  return { name: `snap-${hlc}-${await sha256Short(data)}.db`, data };
}

/** Why a file yields no snapshot. */
export interface SnapshotProblem {
  readonly reason: string;
  /** It is intact; a later version has written it. */
  readonly later: boolean;
}

/** Never throws. */
export async function decodeSnapshot(
  name: string,
  data: Uint8Array,
): Promise<LogSnapshot | SnapshotProblem> {
  const damaged = (reason: string): SnapshotProblem => ({ reason, later: false });
  const parsed = parseSnapshotName(name);
  if (parsed === undefined) return damaged('its name has an unknown form');
  if (data.length === 0) return damaged('the file is empty');
  if ((await sha256Short(data)) !== parsed.sha) return damaged('its checksum does not fit');
  const decoder = new TextDecoder();
  const length = Number(decoder.decode(data.subarray(-LENGTH_DIGITS - 1, -1)));
  const end = data.length - LENGTH_DIGITS - 2;
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(data.subarray(end - length, end)));
  } catch {
    return damaged('it has an unknown form');
  }
  const format = z.object({ format: z.number() }).safeParse(value);
  if (format.success && format.data.format !== FORMAT) {
    const reason = `its format ${format.data.format} is not known to this version`;
    return { reason, later: true };
  }
  const described = describedSchema.safeParse(value);
  if (!described.success) return damaged('it has an unknown form');
  const { schema, points, parts } = described.data;
  let from = 0;
  const cut = parts.map(([part, size]) => {
    from += size;
    return [part, data.subarray(from - size, from)] as const;
  });
  return { name, schema, points, parts: Object.fromEntries(cut) };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const data = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    data.set(piece, at);
    at += piece.length;
  }
  return data;
}
