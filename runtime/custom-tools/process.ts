// Runs the file of a custom tool in a process of its own: scrubbed environment, limited time, ended with all it started.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { AbortedError, type Json, throwIfAborted } from '../core/index.js';
import { commandEnvironment, endTree, RUN_MARK } from '../processes/index.js';
import { CustomToolError } from './errors.js';
import { type Order, replySchema } from './protocol.js';

export interface ToolProcessOptions {
  /** Folder of the built bundles. */
  readonly assetsDir: string;
  /** A newer Node than this process, when one is known. */
  readonly node: string | undefined;
}

const MAX_MESSAGE = 2_000;

/**
 * What Node needs to read TypeScript: nothing from 22.18 on (and in every Node that is known to be newer).
 * @throws CustomToolError when it cannot
 */
function typescriptFlags(name: string, file: string, node: string | undefined): readonly string[] {
  if (!/\.[cm]?ts$/.test(file) || node !== undefined) return [];
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return [];
  if (major === 22 && minor >= 6) return ['--experimental-strip-types'];
  throw new CustomToolError(
    name,
    `it is written in TypeScript, which Node ${process.versions.node} cannot read.`,
    'Write it as a .js file, or use Node 22.6 or newer.',
  );
}

/** @throws CustomToolError, AbortedError */
export async function askToolProcess(
  name: string,
  order: Order,
  { assetsDir, node }: ToolProcessOptions,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<Json> {
  throwIfAborted(signal);
  const mark = randomUUID();
  const child = fork(path.join(assetsDir, 'custom-tool-child.cjs'), [], {
    ...(node === undefined ? {} : { execPath: node }),
    execArgv: [...typescriptFlags(name, order.file, node)],
    env: {
      ...commandEnvironment(process.env),
      // Of the editor's own program it makes a plain Node.
      ELECTRON_RUN_AS_NODE: '1',
      [RUN_MARK]: mark,
    },
    detached: process.platform !== 'win32',
    silent: true,
  });
  let said = '';
  const end = async (): Promise<void> => {
    if (child.pid !== undefined) await endTree(child.pid, mark);
  };
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      if (said.length < MAX_MESSAGE) said += chunk.toString();
    });
  try {
    return await new Promise<Json>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new CustomToolError(name, `it took longer than ${timeoutMs / 1000} seconds.`)),
        timeoutMs,
      );
      const over = (act: () => void): void => {
        clearTimeout(timer);
        act();
      };
      signal.addEventListener('abort', () => over(() => reject(new AbortedError())), {
        once: true,
      });
      child.once('error', (error) => over(() => reject(new CustomToolError(name, error.message))));
      child.once('exit', () =>
        over(() => reject(new CustomToolError(name, `it ended without an answer. ${said.trim()}`))),
      );
      child.once('message', (message) => {
        const reply = replySchema.safeParse(message);
        over(() => {
          if (!reply.success) reject(new CustomToolError(name, 'its answer is no plain data.'));
          else if (reply.data.ok) resolve(reply.data.value);
          else reject(new CustomToolError(name, reply.data.message));
        });
      });
      child.send(order);
    });
  } finally {
    await end();
  }
}
