// What is asked of a NATS server that is away is not sent into the void: it waits, and is asked when the server is back.
import { expect, test } from 'vitest';
import * as z from 'zod';
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

/** As the server does now and then by itself, when streams are made and followed by many at the same moment. */
function loseSubscriptions({ client }: NatsConnection): void {
  const protocol: unknown = Reflect.get(client, 'protocol');
  const { subscriptions, sendCommand } = z
    .object({ subscriptions: z.object({ subs: z.map(z.number(), z.unknown()) }) })
    .and(z.object({ sendCommand: z.custom<(text: string) => void>() }))
    .parse(protocol);
  for (const [id, one] of subscriptions.subs)
    if (/^_INBOX\.[^.]+\.1$/.test(z.object({ subject: z.string() }).parse(one).subject))
      sendCommand.call(protocol, `UNSUB ${id}\r\n`);
}

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

test('who follows a stream goes on also when the server has lost where that is', async () => {
  const { nats, stream, subject } = await open();
  const got: string[] = [];
  const stop = new AbortController();
  const take = ({ text }: { readonly text: string }): void => void got.push(text);
  const { ended } = await nats.follow(stream, subject, 1, take, stop.signal);
  await eventually(() => expect(got).toEqual(['before']));
  loseSubscriptions(nats);
  await nats.publish(subject, 'to nobody');
  await eventually(() => expect(got).toEqual(['before', 'to nobody']));
  stop.abort();
  await ended;
  await nats.close();
});

test('who begins to follow while the server is away follows when it is back', async () => {
  const { server, nats, stream, subject, goAway } = await open();
  await goAway();
  const got: string[] = [];
  const stop = new AbortController();
  const take = ({ text }: { readonly text: string }): void => void got.push(text);
  const following = nats.follow(stream, subject, 1, take, stop.signal);
  await settle(300);
  await server.restart();
  const { ended } = await following;
  await eventually(() => expect(got).toEqual(['before']));
  stop.abort();
  await ended;
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
