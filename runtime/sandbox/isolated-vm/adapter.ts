// The isolated-vm engine: V8 isolates in a forked Node 24 that has no rights of its own. One spare child is kept warm.
import type { ChildProcess } from 'node:child_process';
import { execFile, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { EngineAvailability } from '../../ports/index.js';
import { EngineAdapter } from '../engine-adapter.js';
import type { EngineChannel } from '../engine-process.js';
import { EngineProcess } from '../engine-process.js';

/** The addon is built for the module version of Node 24. */
const ADDON_ABI = '137';

export interface IsolatedVmOptions {
  /** Folder with `sandbox-child.cjs` and `isolated-vm.node`. */
  readonly assetsDir: string;
  /** A Node 24 executable, where the host knows one. */
  readonly node24: string | undefined;
  /** Keep a started child ready for the next session. */
  readonly prewarm: boolean;
}

export class IsolatedVmAdapter extends EngineAdapter {
  readonly engine = 'isolated-vm';
  #spare: ChildProcess | undefined;
  #node: Promise<EngineAvailability & { readonly node?: string }> | undefined;

  constructor(private readonly options: IsolatedVmOptions) {
    super();
  }

  async availability(): Promise<EngineAvailability> {
    const found = await this.#find();
    return found.available ? { available: true, detail: found.detail } : found;
  }

  /** Starts the spare child ahead of the first session. */
  async prewarm(): Promise<void> {
    const found = await this.#find();
    if (found.available && this.options.prewarm)
      this.#spare ??= this.#fork(found.node ?? process.execPath);
  }

  close(): void {
    this.#spare?.kill('SIGKILL');
    this.#spare = undefined;
  }

  protected async launch(): Promise<EngineProcess> {
    const node = (await this.#find()).node ?? process.execPath;
    const child = this.#spare?.connected === true ? this.#spare : this.#fork(node);
    this.#spare = this.options.prewarm ? this.#fork(node) : undefined;
    return new EngineProcess(this.engine, channelOf(child));
  }

  /** A child that may read its own folder and do nothing else. */
  #fork(node: string): ChildProcess {
    const { assetsDir } = this.options;
    const child = fork(path.join(assetsDir, 'sandbox-child.cjs'), [], {
      execPath: node,
      execArgv: [
        '--no-node-snapshot',
        '--permission',
        '--allow-addons',
        `--allow-fs-read=${path.join(assetsDir, '*')}`,
        '--no-warnings',
      ],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'json',
    });
    child.unref();
    child.channel?.unref();
    child.on('error', () => undefined); // told by onEnd
    return child;
  }

  #find(): Promise<EngineAvailability & { readonly node?: string }> {
    this.#node ??= findEngine(this.options);
    return this.#node;
  }
}

async function findEngine(
  options: IsolatedVmOptions,
): Promise<EngineAvailability & { readonly node?: string }> {
  if (!existsSync(path.join(options.assetsDir, 'isolated-vm.node'))) {
    return {
      available: false,
      reason: `there is no prebuilt addon for ${process.platform}-${process.arch} in this build.`,
      remedy: 'Use the engine "quickjs", which runs everywhere.',
    };
  }
  const own = process.versions.modules === ADDON_ABI && process.versions['electron'] === undefined;
  const candidates = [options.node24, own ? process.execPath : undefined];
  for (const node of candidates) {
    if (node !== undefined && (await abiOf(node)) === ADDON_ABI) {
      return { available: true, detail: `V8 isolates in a child process of ${node}`, node };
    }
  }
  return {
    available: false,
    reason: `it needs a Node 24, and this is ${process.version}.`,
    remedy:
      'Install Node 24 and name it in the environment variable MEMFUN_NODE, or use the engine "quickjs".',
  };
}

async function abiOf(node: string): Promise<string | undefined> {
  if (node === process.execPath) return process.versions.modules;
  try {
    const { stdout } = await promisify(execFile)(node, ['-p', 'process.versions.modules'], {
      timeout: 10_000,
    });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

function channelOf(child: ChildProcess): EngineChannel {
  child.ref();
  child.channel?.ref();
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (handler) => void child.on('message', handler),
    onEnd: (handler) => {
      child.once('exit', (code, signal) => handler(`the process ended (${signal ?? code})`));
      child.once('error', (error) => handler(error.message));
    },
    interrupt: () => undefined,
    kill: () => void child.kill('SIGKILL'),
  };
}
