// Starts a Redis or NATS server of this test alone: on a free port of this machine, with a folder of its own.
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll } from 'vitest';
import { freePort, killServer, startServer } from '../../host/servers.mjs';
import { testFolder } from './sqlite-harness.js';

/** Servers are started by hooks, in which no further hook can be asked for: this one ends them all. */
const running = new Set<() => Promise<void>>();
afterAll(async () => {
  for (const end of running) await end();
});

export interface TestServer {
  readonly port: number;
  /** Ends the server as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on what it left behind. */
  restart(): Promise<void>;
  /** Holds it up without ending it. */
  pause(): void;
  resume(): void;
}

/**
 * A Redis with an append-only file.
 * @param options `file`: what it is told while it runs, as its role, is written down and holds after a restart
 */
export async function startRedis(
  options: { readonly args?: readonly string[]; readonly file?: boolean } = {},
): Promise<TestServer> {
  const folder = testFolder();
  const port = await freePort();
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  args.push('--appendonly', 'yes', '--appendfsync', 'everysec', '--loglevel', 'warning');
  args.push(...(options.args ?? []));
  if (options.file !== true) return serve('redis-server', args, port);
  const file = path.join(folder, 'redis.conf');
  const words = args.map((arg) => (arg === '' ? '""' : arg)).join(' ');
  writeFileSync(file, `${words.replaceAll(/(?:^| )--/g, '\n')}\n`);
  return serve('redis-server', [file], port);
}

/** A Redis Cluster of three nodes, each with a third of the slots. */
export async function startRedisCluster(): Promise<readonly TestServer[]> {
  const nodes: TestServer[] = [];
  const meets: string[] = [];
  for (const slots of ['0 5460', '5461 10922', '10923 16383']) {
    const busPort = await freePort();
    const args = ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'];
    const node = await startRedis({ args: [...args, '--cluster-port', `${busPort}`] });
    await say(node.port, `CLUSTER ADDSLOTSRANGE ${slots}\r\n`, /\+OK/);
    meets.push(`CLUSTER MEET 127.0.0.1 ${node.port} ${busPort}\r\n`);
    nodes.push(node);
  }
  const [first] = nodes;
  for (const meet of meets.slice(1)) await say(first?.port ?? 0, meet, /\+OK/);
  for (const { port } of nodes) {
    let text = '';
    while (!/cluster_state:ok/.test(text) || !/cluster_size:3/.test(text))
      text = await say(port, 'CLUSTER INFO\r\n', /cluster_size:\d+/);
  }
  return nodes;
}

/** A Sentinel. @param file its configuration, which it writes to */
export async function startSentinel(file: string): Promise<TestServer> {
  const port = await freePort();
  return serve(
    'redis-server',
    [file, '--sentinel', '--port', `${port}`, '--bind', '127.0.0.1'],
    port,
  );
}

/** A NATS server with JetStream in files, unless told otherwise; `config` is added to its configuration. */
export async function startNats(
  options: {
    readonly config?: string;
    readonly jetstream?: boolean;
    /** Where it stores; by default a folder of its own. */
    readonly folder?: string;
    /** Bytes that it may store. */
    readonly maxFileStore?: number;
  } = {},
): Promise<TestServer> {
  const folder = options.folder ?? testFolder();
  const port = await freePort();
  const file = path.join(folder, 'nats.conf');
  const limit = options.maxFileStore === undefined ? '' : `, max_file: ${options.maxFileStore}`;
  const store = `jetstream { store_dir: ${JSON.stringify(path.join(folder, 'js'))}${limit} }`;
  const lines = ['host: 127.0.0.1', `port: ${port}`, options.config ?? ''];
  writeFileSync(file, [...lines, options.jetstream === false ? '' : store].join('\n'));
  return serve('nats-server', ['-c', file], port);
}

async function serve(program: string, args: readonly string[], port: number): Promise<TestServer> {
  let child = await startServer(program, args, port);
  running.add(() => killServer(child));
  return {
    port,
    kill: () => killServer(child),
    restart: async () => {
      child = await startServer(program, args, port);
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

function say(port: number, line: string, until: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(line));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (!until.test(text)) return;
      socket.destroy();
      resolve(text);
    });
    socket.once('error', reject);
  });
}
