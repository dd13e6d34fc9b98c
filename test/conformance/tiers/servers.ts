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

/** A Redis with an append-only file; as the only node of a Cluster when `cluster` is set. */
export async function startRedis(
  options: { readonly cluster?: boolean; readonly args?: readonly string[] } = {},
): Promise<TestServer> {
  const folder = testFolder();
  const port = await freePort();
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  args.push('--appendonly', 'yes', '--appendfsync', 'everysec', '--loglevel', 'warning');
  if (options.cluster === true) {
    args.push('--cluster-announce-ip', '127.0.0.1', '--cluster-enabled', 'yes');
    args.push('--cluster-config-file', path.join(folder, 'nodes.conf'));
  }
  args.push(...(options.args ?? []));
  const server = await serve('redis-server', args, port);
  if (options.cluster === true) {
    await say(port, 'CLUSTER ADDSLOTSRANGE 0 16383\r\n', /\+OK/);
    for (let ok = false; !ok; ) {
      ok = await say(port, 'CLUSTER INFO\r\n', /cluster_state:(ok|fail)/).then((text) =>
        text.includes('cluster_state:ok'),
      );
    }
  }
  return server;
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
