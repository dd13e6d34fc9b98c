// A server that says nothing any more, gone or only silent: nobody waits for it without end, least of all a window that closes.
import { describe, expect, test } from 'vitest';
import type { Tier } from '../../../runtime/tiers/index.js';
import type { TestServer } from '../../conformance/tiers/servers.js';
import { gate, settle } from '../../support/waiting.js';

/** So long an answer is waited for here: whoever closes must not. */
export const PATIENCE_MS = 90_000;
const SOON_MS = 30_000;

/** @param open connects to that server, with that patience */
export function silentSpec(
  name: string,
  start: () => Promise<TestServer>,
  open: (server: TestServer) => Promise<Tier>,
): void {
  describe(`a server that says nothing, ${name}`, () => {
    const HOW = {
      gone: (server: TestServer) => server.kill(),
      silent: (server: TestServer) => Promise.resolve(server.pause()),
    };

    test.each(['gone', 'silent'] as const)('%s: a window that uses it closes soon', async (how) => {
      const server = await start();
      const tier = await open(server);
      const { signal } = new AbortController();
      await tier.bus.subscribe('s', () => Promise.resolve());
      await tier.bus.subscribe('s', () => Promise.resolve(), { group: 'g' });
      await tier.state.watch('', () => undefined);
      const taskId = await tier.tasks.enqueue({ queue: 'other', payload: 1 });
      const waits: Promise<unknown>[] = [
        tier.tasks.lease('q', { leaseMs: 30_000, signal }),
        tier.tasks.outcome(taskId, signal),
      ];
      await HOW[how](server);
      waits.push(tier.state.put('k', 1), tier.agents.list(), tier.bus.publish('s', 1));
      for (const one of waits) one.catch(() => undefined);
      await settle(1_500); // what waits for work has asked once more
      const isClosed = await Promise.race([
        tier.close().then(() => true),
        settle(SOON_MS).then(() => false),
      ]);
      if (how === 'silent') server.resume();
      expect(isClosed).toBe(true);
    });

    test('a tier that closes waits for its own handlers as long as the server answers', async () => {
      const tier = await open(await start());
      const handler = gate();
      let isAtWork = false;
      await tier.bus.subscribe('s', async () => {
        isAtWork = true;
        await handler.opened;
        isAtWork = false;
      });
      await tier.bus.publish('s', 1);
      await expect.poll(() => isAtWork).toBe(true);
      const closing = tier.close();
      await settle(1_500);
      expect(isAtWork).toBe(true);
      handler.open();
      await closing;
      expect(isAtWork).toBe(false);
    });
  });
}
