// Conversations on files: every event in order, also after a kill; the list is only a cache.
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunEvent } from '../../../runtime/core/index.js';
import { createIds, ManualClock, silentLogger, ZERO_USAGE } from '../../../runtime/core/index.js';
import type { FileStore } from '../../../runtime/ports/index.js';
import { SessionMissingError } from '../../../runtime/ports/index.js';
import { createFileSessionManager, StorageWriteError } from '../../../runtime/storage/index.js';
import { foldEvents } from '../../../runtime/storage/sessions/fold.js';
import { createBreakableStore, createMemoryFileStore } from '../../support/file-stores.js';
import { eventually } from '../../support/waiting.js';

const clock = new ManualClock();
let files = createMemoryFileStore();
beforeEach(() => {
  files = createMemoryFileStore();
});

function openManager(store: FileStore = files, partialMs = 5) {
  return createFileSessionManager({
    files: store,
    clock,
    ids: createIds(clock),
    logger: silentLogger,
    partialMs,
  });
}

const at = (): { at: number } => {
  clock.advance(1);
  return { at: clock.now() };
};
const started = (turnId: string, text = 'why?'): RunEvent => ({
  ...at(),
  type: 'turn.started',
  turnId,
  request: { intent: 'ask', text, attachments: [], effort: 'auto' },
  model: { id: 'offline/rules', label: 'Built-in', offline: true },
});
const delta = (turnId: string, text: string): RunEvent => ({
  ...at(),
  type: 'answer.delta',
  turnId,
  text,
});
const reset = (turnId: string): RunEvent => ({ ...at(), type: 'answer.reset', turnId });
const completed = (turnId: string, text: string): RunEvent => ({
  ...at(),
  type: 'answer.completed',
  turnId,
  text,
  citations: [],
});
const called = (turnId: string, inputTokens: number): RunEvent => ({
  ...at(),
  type: 'model.called',
  turnId,
  role: 'root',
  signature: 'rlm.step',
  model: 'm',
  usage: { ...ZERO_USAGE, inputTokens, modelCalls: 1 },
  ms: 1,
  ok: true,
});
const ended = (turnId: string): RunEvent => ({
  ...at(),
  type: 'turn.ended',
  turnId,
  stopReason: 'answered',
  usage: ZERO_USAGE,
  ms: 3,
});

async function record(manager: ReturnType<typeof openManager>, id: string, events: RunEvent[]) {
  for (const event of events) await manager.append(id, event);
}

describe('a conversation', () => {
  test('comes back from another window as it was, streamed pieces folded into the answer', async () => {
    const manager = openManager();
    const { sessionId } = await manager.create('About retries');
    const events = [started('t1'), called('t1', 9), completed('t1', 'Because.'), ended('t1')];
    await record(manager, sessionId, [
      ...events.slice(0, 2),
      delta('t1', 'Bec'),
      delta('t1', 'ause.'),
      ...events.slice(2),
    ]);
    const loaded = await openManager().load(sessionId);
    expect(loaded.events).toEqual(events);
    expect(loaded.info).toMatchObject({ sessionId, title: 'About retries', turns: 1 });
  });

  test('goes on in another window, in order, also when that window’s clock is behind', async () => {
    const { sessionId } = await openManager().create('x');
    await record(openManager(), sessionId, [started('t1'), completed('t1', 'A'), ended('t1')]);
    const behind = new ManualClock(clock.now() - 3_600_000);
    const late = createFileSessionManager({
      files,
      clock: behind,
      ids: createIds(),
      logger: silentLogger,
    });
    await record(late, sessionId, [started('t2'), completed('t2', 'B'), ended('t2')]);
    const { events } = await openManager().load(sessionId);
    expect(events.map(({ turnId }) => turnId)).toEqual(['t1', 't1', 't1', 't2', 't2', 't2']);
  });

  test('that is missing, deleted or misnamed is a clear error', async () => {
    const manager = openManager();
    const { sessionId } = await manager.create('x');
    await manager.delete(sessionId);
    for (const id of [sessionId, 'ses_never', '../../etc/passwd', '']) {
      await expect(manager.load(id)).rejects.toBeInstanceOf(SessionMissingError);
      await expect(manager.append(id, started('t'))).rejects.toBeInstanceOf(SessionMissingError);
      await expect(manager.rename(id, 'y')).rejects.toBeInstanceOf(SessionMissingError);
    }
  });

  test('stays deleted when another window still writes to it', async () => {
    const writing = openManager();
    const { sessionId } = await writing.create('x');
    await openManager().delete(sessionId);
    await writing.append(sessionId, started('t1'));
    expect(await openManager().list()).toEqual([]);
    expect([...files.files.keys()].filter((name) => name.includes('.seg-'))).toEqual([]);
  });

  test('cannot be written to a full disk without saying so', async () => {
    const store = createBreakableStore(files, 'ENOSPC');
    const manager = openManager(store);
    const { sessionId } = await manager.create('x');
    store.broken = true;
    await expect(manager.append(sessionId, started('t1'))).rejects.toBeInstanceOf(
      StorageWriteError,
    );
    store.broken = false;
    await record(manager, sessionId, [started('t2'), ended('t2')]);
    expect((await openManager().load(sessionId)).info.turns).toBe(1);
  });
});

