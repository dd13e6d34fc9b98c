// JetStream by hand, for the measurement of tiers: as little as does the work at all, and as little as keeps our promises.

/** @param {number} port of a server */
export async function rawNats(port) {
  const { connect } = await import('@nats-io/transport-node');
  const { DeliverPolicy, jetstream, jetstreamManager } = await import('@nats-io/jetstream');
  const client = await connect({ servers: `127.0.0.1:${port}` });
  const js = jetstream(client);
  const manager = await jetstreamManager(client);
  const stream = (name, config) =>
    manager.streams.add({ name, subjects: [`${name}.>`], ...config });
  await stream('kv', { max_msgs_per_subject: 256, allow_direct: true });
  await stream('log', {});
  const follow = async (name, take) => {
    const consumer = await js.consumers.get(name, { deliver_policy: DeliverPolicy.New });
    return consumer.consume({ callback: (message) => take(message.string()) });
  };
  const open = [];
  /** The state and the bus are the server's own: a record per key with its number, a log with positions. */
  const common = {
    put: (key, text) => js.publish(`kv.${key}`, text),
    get: async (key) => {
      const found = await manager.direct.getMessage('kv', { last_by_subj: `kv.${key}` });
      return found.json();
    },
    publish: (text) => js.publish('log.bench', text),
    subscribe: async (take) => open.push(await follow('log', (text) => take(JSON.parse(text)))),
  };
  const queue = async (name) => {
    await stream(name, { retention: 'workqueue' });
    await manager.consumers.add(name, { durable_name: 'w', ack_policy: 'explicit' });
    const arrived = [];
    const waiting = [];
    const consumer = await js.consumers.get(name, 'w');
    open.push(
      await consumer.consume({
        callback: (message) => {
          const take = waiting.shift();
          if (take === undefined) arrived.push(message);
          else take(message);
        },
      }),
    );
    return async () => arrived.shift() ?? new Promise((resolve) => waiting.push(resolve));
  };
  const bareNext = await queue('q');
  const sameNext = await queue('same');
  await stream('tasks', { max_msgs_per_subject: 1 });
  let made = 0;
  return {
    /** No fence, no result. */
    bare: {
      ...common,
      task: async (text) => {
        await js.publish('q.t', text);
        await (await bareNext()).ackAck();
      },
    },
    /**
     * A record per task, written only by whoever has seen its newest state: that is the fence, and keeps the result. The
     * acknowledgement need not be waited for: the record says what was done. Priorities, order by key and one task of a
     * key, which ours keeps, would take more records yet.
     */
    same: {
      ...common,
      task: async (text) => {
        const id = `task-${Date.now()}-${++made}`;
        await js.publish(`same.${id}`, text, { msgID: id });
        const message = await sameNext();
        message.json();
        const record = message.subject.replace('same.', 'tasks.');
        const claim = await js.publish(record, '{"state":"leased","fence":1}', {
          expect: { lastSubjectSequence: 0 },
        });
        await js.publish(record, '{"state":"done","fence":1,"result":null}', {
          expect: { lastSubjectSequence: claim.seq },
        });
        message.ack();
      },
    },
    close: async () => {
      for (const one of open) await one.close();
      await client.close();
    },
  };
}
