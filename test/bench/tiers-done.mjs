// From giving a task to knowing its result: in one process, across two, and against BullMQ on the same server.
import { fork } from 'node:child_process';
import path from 'node:path';
import { root } from '../host/paths.mjs';
import { percentile } from './bundle.mjs';

const TASKS = 300;

/** Milliseconds at the median, with a worker that does nothing in this process. */
export async function inProcess(tier) {
  const stop = new AbortController();
  const working = (async () => {
    for (;;) {
      const lease = await tier.tasks.lease('done', { leaseMs: 60_000, signal: stop.signal });
      if (lease === undefined) return;
      await lease.complete(null);
    }
  })();
  try {
    return await measured(tier);
  } finally {
    stop.abort();
    await working;
  }
}

/** The same with the worker in a process of its own. */
export async function acrossProcesses(tier, place) {
  const child = fork(path.join(root, 'test/bench/tiers-worker.mjs'), [JSON.stringify(place)]);
  try {
    await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', () => reject(new Error('the worker has ended')));
    });
    return await measured(tier);
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
}

/** BullMQ with a worker that does nothing, until its own word that the job is completed. */
export async function bullmq(port) {
  const { Queue, QueueEvents, Worker } = await import('bullmq');
  const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null };
  const queue = new Queue('bench', { connection });
  const events = new QueueEvents('bench', { connection });
  const worker = new Worker('bench', async () => null, { connection });
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady(), worker.waitUntilReady()]);
  try {
    return await median(async () => {
      const job = await queue.add('task', { text: 'x'.repeat(128) });
      await job.waitUntilFinished(events);
    });
  } finally {
    await worker.close();
    await events.close();
    await queue.close();
  }
}

function measured(tier) {
  const { signal } = new AbortController();
  return median(async () => {
    const payload = { text: 'x'.repeat(128) };
    const id = await tier.tasks.enqueue({ queue: 'done', payload });
    await tier.tasks.outcome(id, signal);
  });
}

async function median(work) {
  const times = [];
  for (let i = 0; i < TASKS; i++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return percentile(times, 0.5);
}
