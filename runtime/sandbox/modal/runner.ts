// The sandbox in a container of Modal, a service: what cells read leaves this machine, so it is never chosen by itself.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { EngineAvailability } from '../../ports/index.js';
import {
  IMAGE,
  INSIDE,
  PROGRAM,
  PROGRAM_FILES,
  ROOM_BESIDE_HEAP_MB,
  type StdioRunner,
} from '../stdio/adapter.js';
import { BRIDGE } from './bridge.js';

const ASK_MS = 20_000;
/** The first start builds the image there. */
const START_MS = 180_000;
/** A cell there hears later that it should end. */
const GRACE_MS = 5_000;
/** For the bridge to end what runs there. */
const FAREWELL_MS = 10_000;
const PYTHON = 'python3';
/** What the client needs of the environment. */
const PASSED = /^(PATH|HOME|PYTHONPATH|LANG|SSL_CERT_FILE|MODAL_\w+)$/;

export interface ModalOptions {
  /** Folder with the program. */
  readonly assetsDir: string;
  /** Environment with the token, and in which Python is found. */
  readonly env?: NodeJS.ProcessEnv;
}

export class ModalRunner implements StdioRunner {
  readonly engine = 'modal';
  readonly patience = { startMs: START_MS, graceMs: GRACE_MS };
  readonly #assetsDir: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor({ assetsDir, env = process.env }: ModalOptions) {
    this.#assetsDir = assetsDir;
    this.#env = Object.fromEntries(Object.entries(env).filter(([name]) => PASSED.test(name)));
  }

  async availability(): Promise<EngineAvailability> {
    if (!this.#hasToken()) {
      return {
        available: false,
        reason: 'there is no token of Modal.',
        remedy:
          'Run "modal setup", or set MODAL_TOKEN_ID and MODAL_TOKEN_SECRET. What cells read is then sent to that service.',
      };
    }
    try {
      const script = 'import modal; print(modal.__version__)';
      const { stdout } = await promisify(execFile)(PYTHON, ['-c', script], {
        env: this.#env,
        timeout: ASK_MS,
      });
      const detail = `QuickJS in a container at Modal, by its client ${stdout.trim()}: what cells read leaves this machine`;
      return { available: true, detail };
    } catch {
      return {
        available: false,
        reason: `${PYTHON} with the package "modal" is not to be had.`,
        remedy: 'Run "pip install modal", or choose another engine under "memfun.sandbox.engine".',
      };
    }
  }

  start({ memoryMb }: { readonly memoryMb: number }) {
    const files = PROGRAM_FILES.flatMap((file) => [
      path.join(this.#assetsDir, file),
      `${INSIDE}/${file}`,
    ]);
    const memory = `${memoryMb + ROOM_BESIDE_HEAP_MB}`;
    const args = ['-u', '-c', BRIDGE, IMAGE, memory, ...files, `${INSIDE}/${PROGRAM}`];
    const child = spawn(PYTHON, args, { env: this.#env, stdio: ['pipe', 'pipe', 'pipe'] });
    return {
      child,
      end: () => {
        // Killed at once it would leave the container running, and paid for.
        child.stdin.end();
        const late = setTimeout(() => child.kill('SIGKILL'), FAREWELL_MS);
        child.once('exit', () => clearTimeout(late));
      },
    };
  }

  #hasToken(): boolean {
    const { MODAL_TOKEN_ID: id, MODAL_TOKEN_SECRET: secret, HOME: home = os.homedir() } = this.#env;
    return (id !== undefined && secret !== undefined) || existsSync(path.join(home, '.modal.toml'));
  }
}
