// A NATS server that has stored as much as it may, and one whose disk is full.
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openNatsTier } from '../../../runtime/tiers/index.js';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import { fillDisk, freeDisk, hasSmallDisks, smallDisk } from '../../host/small-disk.mjs';
import { eventually } from '../../support/waiting.js';
import { isLong } from './faults-run.js';
import { fullSpec } from './full.spec.js';

const STORE_BYTES = 6_000_000;
const PIECE = new Uint8Array(100_000);
let count = 0;
const open = ({ port }: TestServer) =>
  openNatsTier({ servers: [`nats://127.0.0.1:${port}`], namespace: `full ${++count}` });

let server: TestServer;
let admin: NatsConnection;
beforeAll(async () => {
  server = await startNats({ maxFileStore: STORE_BYTES });
  admin = await connect({ servers: `127.0.0.1:${server.port}` });
});
afterAll(() => admin.close());

fullSpec('nats, limit of the store', () => ({
  open: () => open(server),
  fill: async () => {
    const manager = await jetstreamManager(admin);
    await manager.streams.add({ name: 'ballast', subjects: ['ballast'] });
    const fill = async (): Promise<void> => {
      for (;;) await manager.jetstream().publish('ballast', PIECE);
    };
    await expect(fill()).rejects.toThrow('insufficient resources');
  },
  free: async () => {
    const { streams } = await jetstreamManager(admin);
    await streams.delete('ballast').catch(() => false);
  },
}));

if (hasSmallDisks && isLong) {
  test('a server turns its JetStream off when its disk is full: it is said, and what was accepted is there afterwards', async () => {
    const disk = await smallDisk(30_000);
    onTestFinished(() => disk.remove());
    const onDisk = await startNats({ folder: disk.folder });
    const tier = await open(onDisk);
    const accepted: string[] = [];
    const offer = async (): Promise<void> => {
      for (;;) accepted.push(await tier.tasks.enqueue({ queue: 'q', payload: 'x'.repeat(2_000) }));
    };
    const offering = offer();
    await eventually(() => expect(accepted.length).toBeGreaterThan(100));
    fillDisk(disk.folder);
    const refusal: unknown = await offering.catch((error: unknown) => error);
    expect(refusal).toMatchObject({ remedy: expect.stringContaining('full') });
    freeDisk(disk.folder);
    await onDisk.kill();
    await onDisk.restart();
    for (const id of accepted) expect(await tier.tasks.look(id)).toEqual({ state: 'open' });
    await tier.close();
  });
}
