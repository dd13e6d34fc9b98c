// Traces are kept: durable, bounded, without secrets, readable up to a damage, removed when they are too many.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RunEvent } from '../../../runtime/core/index.js';
import {
  fromJsonl,
  TraceFormatError,
  type TraceLimits,
  TraceMissingError,
  type TraceStore,
  toJsonl,
} from '../../../runtime/traces/index.js';
import {
  createBreakableStore,
  createMemoryFileStore,
  type MemoryFileStore,
} from '../../support/file-stores.js';
import { keepRun, runsOf, traceStore } from '../../support/trace-store.js';
import { tracedRun } from '../../support/traced-run.js';

const open = (files = createMemoryFileStore(), limits: Partial<TraceLimits> = {}): TraceStore =>
  traceStore(files, { limits: () => ({ runs: 100, bytes: 1e9, ageMs: 1e15, ...limits }) });

it('as they were told, and another window reads them', async () => {
  const files = createMemoryFileStore();
  await keepRun(open(files), tracedRun());
  const other = open(files);
  expect((await other.get('trn_1')).events).toEqual(tracedRun());
  expect(await runsOf(other)).toMatchObject([
    {
      turnId: 'trn_1',
      sessionId: 'ses_1',
      title: 'How are retries done?',
      status: 'ok',
      steps: 4,
      tools: ['search', 'readFile', 'runCommand'],
      agents: ['child'],
    },
  ]);
});

it('newest first, and found by what a list shows', async () => {
  const store = open();
  await keepRun(store, tracedRun({ turnId: 'trn_1', text: 'What is the queue?', at: 1_000 }));
  await keepRun(store, tracedRun({ turnId: 'trn_2', failed: true, at: 2_000 }));
  const found = async (query: string) =>
    (await store.find({ text: query })).runs.map(({ turnId }) => turnId);
  expect(await found('')).toEqual(['trn_2', 'trn_1']);
  expect(await found('QUEUE')).toEqual(['trn_1']);
  expect(await found('failed retries')).toEqual(['trn_2']);
  expect(await found('sonnet runCommand')).toHaveLength(2);
  expect(await found('nothing')).toEqual([]);
});

it('also of a run that goes on, in this window or in another', async () => {
  const files = createMemoryFileStore();
  const store = open(files);
  await keepRun(store, tracedRun().slice(0, 12));
  expect(await runsOf(store)).toMatchObject([{ status: 'running', steps: 2 }]);
  expect(await runsOf(open(files))).toMatchObject([{ status: 'running', steps: 2 }]);
  expect((await open(files).get('trn_1')).events).toHaveLength(12);
});

it('without keys that a prompt, a cell or a result held', async () => {
  const files = createMemoryFileStore();
  const key = `ghp_${'a1B2c3D4'.repeat(5)}`;
  const text = JSON.stringify(tracedRun()).replaceAll('src/retry.ts', `token ${key}`);
  const events = JSON.parse(text.replaceAll('You write cells.', `x ${key}`)) as RunEvent[];
  const long = `${'y'.repeat(15_980)} ${key} ${'z'.repeat(200_000)}`;
  await keepRun(
    open(files),
    events.map((event) => (event.type === 'step.ended' ? { ...event, observation: long } : event)),
  );
  const kept = [...files.files.values()].map((bytes) => new TextDecoder().decode(bytes)).join('');
  expect(kept.includes('[redacted:github-token]')).toBe(true);
  expect(kept.includes('ghp_')).toBe(false);
  expect(kept.length).toBeLessThan(1_000_000);
});

it('up to a bound: then the frame of the run goes on without prompts and cells', async () => {
  const store = open();
  const [start, ...rest] = tracedRun();
  const end = rest.at(-1);
  if (start === undefined || end === undefined) throw new Error('no run');
  const exchange = (n: number): RunEvent => ({
    type: 'model.exchanged',
    at: 1,
    turnId: 'trn_1',
    callId: `c${n}`,
    messages: [{ role: 'user', text: 'p'.repeat(31_000) }],
    answer: '',
  });
  const many = Array.from({ length: 700 }, (_, n) => exchange(n));
  await keepRun(store, [
    start,
    ...many,
    ...rest.filter(({ type }) => type.startsWith('step.')),
    end,
  ]);
  const { events, dropped } = await store.get('trn_1');
  expect(dropped).toBeGreaterThan(100);
  expect(events.at(-1)?.type).toBe('turn.ended');
  expect(events.filter(({ type }) => type === 'step.ended')).toHaveLength(4);
});

it('without a cell that was too large to be run again', async () => {
  const store = open();
  const events = tracedRun().map((event) =>
    event.type === 'cell.recorded' && event.cell !== undefined
      ? { ...event, cell: { ...event.cell, setBefore: { file: 'f'.repeat(2_100_000) } } }
      : event,
  );
  await keepRun(store, events);
  const cells = (await store.get('trn_1')).events.filter((e) => e.type === 'cell.recorded');
  expect(cells).toHaveLength(4);
  for (const cell of cells) expect(cell).not.toHaveProperty('cell');
});

