// What is asked of a NATS server that is away is not sent into the void: it waits, and is asked when the server is back.
import { expect, test } from 'vitest';
import { silentLogger } from '../../../runtime/core/index.js';
import { TierUnreachableError } from '../../../runtime/tiers/index.js';
import { NatsConnection } from '../../../runtime/tiers/nats/connection.js';
import { startNats } from '../../conformance/tiers/servers.js';
import { eventually, settle } from '../../support/waiting.js';

const open = async () => {
  const server = await startNats();
  const servers = [`nats://127.0.0.1:${server.port}`];
  const nats = await NatsConnection.open({ servers, namespace: 'away', logger: silentLogger });
  const stream = await nats.stream('s', { max_msgs_per_subject: 1 });
  const subject = `${nats.prefix}.s.a`;
  await nats.publish(subject, 'before');
  const sent = (): number => nats.client.stats().outMsgs;
  const goAway = async (): Promise<void> => {
    const found = (async () => {
      for await (const { type } of nats.client.status()) if (type === 'reconnecting') return;
    })();
    await server.kill();
    await found;
  };
  return { server, nats, stream, subject, sent, goAway };
};

test('what is written, read and listed meanwhile is sent once the server is there again', async () => {
  const { server, nats, stream, subject, sent, goAway } = await open();
  await goAway();
  const before = sent();
  const listed = nats.snapshot(stream, subject);
  const read = nats.last(stream, subject);
  const written = nats.publish(subject, 'meanwhile');
  await settle(300); // several dials, each of which throws away what was to be sent
  expect(sent()).toBe(before);
  await server.restart();
  await written;
  expect((await nats.last(stream, subject))?.text).toBe('meanwhile');
  expect(await read).toBeDefined();
  expect(await listed).toHaveLength(1);
  await nats.close();
});

test('a list that is being read when the server goes away is read anew, not taken for complete', async () => {
  const { server, nats, stream, subject } = await open();
  const all = Array.from({ length: 50 }, (_, n) => `${subject}.${n}`);
  await Promise.all(all.map((one) => nats.publish(one, 'x'.repeat(20_000))));
  const lists: Promise<readonly unknown[]>[] = [];
  const asking = setInterval(() => lists.push(nats.snapshot(stream, `${subject}.>`)), 5);
  await eventually(() => expect(lists.length).toBeGreaterThan(5));
  await server.kill();
  clearInterval(asking);
  await server.restart();
  for (const list of lists) expect(await list).toHaveLength(50);
  await nats.close();
});

test('a connection that is closed meanwhile keeps nobody waiting', async () => {
  const { nats, stream, subject, goAway } = await open();
  await goAway();
  const asked = [nats.last(stream, subject), nats.publish(subject, 'late')];
  for (const one of asked) one.catch(() => undefined);
  await settle();
  await nats.close();
  for (const one of asked) await expect(one).rejects.toThrow(TierUnreachableError);
});