describe('a turn that was cut off', () => {
  test('ends as interrupted, with what its models used', async () => {
    const manager = openManager();
    const { sessionId } = await manager.create('x');
    await record(manager, sessionId, [started('t1'), called('t1', 5), called('t1', 7)]);
    const { events } = await openManager().load(sessionId);
    expect(events.at(-1)).toMatchObject({
      type: 'turn.ended',
      turnId: 't1',
      stopReason: 'interrupted',
      usage: { inputTokens: 12, modelCalls: 2 },
    });
  });

  test('every one of many, once, and no other', () => {
    const turn = fc.tuple(fc.nat(3), fc.boolean());
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 6 }), (turns) => {
        const events = turns.flatMap(([deltas, isEnded], i) => [
          started(`t${i}`),
          ...(deltas > 0 ? [delta(`t${i}`, 'x'.repeat(deltas))] : []),
          ...(isEnded ? [ended(`t${i}`)] : []),
        ]);
        const folded = foldEvents(events, new Set());
        const ends = folded.filter((event) => event.type === 'turn.ended');
        expect(ends.map((event) => event.stopReason)).toEqual(
          turns.map(([, isEnded]) => (isEnded ? 'answered' : 'interrupted')),
        );
        expect(foldEvents(folded, new Set())).toEqual(folded);
      }),
    );
  });

  test('is not interrupted while this window is running it', async () => {
    const manager = openManager();
    const { sessionId } = await manager.create('x');
    await manager.append(sessionId, started('t1'));
    expect((await manager.load(sessionId)).events).toHaveLength(1);
  });

  test('keeps the answer as far as it was streamed, without any further event', async () => {
    const manager = openManager();
    const { sessionId } = await manager.create('x');
    await record(manager, sessionId, [started('t1'), delta('t1', 'Half '), delta('t1', 'an ')]);
    await eventually(async () => {
      const { events } = await openManager().load(sessionId);
      expect(events[1]).toMatchObject({ type: 'answer.delta', text: 'Half an ' });
    });
    await manager.append(sessionId, delta('t1', 'answer'));
    await eventually(async () => {
      const { events } = await openManager().load(sessionId);
      expect(events[1]).toMatchObject({ type: 'answer.delta', text: 'Half an answer' });
      expect(events).toHaveLength(3);
    });
  });

  test('forgets what was streamed before a reset', async () => {
    const manager = openManager();
    const { sessionId } = await manager.create('x');
    await record(manager, sessionId, [started('t1'), delta('t1', 'Wrong')]);
    await manager.load(sessionId);
    await record(manager, sessionId, [reset('t1'), delta('t1', 'Right')]);
    await manager.close();
    const { events } = await openManager().load(sessionId);
    expect(
      events.map((event) => (event.type === 'answer.delta' ? event.text : event.type)),
    ).toEqual(['turn.started', 'Right', 'turn.ended']);
  });

  test('pieces are not written one by one', async () => {
    const write = vi.spyOn(files, 'write');
    const manager = openManager(files, 1_000);
    const { sessionId } = await manager.create('x');
    await manager.append(sessionId, started('t1'));
    const before = write.mock.calls.length;
    for (let i = 0; i < 500; i++) await manager.append(sessionId, delta('t1', `${i} `));
    await manager.append(sessionId, completed('t1', 'all of it'));
    expect(write.mock.calls.length - before).toBe(1);
    await manager.close();
  });
});

describe('damage', () => {
  test('yields everything before it', async () => {
    const manager = openManager();
    const { sessionId } = await manager.create('x');
    await record(manager, sessionId, [
      started('t1'),
      completed('t1', 'A'),
      ended('t1'),
      started('t2'),
    ]);
    await manager.close();
    for (const [name, data] of files.files)
      files.files.set(name, data.subarray(0, data.length - 30));
    const reader = openManager();
    const { events } = await reader.load(sessionId);
    expect(events.map(({ type }) => type)).toEqual([
      'turn.started',
      'answer.completed',
      'turn.ended',
    ]);
    expect(reader.damage()).toHaveLength(1);
  });

  test('of everything still lists the conversation and loads it as empty', async () => {
    const manager = openManager();
    const { sessionId } = await manager.create('x');
    await manager.close();
    for (const name of files.files.keys()) files.files.set(name, new Uint8Array([0, 1, 2]));
    expect(await openManager().list()).toMatchObject([
      { sessionId, title: 'Untitled conversation' },
    ]);
    expect((await openManager().load(sessionId)).events).toEqual([]);
  });

  test('of the index costs nothing: it is made again', async () => {
    const manager = openManager();
    await manager.create('x');
    const before = await manager.list();
    for (const name of files.files.keys()) {
      if (name.includes('list-')) files.files.set(name, new TextEncoder().encode('{"sessions": 1'));
    }
    expect(await openManager().list()).toEqual(before);
  });
});

describe('the list', () => {
  test('is newest first, with titles in one line', async () => {
    const manager = openManager();
    const first = await manager.create('First\n  one');
    clock.advance(10);
    const second = await manager.create('long '.repeat(100));
    clock.advance(10);
    const third = await manager.create('   ');
    await manager.append(first.sessionId, started('t1'));
    clock.advance(10);
    await manager.rename(second.sessionId, 'Renamed');
    expect((await manager.list()).map(({ title }) => title)).toEqual([
      'Renamed',
      'First one',
      'Untitled conversation',
    ]);
    expect(second.title.length).toBeLessThanOrEqual(120);
    expect(third.title).toBe('Untitled conversation');
  });

  test('reads only the conversations that changed', async () => {
    const manager = openManager();
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) ids.push((await manager.create(`c${i}`)).sessionId);
    await manager.list();
    await manager.append(ids[3] ?? '', started('t1'));
    const read = vi.spyOn(files, 'read');
    expect(await openManager().list()).toHaveLength(20);
    const segments = read.mock.calls.map(([path]) => path).filter((path) => path.includes('.seg-'));
    expect(new Set(segments.map((path) => path.split('.')[0]))).toEqual(
      new Set([`sessions/${ids[3]}`]),
    );
  });
});
