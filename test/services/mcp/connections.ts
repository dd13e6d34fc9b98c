// Connections for tests: to real server processes, closed when the test is over, and a count of what still runs.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { silentLogger, systemClock } from '../../../runtime/core/index.js';
import {
  type ConnectionOptions,
  McpConnection,
  type McpServerDefinition,
} from '../../../runtime/mcp/index.js';

export const PEERS = path.resolve(import.meta.dirname, 'peers');

export function peer(name: string, ...args: readonly string[]): McpServerDefinition['transport'] {
  return {
    kind: 'stdio',
    command: process.execPath,
    args: [path.join(PEERS, name), ...args],
    env: {},
    cwd: PEERS,
  };
}

export function connectionTo(
  transport: McpServerDefinition['transport'],
  options: Partial<ConnectionOptions> & { readonly hidden?: readonly string[] } = {},
): McpConnection {
  const { hidden = [], times, ...more } = options;
  const connection = new McpConnection({
    definition: { name: 'peer', file: '.memfun/mcp.json', transport },
    resolve: async () => ({ transport, hidden }),
    env: process.env,
    clock: systemClock,
    logger: silentLogger,
    times: { backOff: 20, probe: 5_000, connect: 20_000, ...times },
    ...more,
  });
  onTestFinished(() => connection.close());
  return connection;
}

/** A server of the first generation over HTTP. @returns its address */
export async function oldHttpPeer(way: 'http' | 'sse'): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, [path.join(PEERS, 'old.mjs'), way], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [port] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return `http://127.0.0.1:${port.toString().trim()}/mcp`;
}

/** A process that has ended but is not yet buried counts as ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'latin1'));
}

export const soon = (): AbortSignal => AbortSignal.timeout(25_000);

/** All text of a tool's result. */
export function textOf({
  content,
}: {
  readonly content: readonly { readonly type: string }[];
}): string {
  return content
    .map((block) => ('text' in block ? String(block.text) : `[${block.type}]`))
    .join('\n');
}
