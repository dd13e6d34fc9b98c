// What workers in processes of their own keep when they are killed or stopped at each step of a task.
import { setMaxListeners } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import type { Tier } from '../../../runtime/tiers/index.js';
import { type TaskEvent, WorkClient } from '../../../runtime/workers/index.js';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { eventually } from '../../support/waiting.js';
import { APPEND, type HandJob, type HandReport, type Step } from './hand.js';
import { useProcesses } from './processes.js';
import { openPlace, type Place } from './worker.js';

const LEASE_MS = 800;
const { signal } = new AbortController();
setMaxListeners(0, signal);

export function workersSpec(name: string, freshPlace: () => Place): void {
  describe(`workers, ${name}`, () => {
    const start = useProcesses<HandReport>('hand.ts');
    const folder = testFolder();
    let count = 0;
    let place: Place;
    let tier: Tier;
    let client: WorkClient;
    let file: string;
    beforeEach(async () => {
      place = freshPlace();
      tier = await openPlace(place);
      client = new WorkClient(tier, createIds(), systemClock, silentLogger);
      file = path.join(folder, `effects-${++count}`);
      writeFileSync(file, '');
    });
    afterEach(() => tier.close());

    const lines = (): readonly string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);
    const hand = (who: string, waitAt?: Step) =>
      start(place, { name: who, leaseMs: LEASE_MS, waitAt } satisfies HandJob);
    type Hand = ReturnType<typeof hand>;
    const isAt = (worker: Hand, step: Step) =>
      eventually(() => expect(worker.reports).toContainEqual({ event: 'at', step, attempt: 1 }));
    const submit = (onEvent: (event: TaskEvent) => void = () => undefined) =>
      client.submit(APPEND, { file, line: 'x' }, { onEvent });

    test.each(['before', 'after'] as const)(
      'of three, one is killed %s the effect: another finishes, and the effect was once',
      async (step) => {
        const events: TaskEvent[] = [];
        const workers = ['a', 'b', 'c'].map((who) => hand(who, step));
        const task = await submit((event) => events.push(event));
        const victim = await eventuallyFound(workers, step);
        await eventually(() => expect(events[0]?.type).toBe('taken'));
        await victim.kill();
        const result = await task.result(signal);
        expect(lines()).toEqual(['x']);
        await eventually(() => expect(events.at(-1)?.type).toBe('left'));
        const taken = events.filter((event) => event.type === 'taken');
        // A machine that has no time for a worker costs it its lease as well: then there are more than two.
        expect(taken.map(({ attempt }) => attempt).slice(0, 2)).toEqual([1, 2]);
        const [first, ...others] = taken.map(({ workerName }) => workerName);
        expect(others).not.toContain(first);
        const makers = step === 'after' ? [first] : others;
        expect(makers.map((maker) => `by ${maker}`)).toContain(result);
        await task.close();
      },
    );

    test('one is killed inside of the effect: nobody does it again, and a person is told', async () => {
      const victim = hand('a', 'inside');
      const task = await submit();
      await isAt(victim, 'inside');
      await victim.kill();
      hand('b');
      await expect(task.result(signal)).rejects.toThrow('it may be done, or not');
      expect(lines()).toEqual(['x']);
      const [letter] = (await client.list()).filter(({ state }) => state === 'dead');
      expect(letter?.reason).toContain('append');
      // Discarded, it is gone, and nobody does it again.
      await client.discard(task.taskId);
      expect(await client.list()).toEqual([]);
      expect(await tier.tasks.look(task.taskId)).toEqual({ state: 'cancelled' });
      await expect(client.discard(task.taskId)).rejects.toThrow(/task/);
      expect(lines()).toEqual(['x']);
    });

    test('one is stopped past its lease: when it wakes up, its effect and its result are refused', async () => {
      const zombie = hand('a', 'before');
      const task = await submit();
      await isAt(zombie, 'before');
      await zombie.pause();
      hand('b');
      expect(await task.result(signal)).toBe('by b');
      zombie.tell();
      zombie.resume();
      await eventually(() =>
        expect(zombie.reports).toContainEqual({ event: 'refused', code: 'queue.lease-lost' }),
      );
      expect(lines()).toEqual(['x']);
      expect(await task.outcome(signal)).toEqual({ state: 'done', result: 'by b' });
    });

    test('many tasks on three workers, one of which is killed: every one is done, each effect once', async () => {
      const workers = ['a', 'b', 'c'].map((who) => hand(who));
      const tasks = await Promise.all(
        Array.from({ length: 60 }, (_, n) => client.submit(APPEND, { file, line: `${n}` })),
      );
      let victim: Hand | undefined;
      await eventually(() => {
        victim = workers.find(({ reports }) => reports.length > 6);
        expect(victim).toBeDefined();
      });
      await victim?.kill();
      const ends = await Promise.all(tasks.map((task) => task.outcome(signal)));
      const unknown = ends.filter(({ state }) => state === 'failed');
      // Only the one task that was inside of its effect may be left to a person.
      expect(unknown.length).toBeLessThanOrEqual(1);
      expect(new Set(lines()).size).toBe(lines().length);
      expect(lines().length).toBeGreaterThanOrEqual(60 - unknown.length);
    });
  });

  async function eventuallyFound<W extends { readonly reports: readonly HandReport[] }>(
    workers: readonly W[],
    step: Step,
  ): Promise<W> {
    let found: W | undefined;
    await eventually(() => {
      found = workers.find(({ reports }) =>
        reports.some((report) => report.event === 'at' && report.step === step),
      );
      expect(found).toBeDefined();
    });
    if (found === undefined) throw new Error('no worker took the task');
    return found;
  }
}
