// A process like a window of an editor: it offers tasks to whoever shares its tier, and works on them too.
import { appendFileSync } from 'node:fs';
import * as z from 'zod';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { defineHandler, WorkClient, Worker } from '../../../runtime/workers/index.js';
import { openPlace, type Place } from './worker.js';

export interface HostJob {
  readonly name: string;
  readonly leaseMs: number;
  /** Tasks that it offers. */
  readonly offers: number;
  /** Where each effect leaves one line. */
  readonly lines: string;
}

export type HostReport =
  | { readonly event: 'ready' }
  | { readonly event: 'accepted'; readonly taskId: string };

export const LINE = { kind: 'line', input: z.string(), output: z.string() };

async function main(place: Place, { name, leaseMs, offers, lines }: HostJob): Promise<void> {
  const tier = await openPlace(place);
  const ids = createIds();
  const handler = defineHandler({
    ...LINE,
    run: async (line, { once }) => {
      await once('append', async () => {
        appendFileSync(lines, `${line}\n`);
        return null;
      });
      return name;
    },
  });
  const worker = new Worker(tier, {
    id: ids.next('agent'),
    name,
    version: '1.0.0',
    handlers: [handler],
    concurrency: 2,
    leaseMs,
    retryDelayMs: () => 0,
    clock: systemClock,
    logger: silentLogger,
  });
  await worker.start();
  const client = new WorkClient(tier, ids, systemClock, silentLogger);
  for (let n = 0; n < offers; n++) {
    const { taskId } = await client.submit(LINE, `${name} ${n}`);
    process.send?.({ event: 'accepted', taskId } satisfies HostReport);
  }
}

const [place, job] = process.argv.slice(2);
if (process.send !== undefined && place !== undefined && job !== undefined) {
  void main(JSON.parse(place) as Place, JSON.parse(job) as HostJob);
}
