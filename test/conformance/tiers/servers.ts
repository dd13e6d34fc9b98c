// Starts a Redis or NATS server of this test alone: on a free port of this machine, with a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll } from 'vitest';
import { testFolder } from './sqlite-harness.js';

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
  options: { readonly config?: string; readonly jetstream?: boolean } = {},
): Promise<TestServer> {
  const folder = testFolder();
  const port = await freePort();
  const file = path.join(folder, 'nats.conf');
  const store = `jetstream { store_dir: ${JSON.stringify(path.join(folder, 'js'))} }`;
  const lines = ['host: 127.0.0.1', `port: ${port}`, options.config ?? ''];
  writeFileSync(file, [...lines, options.jetstream === false ? '' : store].join('\n'));
  return serve('nats-server', ['-c', file], port);
}

async function serve(program: string, args: readonly string[], port: number): Promise<TestServer> {
  let child = await start(program, args, port);
  afterAll(() => end(child));
  return {
    port,
    kill: () => end(child),
    restart: async () => {
      child = await start(program, args, port);
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

async function start(
  program: string,
  args: readonly string[],
  port: number,
): Promise<ChildProcess> {
  const search = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin`;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: search },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  for (let tries = 0; tries < 400; tries++) {
    if (failure !== undefined) throw failure;
    if (child.exitCode !== null) throw new Error(`${program} ended: ${output}`);
    if (await answers(port)) return child;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${program} does not answer: ${output}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const tell = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });
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

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}
