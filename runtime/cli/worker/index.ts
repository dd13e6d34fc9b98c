// `memfun worker`: does tasks of a tier without an editor, until it is told to stop.
import { hostname } from 'node:os';
import { agentHandler, createMemfun, type MemfunEnvironment } from '../../app/index.js';
import { createIds, systemClock } from '../../core/index.js';
import { Worker } from '../../workers/index.js';
import { nobodyAsked } from '../approvals.js';
import type { CommandLine } from '../arguments.js';
import { UsageError } from '../arguments.js';
import { commandLineEnvironment, storageFolder } from '../environment.js';
import { VERSION } from '../version.js';
import { Checkouts } from './checkouts.js';
import { planParts } from './plan-places.js';
import { workplacesIn } from './workplaces.js';

const DRAIN_SECONDS = 60;
const MOST_AT_ONCE = 64;
/** Below what servers take by default, with room for what stands around an event. */
const EVENT_BYTES = 256 * 1024;

interface Site {
  readonly signal: AbortSignal;
  readonly output: { write(text: string): unknown };
}

/** Works until the signal fires, then lets its tasks end. @returns the exit code */
export async function runWorkerCommand(line: CommandLine, site: Site): Promise<number> {
  const { options } = line;
  const concurrency = numberOf(options.concurrency ?? '1', 'concurrency', 1, MOST_AT_ONCE);
  const drainMs = numberOf(options.drain ?? `${DRAIN_SECONDS}`, 'drain', 0, 86_400) * 1000;
  const checkouts =
    options.git === undefined
      ? undefined
      : await Checkouts.open(options.git, storageFolder(options), site.signal);
  const checkout = await checkouts?.checkout(undefined, site.signal);
  try {
    const own = await commandLineEnvironment(
      checkout === undefined ? options : { ...options, dir: checkout.folder },
    );
    // Whoever started it need not sit there any more.
    const env = { ...own, approvals: nobodyAsked };
    return await work(line, site, { env, checkouts, concurrency, drainMs });
  } finally {
    await checkout?.close();
  }
}

async function work(
  { options }: CommandLine,
  { signal, output }: Site,
  how: {
    readonly env: MemfunEnvironment;
    readonly checkouts: Checkouts | undefined;
    readonly concurrency: number;
    readonly drainMs: number;
  },
): Promise<number> {
  const { env } = how;
  const memfun = await createMemfun(env, { prewarm: false });
  try {
    const tier = await memfun.tier();
    if (tier.capabilities.reach === 'process')
      throw new UsageError(
        'A worker needs a tier that other processes reach.',
        'Say which: --tier sqlite, or --tier redis or nats with --servers ADDRESS.',
      );
    const { state } = tier;
    const open = workplacesIn(env, how.checkouts);
    const agents = await chosenAgents(memfun, options.agents);
    const work = { state, maxEventBytes: EVENT_BYTES, open };
    const parts = await planParts(env, {
      ...how,
      agents,
      storage: storageFolder(options),
      work,
      signal,
    });
    const worker = new Worker(tier, {
      id: createIds().next('agent'),
      name: options.name ?? `${hostname()}:${process.pid}`,
      version: VERSION,
      handlers: [...agents.map((agent) => agentHandler(agent, work)), ...parts],
      concurrency: how.concurrency,
      capabilities: [`mode:${memfun.mode}`, `model:${(await memfun.rootModel()).id}`],
      ...(options.lease === undefined
        ? {}
        : { leaseMs: numberOf(options.lease, 'lease', 1, 3600) * 1000 }),
      clock: systemClock,
      logger: env.logger,
    });
    await worker.start();
    const { kinds, pid } = worker.metadata;
    output.write(`${JSON.stringify({ worker: worker.id, tier: tier.kind, kinds, pid })}\n`);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await worker.drain(how.drainMs);
    const { done, failed } = worker.metadata;
    output.write(`${JSON.stringify({ stopped: worker.id, done, failed })}\n`);
    return 0;
  } finally {
    await memfun.close();
  }
}

/** The named agents; without names all that there are, and tasks for nobody in particular. @throws UsageError */
async function chosenAgents(
  memfun: { agents(): Promise<{ readonly agents: readonly { readonly name: string }[] }> },
  named: string | undefined,
): Promise<readonly (string | undefined)[]> {
  const all = (await memfun.agents()).agents.map(({ name }) => name);
  if (named === undefined) return [undefined, ...all];
  const wanted = named.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown === undefined) return wanted;
  throw new UsageError(`There is no agent "${unknown}" here.`, `There are: ${all.join(', ')}.`);
}

/** @throws UsageError */
function numberOf(text: string, option: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new UsageError(
    `"${text}" is no number for --${option}.`,
    `Give one from ${least} to ${most}.`,
  );
}