it('and those that are too many, too old or too large are removed, the newest never', async () => {
  const kept = async (limits: Partial<TraceLimits>) => {
    const files = createMemoryFileStore();
    const store = open(files);
    for (const n of [1, 2, 3])
      await keepRun(store, tracedRun({ turnId: `trn_${n}`, at: n * 1000 }));
    const pruning = open(files, limits);
    await pruning.prune();
    return (await runsOf(pruning)).map(({ turnId }) => turnId);
  };
  expect(await kept({})).toEqual(['trn_3', 'trn_2', 'trn_1']);
  expect(await kept({ runs: 2 })).toEqual(['trn_3', 'trn_2']);
  expect(await kept({ bytes: 12_000 })).toEqual(['trn_3']);
  expect(await kept({ ageMs: 1 })).toEqual(['trn_3']);
});

it('whatever byte of a file is damaged: what is intact is read, and the list stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(255), async (place, byte) => {
      const files = createMemoryFileStore();
      await keepRun(open(files), tracedRun());
      damage(files, place, byte);
      const store = open(files);
      for (const { turnId } of await runsOf(store)) await store.get(turnId);
    }),
    { numRuns: 60 },
  );
});

function damage({ files }: MemoryFileStore, place: number, byte: number): void {
  const [name = '', bytes = new Uint8Array()] = [...files][place % files.size] ?? [];
  const changed = new Uint8Array(bytes);
  changed[place % Math.max(1, bytes.length)] = byte;
  files.set(name, place % 7 === 0 ? changed.subarray(0, place % bytes.length) : changed);
}

it('and a summary that is lost is made again', async () => {
  const files = createMemoryFileStore();
  await keepRun(open(files), tracedRun());
  const before = await runsOf(open(files));
  files.files.set('traces/trn_1.summary.json', new TextEncoder().encode('{"turn'));
  expect(await runsOf(open(files))).toEqual(before);
});

it('never in the way of a run: a disk that refuses is told to the log alone', async () => {
  const files = createBreakableStore(createMemoryFileStore(), 'ENOSPC');
  const store = traceStore(files);
  files.broken = true;
  await keepRun(store, tracedRun());
  files.broken = false;
  expect(await runsOf(store)).toEqual([]);
});

it('and what a disk refused goes on no longer than its run: then it was interrupted, as far as it was kept', async () => {
  const files = createMemoryFileStore();
  const breaking = createBreakableStore(files, 'ENOSPC');
  const store = traceStore(breaking);
  const writer = store.record('ses_1');
  const events = tracedRun();
  for (const event of events.slice(0, 5)) writer.take(event);
  await writer.settled();
  breaking.broken = true;
  for (const event of events.slice(5, 10)) writer.take(event);
  await writer.settled();
  breaking.broken = false;
  expect(store.isRunning('trn_1')).toBe(true);
  for (const event of events.slice(10)) writer.take(event);
  await writer.settled();
  expect(store.isRunning('trn_1')).toBe(false);
  expect(await runsOf(store)).toMatchObject([{ status: 'interrupted' }]);
  expect(await runsOf(traceStore(files))).toMatchObject([{ status: 'interrupted' }]);
});

it('until they are removed, one by one or with their conversation', async () => {
  const store = open();
  await keepRun(store, tracedRun({ turnId: 'trn_1' }));
  await keepRun(store, tracedRun({ turnId: 'trn_2' }), 'ses_2');
  await store.remove('trn_1');
  await expect(store.get('trn_1')).rejects.toThrow(TraceMissingError);
  await store.removeOf('ses_2');
  expect(await runsOf(store)).toEqual([]);
});

it('and exported and imported they are the same', async () => {
  const store = open();
  await keepRun(store, tracedRun());
  await keepRun(store, tracedRun({ turnId: 'trn_2', failed: true }));
  const records = [await store.get('trn_1'), await store.get('trn_2')];
  const text = records.map(toJsonl).join('');
  expect(fromJsonl(text)).toEqual(records);
  const other = open();
  for (const record of fromJsonl(text)) expect(await other.add(record)).toBe(true);
  expect(await other.add(await store.get('trn_1'))).toBe(false);
  expect(toJsonl(await other.get('trn_2'))).toBe(toJsonl(await store.get('trn_2')));
  expect(await runsOf(other)).toEqual(await runsOf(store));
});

it('and a file that is no export says which line', () => {
  expect(() => fromJsonl('')).toThrow(TraceFormatError);
  expect(() => fromJsonl('{"kind":"event"}')).toThrow('Line 1');
  const good = toJsonl({ turnId: 'trn_1', sessionId: 's', events: tracedRun(), dropped: 2 });
  expect(() => fromJsonl(`${good}\n{"half`)).toThrow(`Line ${good.split('\n').length + 1}`);
  expect(() => fromJsonl(good.replace('"format":1', '"format":2'))).toThrow('newer Memfun');
});
