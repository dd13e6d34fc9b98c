// A worker process whose tasks write lines to a file, and wait at each step for a word of its parent.
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { defineHandler, Worker } from '../../../runtime/workers/index.js';
import { openPlace, type Place } from './worker.js';

export const STEPS = ['before', 'inside', 'after'] as const;
export type Step = (typeof STEPS)[number];

export const APPEND = {
  kind: 'append',
  input: z.object({ file: z.string(), line: z.string() }),
  output: z.string(),
};

export interface HandJob {
  readonly name: string;
  readonly leaseMs: number;
  /** Where a first attempt waits until it is told to go on. */
  readonly waitAt: Step | undefined;
}

export type HandReport =
  | { readonly event: 'ready' }
  | { readonly event: 'at'; readonly step: Step; readonly attempt: number }
  | { readonly event: 'refused'; readonly code: string };

async function main(place: Place, { name, leaseMs, waitAt }: HandJob): Promise<void> {
  const say = (report: HandReport): void => void process.send?.(report);
  const told = new Promise<void>((resolve) => process.once('message', () => resolve()));
  const tier = await openPlace(place);
  const handler = defineHandler({
    ...APPEND,
    run: async ({ file, line }, { attempt, once, emit }) => {
      const at = async (step: Step): Promise<void> => {
        say({ event: 'at', step, attempt });
        emit(step);
        if (attempt === 1 && step === waitAt) await told;
      };
      await at('before');
      try {
        const made = await once('append', async () => {
          appendFileSync(file, `${line}\n`);
          await at('inside');
          return `by ${name}`;
        });
        await at('after');
        await pause(1);
        return z.string().parse(made);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'none';
        say({ event: 'refused', code });
        throw error;
      }
    },
  });
  const worker = new Worker(tier, {
    id: createIds().next('agent'),
    name,
    version: '1.0.0',
    handlers: [handler],
    concurrency: 1,
    leaseMs,
    retryDelayMs: () => 0,
    clock: systemClock,
    logger: silentLogger,
  });
  await worker.start();
  say({ event: 'ready' });
}

const [place, job] = process.argv.slice(2);
if (process.send !== undefined && place !== undefined && job !== undefined) {
  void main(JSON.parse(place) as Place, JSON.parse(job) as HandJob);
}
