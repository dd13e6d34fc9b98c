// What a tier that several processes share keeps when processes are killed or stopped at the worst moment.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Tier } from '../../../runtime/tiers/index.js';
import { eventually } from '../../support/waiting.js';
import { many, tell } from './faults-run.js';
import { useWorkers, type WorkerProcess } from './processes.js';
import { openPlace, type Place, POISON, type Report } from './worker.js';

const LEASE_MS = 700;
const { signal } = new AbortController();

export function faultSpec(name: string, freshPlace: () => Place): void {
  describe(`faults, ${name}`, () => {
    const start = useWorkers();
    let place: Place;
    let tier: Tier;
    beforeEach(async () => {
      place = freshPlace();
      tier = await openPlace(place);
    });
    afterEach(() => tier.close());

    const take = async () => {
      const lease = await tier.tasks.lease('q', { leaseMs: 60_000, signal });
      if (lease === undefined) throw new Error('no lease');
      return lease;
    };
    const leased = (worker: WorkerProcess) =>
      eventually(() => expect(worker.reports.at(-1)?.event).toBe('leased'));

    test('a task whose worker is killed in the middle of it is done by another', async () => {
      const worker = start(place, { job: 'work', leaseMs: LEASE_MS, workMs: undefined });
      const id = await tier.tasks.enqueue({ queue: 'q', payload: 'x' });
      await leased(worker);
      await worker.kill();
      const next = await take();
      expect(next).toMatchObject({ taskId: id, attempt: 2 });
      const [before] = tokensOf(worker.reports, id);
      expect(next.fencingToken).toBeGreaterThan(before ?? Number.POSITIVE_INFINITY);
      await next.complete('after all');
      expect(await tier.tasks.outcome(id, signal)).toEqual({ state: 'done', result: 'after all' });
    });

    test('a worker that was stopped past its lease cannot end the task when it wakes up', async () => {
      const worker = start(place, { job: 'work', leaseMs: LEASE_MS, workMs: undefined });
      const id = await tier.tasks.enqueue({ queue: 'q', payload: 'x' });
      await leased(worker);
      await worker.pause();
      const next = await take();
      expect(next).toMatchObject({ taskId: id, attempt: 2 });
      worker.tell();
      worker.resume();
      await eventually(() =>
        expect(worker.reports.at(-1)).toEqual({
          event: 'refused',
          taskId: id,
          code: 'queue.lease-lost',
        }),
      );
      await next.complete('fresh');
      expect(await tier.tasks.outcome(id, signal)).toEqual({ state: 'done', result: 'fresh' });
    });

    test('a worker that does not know yet that it lost its task is refused by the storage', async () => {
      const job = {
        job: 'work',
        leaseMs: LEASE_MS,
        workMs: undefined,
        blockMs: 3 * LEASE_MS,
      } as const;
      const worker = start(place, job);
      const id = await tier.tasks.enqueue({ queue: 'q', payload: 'x' });
      await leased(worker);
      worker.tell();
      const next = await take();
      expect(next).toMatchObject({ taskId: id, attempt: 2 });
      await eventually(() => expect(worker.reports.at(-1)?.event).toBe('refused'));
      await next.complete('fresh');
      expect(await tier.tasks.outcome(id, signal)).toEqual({ state: 'done', result: 'fresh' });
    });

    test('a task that kills every worker ends as a dead letter, and holds up nobody else', async () => {
      const poison = { queue: 'q', payload: POISON, priority: 1, maxAttempts: 2 };
      const id = await tier.tasks.enqueue(poison);
      const other = await tier.tasks.enqueue({ queue: 'q', payload: 'other' });
      const workers = Array.from({ length: 3 }, () =>
        start(place, { job: 'work', leaseMs: 250, workMs: 0 }),
      );
      expect(await tier.tasks.outcome(id, signal)).toMatchObject({ state: 'failed' });
      expect(await tier.tasks.outcome(other, signal)).toMatchObject({ state: 'done' });
      expect(await tier.tasks.deadLetters('q')).toMatchObject([{ taskId: id, attempts: 2 }]);
      const taken = workers.flatMap(({ reports }) => reports).filter((report) => isOf(report, id));
      expect(taken.length).toBeLessThanOrEqual(2);
    });

    test('what was accepted from a process is there after it was killed', async () => {
      const worker = start(place, { job: 'enqueue' });
      await eventually(() => expect(worker.reports.length).toBeGreaterThan(20));
      await worker.kill();
      for (const report of worker.reports) {
        // Throws for a task that is not there.
        if (report.event === 'accepted') await tier.tasks.cancel(report.taskId);
      }
    });

    test('history: workers come, are killed, and every task is done once, each order key in order', async () => {
      const lanes = ['a', 'b', 'c', 'd'];
      const names = Array.from({ length: many(48) }, (_, i) => `${lanes[i % lanes.length]}${i}`);
      const workers: WorkerProcess[] = [];
      const add = (): void => {
        workers.push(start(place, { job: 'work', leaseMs: LEASE_MS, workMs: 40 }));
      };
      for (let i = 0; i < 3; i++) add();
      await eventually(() => {
        for (const worker of workers) expect(worker.reports.length).toBe(1);
      });
      const ids: string[] = [];
      for (const payload of names) {
        const task = { queue: 'q', payload, orderKey: payload.slice(0, 1), maxAttempts: many(20) };
        ids.push(await tier.tasks.enqueue(task));
      }
      for (let victim = 0; victim < many(3); victim++) {
        await eventually(() => expect(workers[victim]?.reports.at(-1)?.event).toBe('leased'));
        await workers[victim]?.kill();
        add();
      }
      const history = (): Report[] => workers.flatMap((worker) => worker.reports);
      const ends = await Promise.all(ids.map((id) => tier.tasks.outcome(id, signal)));
      const undone = ends.flatMap((end, i) =>
        end.state === 'done' ? [] : [{ end, of: history().filter((r) => isOf(r, ids[i])) }],
      );
      expect(undone).toEqual([]);
      // A task is completed once at most: a killed worker may have had no time to say so.
      const completed = history().filter((report) => report.event === 'completed');
      expect(new Set(completed.map(({ taskId }) => taskId)).size).toBe(completed.length);
      // Each lease of a task had a token of its own, and attempts count them.
      for (const id of ids) {
        const tokens = tokensOf(history(), id);
        expect(new Set(tokens).size).toBe(tokens.length);
      }
      // Of an order key, no worker saw a later task before an earlier one.
      for (const worker of workers) {
        for (const lane of lanes) {
          const seen = worker.reports.flatMap((report) =>
            report.event === 'leased' && report.payload.startsWith(`"${lane}`)
              ? [Number(report.payload.slice(2, -1))]
              : [],
          );
          expect(seen).toEqual([...seen].sort((a, b) => a - b));
        }
      }
      expect(await tier.tasks.deadLetters('q')).toEqual([]);
      tell(`workers killed, ${name}`, {
        accepted: ids.length,
        killed: many(3),
        leases: history().filter(({ event }) => event === 'leased').length,
        completedTwice: completed.length - new Set(completed.map(({ taskId }) => taskId)).size,
        lost: 0,
      });
    });
  });
}

/** The tokens under which a task was leased. */
function tokensOf(reports: readonly Report[], id: string): readonly number[] {
  return reports.flatMap((report) =>
    report.event === 'leased' && report.taskId === id ? [report.token] : [],
  );
}

function isOf(report: Report, taskId: string | undefined): boolean {
  return 'taskId' in report && report.taskId === taskId;
}
