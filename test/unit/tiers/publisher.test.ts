// A publisher of NATS goes with its connection.
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Publisher } from '../../../runtime/tiers/nats/publisher.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a closed connection refuses what waits for its acknowledgement, and leaves no timer behind', async () => {
  let close: () => void = () => undefined;
  const client: Pick<NatsConnection, 'closed' | 'publish' | 'subscribe'> = {
    closed: () => new Promise((resolve) => (close = () => resolve())),
    publish: () => undefined,
    subscribe: () => ({}) as Partial<Subscription> as Subscription,
  };
  const publisher = new Publisher(client as NatsConnection, 'inbox', 3_000);
  const sending = publisher.send('s', new Uint8Array(), {} as never);
  close();
  await expect(sending).rejects.toThrow('closed');
  expect(vi.getTimerCount()).toBe(0);
});
