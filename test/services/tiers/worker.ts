// A process that works on a queue and does with each task what its parent says, who may kill or stop it at any moment.

import { toErrorInfo } from '../../../runtime/core/index.js';
import {
  openNatsTier,
  openRedisTier,
  openSqliteTier,
  type Tier,
} from '../../../runtime/tiers/index.js';

/** How the process opens its tier. */
export type Place =
  | { readonly kind: 'sqlite'; readonly file: string; readonly assetsDir: string }
  | {
      readonly kind: 'redis' | 'nats';
      readonly servers: readonly string[];
      readonly namespace: string;
    };

export type Job =
  /** Leases tasks one by one; completes each after `workMs`, or when told to. */
  | {
      readonly job: 'work';
      readonly leaseMs: number;
      readonly workMs: number | undefined;
      readonly blockMs?: number;
    }
  /** Enqueues tasks without end, and says which were accepted. */
  | { readonly job: 'enqueue' };

/** The payload of a task that ends whoever takes it. */
export const POISON = 'poison';

export type Report =
  | { readonly event: 'ready' }
  | {
      readonly event: 'leased';
      readonly taskId: string;
      readonly token: number;
      readonly attempt: number;
      readonly payload: string;
    }
  | {
      readonly event: 'completed';
      readonly taskId: string;
      readonly token: number;
      readonly payload: string;
    }
  | { readonly event: 'refused'; readonly taskId: string; readonly code: string }
  | { readonly event: 'accepted'; readonly taskId: string };

export function openPlace(place: Place): Promise<Tier> {
  if (place.kind === 'sqlite') return openSqliteTier(place);
  return place.kind === 'redis' ? openRedisTier(place) : openNatsTier(place);
}

async function main(place: Place, job: Job): Promise<void> {
  const say = (report: Report): void => void process.send?.(report);
  const tier = await openPlace(place);
  say({ event: 'ready' });
  const { signal } = new AbortController();
  if (job.job === 'enqueue') {
    for (let i = 0; ; i++) {
      say({ event: 'accepted', taskId: await tier.tasks.enqueue({ queue: 'q', payload: i }) });
    }
  }
  for (;;) {
    const lease = await tier.tasks.lease('q', { leaseMs: job.leaseMs, signal });
    if (lease === undefined) return;
    const { taskId, fencingToken: token, attempt } = lease;
    const payload = JSON.stringify(lease.payload);
    const told = new Promise<void>((resolve) => {
      if (job.workMs === undefined) process.once('message', () => resolve());
      else setTimeout(resolve, job.workMs);
    });
    say({ event: 'leased', taskId, token, attempt, payload });
    if (lease.payload === POISON) process.kill(process.pid, 'SIGKILL');
    await told;
    if (job.blockMs !== undefined) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, job.blockMs);
    }
    try {
      await lease.complete(`by ${process.pid}`);
      say({ event: 'completed', taskId, token, payload });
    } catch (error) {
      say({ event: 'refused', taskId, code: toErrorInfo(error).code });
    }
  }
}

const [place, job] = process.argv.slice(2);
if (process.send !== undefined && place !== undefined && job !== undefined) {
  void main(JSON.parse(place) as Place, JSON.parse(job) as Job);
}
