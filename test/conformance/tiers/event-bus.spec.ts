// What every tier's event bus promises.
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BusMessage, EventBus } from '../../../runtime/ports/index.js';
import { HistoryGoneError } from '../../../runtime/tiers/index.js';
import { eventually, gate, settle } from '../../support/waiting.js';
import { type Harness, HOSTILE_NAMES, useNamespace } from './support.js';

export function eventBusSpec(harness: Harness): void {
  const { durable, reach, slowSubscribers } = harness.capabilities;
  describe(`event bus, ${harness.name}`, () => {
    const { tier, another, apart } = useNamespace(harness);
    let bus: EventBus;
    beforeEach(() => {
      bus = tier().bus;
    });

    const collector = () => {
      const got: BusMessage[] = [];
      const take = (message: BusMessage): Promise<void> => Promise.resolve(void got.push(message));
      const payloads = () => got.map((message) => message.payload);
      return { got, take, payloads };
    };

    test('every subscriber gets every message, in order, with growing positions', async () => {
      const one = collector();
      const two = collector();
      await bus.subscribe('a', one.take);
      await bus.subscribe('a', two.take);
      const positions: number[] = [];
      for (let i = 0; i < 20; i++) positions.push(await bus.publish('a', i));
      const sent = Array.from({ length: 20 }, (_, i) => i);
      await eventually(() => expect([one.payloads(), two.payloads()]).toEqual([sent, sent]));
      expect(one.got.map((message) => message.position)).toEqual(positions);
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
      expect(one.got[0]).toMatchObject({ subject: 'a', attempt: 1, key: undefined });
    });

    test('a subject that ends in .> takes everything below it, and nothing else', async () => {
      const below = collector();
      await bus.subscribe('run.>', below.take);
      for (const subject of ['run', 'run.1', 'run.1.step', 'runs.1'])
        await bus.publish(subject, subject);
      await eventually(() => expect(below.payloads()).toEqual(['run.1', 'run.1.step']));
    });

    test('by default nothing old is delivered; from a position on everything is', async () => {
      await bus.publish('a', 'one');
      const second = await bus.publish('a', 'two');
      const fresh = collector();
      const replayed = collector();
      await bus.subscribe('a', fresh.take);
      await bus.subscribe('a', replayed.take, { from: second });
      await bus.publish('a', 'three');
      await eventually(() => expect(replayed.payloads()).toEqual(['two', 'three']));
      await eventually(() => expect(fresh.payloads()).toEqual(['three']));
    });

    test('the members of a group share the messages: each goes to exactly one', async () => {
      const one = collector();
      const two = collector();
      await bus.subscribe('a', one.take, { group: 'g' });
      await bus.subscribe('a', two.take, { group: 'g' });
      for (let i = 0; i < 20; i++) await bus.publish('a', i);
      await eventually(() => expect(one.got.length + two.got.length).toBe(20));
      await settle();
      const all = [...one.payloads(), ...two.payloads()].sort((a, b) => Number(a) - Number(b));
      expect(all).toEqual(Array.from({ length: 20 }, (_, i) => i));
    });

    test('in a group a rejected message comes again, before later ones of its key', async () => {
      const seen: string[] = [];
      await bus.subscribe(
        'a',
        ({ payload, attempt }) => {
          seen.push(`${JSON.stringify(payload)}${attempt}`);
          return payload === 'x' && attempt < 3
            ? Promise.reject(new Error('not yet'))
            : Promise.resolve();
        },
        { group: 'g' },
      );
      await bus.publish('a', 'x', { key: 'k' });
      await bus.publish('a', 'y', { key: 'k' });
      await eventually(() => expect(seen).toEqual(['"x"1', '"x"2', '"x"3', '"y"1']));
    });

    test('when a member leaves, the others go on', async () => {
      const one = collector();
      const two = collector();
      const leaving = await bus.subscribe('a', one.take, { group: 'g' });
      await bus.subscribe('a', two.take, { group: 'g' });
      await leaving.close();
      for (let i = 0; i < 5; i++) await bus.publish('a', i);
      await eventually(() => expect(two.payloads()).toEqual([0, 1, 2, 3, 4]));
      expect(one.got).toEqual([]);
    });

    if (slowSubscribers === 'hold-publishers') {
      test('a slow subscriber holds up publication, and loses nothing', async () => {
        const slow = gate();
        const got: unknown[] = [];
        await bus.subscribe(
          'a',
          async ({ payload }) => {
            await slow.opened;
            got.push(payload);
          },
          { buffer: 2 },
        );
        let accepted = 0;
        const all = Array.from({ length: 10 }, (_, i) =>
          bus.publish('a', i).then(() => accepted++),
        );
        await settle();
        expect(accepted).toBeLessThan(10);
        slow.open();
        await Promise.all(all);
        await eventually(() => expect(got).toEqual(Array.from({ length: 10 }, (_, i) => i)));
      });

      test('a publication is seen by a subscription that opened while it was held up', async () => {
        const slow = gate();
        const blocking = await bus.subscribe('a', () => slow.opened, { buffer: 1 });
        await bus.publish('a', 1);
        await bus.publish('a', 2);
        const held = bus.publish('a', 3);
        await settle();
        const late = collector();
        await bus.subscribe('a', late.take);
        slow.open();
        await held;
        await eventually(() => expect(late.payloads()).toEqual([3]));
        await blocking.close();
      });
    } else {
      test('a slow subscriber holds up nobody, and loses nothing', async () => {
        const slow = gate();
        const got: unknown[] = [];
        const quick = collector();
        await bus.subscribe(
          'a',
          async ({ payload }) => {
            await slow.opened;
            got.push(payload);
          },
          { buffer: 2 },
        );
        await bus.subscribe('a', quick.take);
        const sent = Array.from({ length: 10 }, (_, i) => i);
        for (const i of sent) await bus.publish('a', i);
        await eventually(() => expect(quick.payloads()).toEqual(sent));
        expect(got).toEqual([]);
        slow.open();
        await eventually(() => expect(got).toEqual(sent));
      });

      test('a subscriber that is slower than messages are kept is told that it has lost some', async () => {
        const { bus: forgetful } = await apart({ keep: 100 });
        const slow = gate();
        const got: unknown[] = [];
        const troubles: Error[] = [];
        const take = async ({ payload }: { readonly payload: unknown }): Promise<void> => {
          got.push(payload);
          await slow.opened;
        };
        const onTrouble = (error: Error): void => void troubles.push(error);
        await forgetful.subscribe('s', take, { onTrouble });
        const others = collector();
        await forgetful.subscribe('other', others.take, { onTrouble });
        const sent = Array.from({ length: 1_001 }, (_, i) => i);
        await forgetful.publish('s', -1);
        await eventually(() => expect(got).toEqual([-1]));
        // What is left out for its subject is not lost.
        for (const i of sent.slice(0, 5)) await forgetful.publish(i === 4 ? 'other' : 's', i);
        await eventually(() => expect(others.payloads()).toEqual([4]));
        expect(troubles).toEqual([]);
        await Promise.all(sent.slice(5).map((i) => forgetful.publish('s', i)));
        slow.open();
        await eventually(() => expect(got.at(-1)).toBe(1_000));
        expect(got.length).toBeLessThan(1_000);
        expect(troubles.length).toBeGreaterThan(0);
        for (const trouble of troubles) expect(trouble).toBeInstanceOf(HistoryGoneError);
      });
    }

    test('closing waits for the running handler; afterwards nothing is delivered', async () => {
      const slow = gate();
      let running = 0;
      let finished = 0;
      const subscription = await bus.subscribe('a', async () => {
        running++;
        await slow.opened;
        finished++;
      });
      await bus.publish('a', 1);
      await eventually(() => expect(running).toBe(1));
      const closed = subscription.close();
      slow.open();
      await closed;
      expect(finished).toBe(1);
      await bus.publish('a', 2);
      await settle();
      expect(running).toBe(1);
    });

    test('a signal ends a subscription', async () => {
      const stop = new AbortController();
      const { take, got } = collector();
      await bus.subscribe('a', take, { signal: stop.signal });
      stop.abort();
      await bus.publish('a', 1);
      await settle();
      expect(got).toEqual([]);
    });

    test('nobody can change what others receive', async () => {
      const { take, payloads } = collector();
      await bus.subscribe('a', ({ payload }) => {
        (payload as { list: number[] }).list.push(99);
        return Promise.resolve();
      });
      await bus.subscribe('a', take);
      await bus.publish('a', { list: [1] });
      await eventually(() => expect(payloads()).toEqual([{ list: [1] }]));
    });

    test('property: in a group, messages of one key end in order of publication', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom('k1', 'k2', 'k3'), { minLength: 1, maxLength: 30 }),
          fc.integer({ min: 1, max: 4 }),
          async (keys, members) => {
            const fresh = (await apart()).bus;
            const done = new Map<string, number[]>();
            let count = 0;
            const handler = async ({ key, payload }: BusMessage): Promise<void> => {
              await new Promise((resolve) => setImmediate(resolve));
              const list = done.get(key ?? '') ?? [];
              list.push(Number(payload));
              done.set(key ?? '', list);
              count++;
            };
            for (let i = 0; i < members; i++) await fresh.subscribe('p', handler, { group: 'g' });
            for (const [i, key] of keys.entries()) await fresh.publish('p', i, { key });
            await eventually(() => expect(count).toBe(keys.length));
            for (const list of done.values()) expect(list).toEqual([...list].sort((a, b) => a - b));
            await fresh.close();
          },
        ),
        { numRuns: 10 },
      );
    });

    test('nothing is a payload too: null, an empty text, an empty list', async () => {
      const got = collector();
      await bus.subscribe('a', got.take);
      for (const payload of [null, '', [], {}]) await bus.publish('a', payload);
      await eventually(() => expect(got.payloads()).toEqual([null, '', [], {}]));
    });

    test('a subscription is closed twice without an error, and the others go on', async () => {
      const [goes, stays] = [collector(), collector()];
      const subscription = await bus.subscribe('a', goes.take);
      await bus.subscribe('a', stays.take);
      await subscription.close();
      await subscription.close();
      await bus.publish('a', 1);
      await eventually(() => expect(stays.payloads()).toEqual([1]));
      expect(goes.payloads()).toEqual([]);
    });

    test('groups of one name on two subjects have nothing to do with each other', async () => {
      const [one, two] = [collector(), collector()];
      await bus.subscribe('a', one.take, { group: 'g' });
      await bus.subscribe('b', two.take, { group: 'g' });
      for (let i = 0; i < 4; i++) await bus.publish(i % 2 === 0 ? 'a' : 'b', i);
      await eventually(() =>
        expect([one.payloads(), two.payloads()]).toEqual([
          [0, 2],
          [1, 3],
        ]),
      );
    });

    test('after close nothing is accepted', async () => {
      await bus.close();
      await expect(bus.publish('a', 1)).rejects.toThrow();
      await expect(bus.subscribe('a', () => Promise.resolve())).rejects.toThrow();
    });

    test('any name is a subject, and no pattern unless it ends in .>', async () => {
      const names = HOSTILE_NAMES.filter((name) => !name.endsWith('.>'));
      const all = new Map<string, unknown[]>();
      for (const name of names) {
        await bus.subscribe(name, ({ payload }) => {
          all.set(name, [...(all.get(name) ?? []), payload]);
          return Promise.resolve();
        });
      }
      for (const name of names) await bus.publish(name, `to ${name}`, { key: name });
      await eventually(() => expect(all.size).toBe(names.length));
      for (const name of names) expect(all.get(name)).toEqual([`to ${name}`]);
    });

    test('a payload of a megabyte arrives whole, alone and in a group', async () => {
      const large = { text: 'y'.repeat(2 ** 20) };
      const one = collector();
      const two = collector();
      await bus.subscribe('a', one.take);
      await bus.subscribe('a', two.take, { group: 'g' });
      await bus.publish('a', large);
      await eventually(() => expect([one.payloads(), two.payloads()]).toEqual([[large], [large]]));
    });

    test('every group gets every message, whatever the others do', async () => {
      const one = collector();
      const two = collector();
      await bus.subscribe('a', one.take, { group: 'g1' });
      await bus.subscribe('a', () => Promise.reject(new Error('never')), { group: 'g2' });
      await bus.subscribe('a', two.take, { group: 'g3' });
      for (let i = 0; i < 5; i++) await bus.publish('a', i, { key: 'k' });
      const sent = [0, 1, 2, 3, 4];
      await eventually(() => expect([one.payloads(), two.payloads()]).toEqual([sent, sent]));
    });

    test('a group shares a whole branch of subjects', async () => {
      const one = collector();
      await bus.subscribe('run.>', one.take, { group: 'g' });
      for (const subject of ['run.1', 'run.2.x', 'other']) await bus.publish(subject, subject);
      await eventually(() => expect(one.payloads()).toEqual(['run.1', 'run.2.x']));
      await settle();
      expect(one.got).toHaveLength(2);
    });

    test('a new group may begin with the past', async () => {
      const first = await bus.publish('a', 'one');
      await bus.publish('a', 'two');
      const one = collector();
      await bus.subscribe('a', one.take, { group: 'g', from: first });
      await bus.publish('a', 'three');
      await eventually(() => expect(one.payloads()).toEqual(['one', 'two', 'three']));
    });

    test('a message that nobody shares is not delivered again, and the next one is', async () => {
      const seen: unknown[] = [];
      await bus.subscribe('a', ({ payload }) => {
        seen.push(payload);
        return Promise.reject(new Error('bad subscriber'));
      });
      await bus.publish('a', 1);
      await bus.publish('a', 2);
      await eventually(() => expect(seen).toEqual([1, 2]));
    });

    test('a message carries its subject, key and time, and positions grow over all subjects', async () => {
      const before = Date.now() - 60_000;
      const one = collector();
      await bus.subscribe('a.>', one.take);
      const x = await bus.publish('a.x', 1, { key: 'kö' });
      const y = await bus.publish('a.y', 2);
      await eventually(() => expect(one.got).toHaveLength(2));
      expect(y).toBeGreaterThan(x);
      expect(one.got[0]).toMatchObject({ subject: 'a.x', key: 'kö', position: x, attempt: 1 });
      expect(one.got[1]).toMatchObject({ subject: 'a.y', key: undefined, position: y });
      expect(one.got[0]?.publishedAt).toBeGreaterThan(before);
    });

    test('publications that overlap are seen in the same order by everybody', async () => {
      const one = collector();
      const two = collector();
      await bus.subscribe('a', one.take);
      await bus.subscribe('a', two.take);
      await Promise.all(Array.from({ length: 50 }, (_, i) => bus.publish('a', i)));
      await eventually(() => expect([one.got.length, two.got.length]).toEqual([50, 50]));
      expect(one.payloads()).toEqual(two.payloads());
    });

    if (durable) {
      test('what was published is there after a restart', async () => {
        const first = await bus.publish('a', 'one');
        await bus.publish('a', 'two');
        await tier().close();
        const again = (await another()).bus;
        const one = collector();
        await again.subscribe('a', one.take, { from: first });
        const third = await again.publish('a', 'three');
        await eventually(() => expect(one.payloads()).toEqual(['one', 'two', 'three']));
        expect(third).toBeGreaterThan(first);
      });

      test('a group goes on where it was, with what came while it was away', async () => {
        const before = collector();
        const member = await bus.subscribe('a', before.take, { group: 'g' });
        await bus.publish('a', 1);
        await eventually(() => expect(before.payloads()).toEqual([1]));
        await member.close();
        await bus.publish('a', 2);
        await tier().close();
        const again = (await another()).bus;
        const after = collector();
        await again.subscribe('a', after.take, { group: 'g' });
        await again.publish('a', 3);
        await eventually(() => expect(after.payloads()).toEqual([2, 3]));
      });
    }

    if (reach !== 'process') {
      test('publications reach subscribers elsewhere, in order', async () => {
        const other = (await another()).bus;
        const one = collector();
        await other.subscribe('a', one.take);
        for (let i = 0; i < 20; i++) await bus.publish('a', i);
        await eventually(() =>
          expect(one.payloads()).toEqual(Array.from({ length: 20 }, (_, i) => i)),
        );
      });

      test('a group with members in several places shares the messages, each to exactly one', async () => {
        const places = [bus, (await another()).bus, (await another()).bus];
        const got: unknown[] = [];
        for (const at of places) {
          await at.subscribe('a', ({ payload }) => Promise.resolve(void got.push(payload)), {
            group: 'g',
          });
        }
        for (let i = 0; i < 30; i++) await bus.publish('a', i, { key: `k${i % 4}` });
        await eventually(() => expect(got).toHaveLength(30));
        await settle(50);
        expect(new Set(got).size).toBe(30);
        expect(got).toHaveLength(30);
      });
    }
  });
}
