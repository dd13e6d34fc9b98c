// Names of servers and tools as functions of the REPL: valid, short, the same every time, and never those of another.
import { createHash } from 'node:crypto';

const SERVER_CHARS = 20;
/** `mcp.` + server + `.` + tool stay within the 64 characters that model providers allow. */
const TOOL_CHARS = 39;
const HASH_CHARS = 6;
/** Members that an object has anyway, or that make it a promise. */
const TAKEN: ReadonlySet<string> = new Set([
  'then',
  'constructor',
  'prototype',
  'toString',
  'toJSON',
  'valueOf',
  'hasOwnProperty',
]);

/**
 * A name for each server, of letters and digits alone: `azure-devops` → `azureDevops`. Without an underscore in it,
 * `mcp_server_tool` says which part is the server's, so that no server can take the name of another's tool.
 */
export function serverNames(servers: readonly string[]): ReadonlyMap<string, string> {
  return distinct(servers, camel, SERVER_CHARS);
}

/** A name for each tool of one server: `get-sum` → `get_sum`. */
export function toolNames(tools: readonly string[]): ReadonlyMap<string, string> {
  return distinct(tools, snake, TOOL_CHARS);
}

/** Whoever had to change and then meets another one, or is too long, carries a digest of the whole name. */
function distinct(
  names: readonly string[],
  shape: (name: string) => string,
  max: number,
): ReadonlyMap<string, string> {
  const shaped = new Map([...new Set(names)].map((name) => [name, shape(name)]));
  const uses = new Map<string, number>();
  for (const name of shaped.values()) uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map(
    [...shaped].map(([name, short]) => {
      const alone = uses.get(short) === 1 || short === name;
      return [name, alone && short.length <= max ? short : withDigest(short, name, max)];
    }),
  );
}

function withDigest(short: string, name: string, max: number): string {
  const digest = createHash('sha256').update(name).digest('hex').slice(0, HASH_CHARS);
  return `${short.slice(0, max - HASH_CHARS - 1)}X${digest}`;
}

function camel(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words
    .map((word, at) => (at === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('');
  return /^[A-Za-z]/.test(joined) && !TAKEN.has(joined) ? joined : `s${joined}`;
}

function snake(name: string): string {
  const plain = name.replaceAll(/\W/g, '_');
  return /^[A-Za-z]/.test(plain) && !TAKEN.has(plain) ? plain : `t${plain}`;
}
