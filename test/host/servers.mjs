// Starts a server program of this machine for a test or a measurement, on a port of its own, and ends it as told.
import { spawn } from 'node:child_process';
import net from 'node:net';

/** Where Debian puts servers, besides PATH. */
const PLACES = '/usr/local/sbin:/usr/sbin';

const LAST_WORDS = 4_000;

/**
 * Resolves when something answers on the port.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {number} port
 * @returns {Promise<import('node:child_process').ChildProcess>}
 */
export async function startServer(program, args, port) {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${process.env.PATH ?? ''}:${PLACES}` },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk.toString();
    });
  }
  child.on('exit', (code) => {
    // One that is killed has no code. Of one that ends by itself its last words say why.
    if (code !== null && code !== 0)
      process.stderr.write(`${program} ended with ${code}: ${output.slice(-LAST_WORDS)}\n`);
  });
  let failure;
  child.on('error', (error) => {
    failure = error;
  });
  for (let tries = 0; tries < 400; tries++) {
    if (failure !== undefined) throw failure;
    if (child.exitCode !== null) throw new Error(`${program} ended: ${output}`);
    if (await answers(port)) return child;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill('SIGKILL');
  throw new Error(`${program} does not answer: ${output}`);
}

/**
 * Ends a server as a crash would.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function killServer(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/**
 * A port nobody listens on.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const tell = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });
}
