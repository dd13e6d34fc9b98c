// The sandbox in a container of Docker or Podman: no network, no rights, nothing to write to, bounded in everything.
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
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

const PROGRAMS = ['docker', 'podman'] as const;
/** Node and the engine use about twenty threads. */
const MOST_PROCESSES = 64;
const MOST_FILES = 256;
const NOBODY = '65534:65534';
const ASK_MS = 10_000;
/** An image that is cold on the disk takes its time. */
const START_MS = 60_000;

export interface DockerOptions {
  /** Folder with the program, on a disk that the engine sees. */
  readonly assetsDir: string;
  /** Environment in which the programs of the engine are found. */
  readonly env?: NodeJS.ProcessEnv;
}

/** By this our containers are found, whoever has started them. */
const LABEL = 'memfun.sandbox';
/** A container that was made and never started is removed by nobody else. Older than any that may still start. */
const STALE = '10m';
/** After its program is gone, an engine may still be at making the container. */
const REMOVE_AT_MS = [0, 1_000, 5_000, 20_000] as const;

/** The arguments of `docker run`. */
export function runArguments(name: string, assetsDir: string, memoryMb: number): readonly string[] {
  const memory = `${memoryMb + ROOM_BESIDE_HEAP_MB}m`;
  return [
    'run',
    '--rm',
    '--interactive',
    '--name',
    name,
    '--label',
    LABEL,
    // Never fetched without being asked for: what runs is what is there under this name.
    '--pull',
    'never',
    '--network',
    'none',
    '--read-only',
    '--cap-drop',
    'ALL',
    '--security-opt',
    'no-new-privileges',
    '--user',
    NOBODY,
    '--ipc',
    'none',
    '--pids-limit',
    `${MOST_PROCESSES}`,
    '--ulimit',
    `nofile=${MOST_FILES}`,
    // The same for memory and swap: there is no swap.
    '--memory',
    memory,
    '--memory-swap',
    memory,
    '--cpus',
    '1',
    '--log-driver',
    'none',
    '--workdir',
    INSIDE,
    ...PROGRAM_FILES.flatMap((file) => [
      '--mount',
      `type=bind,source=${path.join(assetsDir, file)},target=${INSIDE}/${file},readonly`,
    ]),
    IMAGE,
    'node',
    `${INSIDE}/${PROGRAM}`,
  ];
}

export class DockerRunner implements StdioRunner {
  readonly engine = 'docker';
  readonly patience = { startMs: START_MS };
  readonly #options: DockerOptions;
  #program: (typeof PROGRAMS)[number] = 'docker';
  #swept = false;

  constructor(options: DockerOptions) {
    this.#options = options;
  }

  async availability(): Promise<EngineAvailability> {
    const { assetsDir } = this.#options;
    const missing = PROGRAM_FILES.find((file) => !existsSync(path.join(assetsDir, file)));
    if (missing !== undefined) {
      const reason = `${missing} is missing in ${assetsDir}.`;
      return { available: false, reason, remedy: 'Install Memfun again.' };
    }
    // Mounts are written with commas.
    if (assetsDir.includes(',')) {
      const reason = `a folder with a comma in its name cannot be mounted: ${assetsDir}.`;
      return { available: false, reason, remedy: 'Install Memfun in another folder.' };
    }
    const troubles: string[] = [];
    for (const program of PROGRAMS) {
      const version = await this.#ask(program, ['version', '--format', '{{.Server.Version}}']);
      if (!version.ok) {
        troubles.push(`${program}: ${version.text}`);
        continue;
      }
      this.#program = program;
      const image = await this.#ask(program, ['image', 'inspect', '--format', '{{.Id}}', IMAGE]);
      if (image.ok) {
        this.#sweep();
        const detail = `QuickJS in a container of ${program} ${version.text}, image ${IMAGE} (${image.text})`;
        return { available: true, detail };
      }
      return {
        available: false,
        reason: `${program} has no image ${IMAGE}.`,
        remedy: `Run "${program} pull ${IMAGE}".`,
      };
    }
    return {
      available: false,
      reason: `no container engine answers (${troubles.join('; ')}).`,
      remedy:
        'Install and start Docker or Podman, let this user use it, or choose another engine under "memfun.sandbox.engine".',
    };
  }

  start({ memoryMb }: { readonly memoryMb: number }) {
    const name = `memfun-${randomUUID()}`;
    const { assetsDir, env = process.env } = this.#options;
    const program = this.#program;
    const child = spawn(program, [...runArguments(name, assetsDir, memoryMb)], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return {
      child,
      end: () => {
        // Ending the program alone would leave the container running, and one that is only being made is not found yet.
        for (const ms of REMOVE_AT_MS) {
          if (ms === 0) this.#quietly(['rm', '--force', name]);
          else setTimeout(() => this.#quietly(['rm', '--force', name]), ms).unref();
        }
        child.kill('SIGKILL');
      },
    };
  }

  /** Once: what processes have left behind that were killed before their containers had started. */
  #sweep(): void {
    if (this.#swept) return;
    this.#swept = true;
    const filters = ['--filter', `label=${LABEL}`, '--filter', `until=${STALE}`];
    this.#quietly(['container', 'prune', '--force', ...filters]);
  }

  #quietly(args: readonly string[]): void {
    const { env = process.env } = this.#options;
    spawn(this.#program, [...args], { env, stdio: 'ignore' })
      .on('error', () => undefined)
      .unref();
  }

  async #ask(program: string, args: readonly string[]): Promise<{ ok: boolean; text: string }> {
    const { env = process.env } = this.#options;
    try {
      const { stdout } = await promisify(execFile)(program, [...args], { env, timeout: ASK_MS });
      return { ok: true, text: stdout.trim() };
    } catch (error) {
      return { ok: false, text: troubleOf(error) };
    }
  }
}

/** The first line of what a program complained of. */
function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return 'not installed';
  const said = 'stderr' in error ? String(error.stderr).trim() : '';
  return (said === '' ? error.message : said).split('\n')[0] ?? '';
}
