// The form of one segment file: its name, its header, its lines, and what can be saved of a damaged one.
//
//   seg-<window>-<segment>-<count>.jsonl
//   #memfun-log 1 <count> <first 16 hex digits of the SHA-256 of everything below>
//   {"hlc":"…","body":…,"crc":"…"}                    one operation
//   {"hlc":"…","body":…,"part":[1,2],"crc":"…"}       first operation of a batch of two
//
// The header proves a whole file. The lines' own checksums and parts count only when it does not: then every
// batch that is complete is still taken, and no batch is taken in part.
import * as z from 'zod';
import type { Json } from '../core/index.js';
import type { LogOperation } from '../ports/index.js';
import { crc32, sha256Short } from './checksum.js';
import { isStamp } from './hlc.js';

const FORMAT = 1;
const HEADER = /^#memfun-log (\d+) (\d+) ([0-9a-f]{16})$/;
const NAME = /^seg-([a-z0-9_]+)-(\d{6,})-(\d{6,})\.jsonl$/;
const LINE_END = /,"crc":"([0-9a-f]{8})"\}$/;

export interface SegmentName {
  /** The window that writes it; nobody else does. */
  readonly window: string;
  /** Number of the segment, from 0. */
  readonly segment: number;
  /** Operations in this generation of the segment. */
  readonly count: number;
}

export function formatSegmentName({ window, segment, count }: SegmentName): string {
  const pad = (value: number): string => String(value).padStart(6, '0');
  return `seg-${window}-${pad(segment)}-${pad(count)}.jsonl`;
}

/** `undefined` for a name of another form. */
export function parseSegmentName(name: string): SegmentName | undefined {
  const match = NAME.exec(name);
  if (match?.[1] === undefined) return undefined;
  return { window: match[1], segment: Number(match[2]), count: Number(match[3]) };
}

/** The lines of a batch, without line ends. */
export function encodeBatch(operations: readonly LogOperation[]): readonly string[] {
  return operations.map(({ hlc, body }, index) => {
    const part = operations.length === 1 ? {} : { part: [index + 1, operations.length] };
    const text = JSON.stringify({ hlc, body, ...part }).slice(0, -1);
    return `${text},"crc":"${crc32(text)}"}`;
  });
}

/** A whole file of these lines. */
export async function encodeSegment(lines: readonly string[]): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const body = encoder.encode(lines.map((line) => `${line}\n`).join(''));
  const header = encoder.encode(
    `#memfun-log ${FORMAT} ${lines.length} ${await sha256Short(body)}\n`,
  );
  const file = new Uint8Array(header.length + body.length);
  file.set(header);
  file.set(body, header.length);
  return file;
}

export interface SegmentContent {
  /** By line; `undefined` where a line is damaged or its batch is not complete. */
  readonly operations: readonly (LogOperation | undefined)[];
  /** What is wrong with the file; `undefined` when it is as it was written. */
  readonly damage: string | undefined;
}

/** Reads a file of the given name's count. Never throws: a damaged file yields what is intact. */
export async function decodeSegment(bytes: Uint8Array, count: number): Promise<SegmentContent> {
  if (bytes.length === 0) return { operations: [], damage: 'the file is empty' };
  const headerEnd = bytes.indexOf(0x0a);
  const decoder = new TextDecoder();
  const header = HEADER.exec(decoder.decode(bytes.subarray(0, Math.max(0, headerEnd))));
  const body = bytes.subarray(headerEnd + 1);
  const lines = decoder.decode(body).split('\n');
  if (lines.at(-1) === '') lines.pop();

  if (header === null) return salvage(lines, 'the header is not readable');
  if (Number(header[1]) !== FORMAT) {
    return salvage(lines, `its format ${header[1]} is not known to this version`);
  }
  if ((await sha256Short(body)) !== header[3]) {
    return salvage(lines, lines.length < count ? 'it is cut off' : 'its checksum does not fit');
  }
  if (lines.length !== count || Number(header[2]) !== count) {
    return salvage(lines, 'it was renamed or mixed up with another file');
  }
  const operations = lines.map((line) => parseLine(line)?.operation);
  const unknown = operations.filter((operation) => operation === undefined).length;
  return {
    operations,
    damage: unknown === 0 ? undefined : `${unknown} of its records have an unknown form`,
  };
}

/** Every operation of every batch of which all lines are intact. */
function salvage(lines: readonly string[], problem: string): SegmentContent {
  const operations: (LogOperation | undefined)[] = lines.map(() => undefined);
  let batch: LogOperation[] = [];
  lines.forEach((line, index) => {
    const parsed = isLineIntact(line) ? parseLine(line) : undefined;
    const [part, size] = parsed?.part ?? [1, 1];
    if (parsed === undefined || part !== batch.length + 1) batch = [];
    if (parsed === undefined || part !== batch.length + 1) return;
    batch.push(parsed.operation);
    if (part < size) return;
    batch.forEach((operation, at) => {
      operations[index - size + 1 + at] = operation;
    });
    batch = [];
  });
  const saved = operations.filter((operation) => operation !== undefined).length;
  return { operations, damage: `${problem}; ${saved} of its records could be read` };
}

function isLineIntact(line: string): boolean {
  const match = LINE_END.exec(line);
  return match !== null && crc32(line.slice(0, match.index)) === match[1];
}

const lineSchema = z.object({
  hlc: z.string().refine(isStamp),
  body: z.custom<Json>((value) => value !== undefined),
  part: z.tuple([z.number().int().min(1), z.number().int().min(1)]).optional(),
});

function parseLine(
  line: string,
): { readonly operation: LogOperation; readonly part: [number, number] | undefined } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { hlc, body, part } = parsed.data;
  return { operation: { hlc, body }, part };
}
