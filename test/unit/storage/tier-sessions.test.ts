// Conversations in a tier that are kept open: as many as a bound says, and never one in which something happens.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import {
  createIds,
  type RunEvent,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import { SessionMissingError, type StateStore } from '../../../runtime/ports/index.js';
import { TierSessionManager } from '../../../runtime/storage/index.js';
import { createInProcessTier, type Tier } from '../../../runtime/tiers/index.js';
import { eventually } from '../../support/waiting.js';

let tier: Tier;
let sessions: TierSessionManager;
let opened: number;
beforeEach(() => {
  tier = createInProcessTier();
  opened = 0;
  sessions = new TierSessionManager({
    open: async () => {
      opened++;
      return tier.state;
    },
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
    partialMs: 10,
    keepOpen: 3,
  });
});
afterEach(async () => {
  await sessions.close();
  await tier.close();
});

const create = async (title: string): Promise<string> => (await sessions.create(title)).sessionId;
const others = async (): Promise<void> => {
  for (const title of ['a', 'b', 'c', 'd', 'e']) await create(title);
};
const started: RunEvent = {
  type: 'turn.started',
  at: 1,
  turnId: 't',
  request: { text: 'hello', intent: 'ask', attachments: [], effort: 'auto' },
  model: { id: 'm', label: 'm', offline: true },
};
const piece = (text: string): RunEvent => ({ type: 'answer.delta', at: 2, turnId: 't', text });

test('the ones used last stay open, the others are opened anew when they are wanted', async () => {
  const first = await create('first');
  await others();
  expect(opened).toBe(6);
  await sessions.append(first, { type: 'notice', at: 1, turnId: 't', level: 'info', text: 'hi' });
  expect(opened).toBe(7);
  for (const id of [first, first]) expect((await sessions.load(id)).events).toHaveLength(1);
  expect(opened).toBe(7);
  await others();
  expect((await sessions.load(first)).events).toMatchObject([{ text: 'hi' }]);
  expect(await sessions.list()).toHaveLength(11);
});

test('one in which a turn runs stays, however many come after it', async () => {
  const running = await create('running');
  await sessions.append(running, started);
  await others();
  // Opened anew, its turn would count as interrupted.
  expect((await sessions.load(running)).events.map(({ type }) => type)).toEqual(['turn.started']);
  expect(opened).toBe(6);
});

test('one whose pieces could not be written stays until they are', async () => {
  const id = await create('pieces');
  const write = vi
    .spyOn(tier.state, 'transact')
    .mockRejectedValueOnce(new Error('the server is away'));
  await sessions.append(id, piece('half an '));
  await eventually(() => expect(write).toHaveBeenCalled());
  write.mockRestore();
  await others();
  await sessions.append(id, piece('answer'));
  const text = (await sessions.load(id)).events.map((event) => ('text' in event ? event.text : ''));
  expect(text.join('')).toBe('half an answer');
});

test('one that is not there, or was deleted, is not kept', async () => {
  const id = await create('gone');
  await sessions.delete(id);
  await expect(sessions.append(id, piece('x'))).rejects.toThrow(SessionMissingError);
  await expect(sessions.load('ses_none')).rejects.toThrow(SessionMissingError);
  await expect(sessions.rename(id, 'new')).rejects.toThrow(SessionMissingError);
  expect(await sessions.list()).toEqual([]);
});

test('a tier that cannot be opened at first is opened by the next call', async () => {
  const open = vi
    .fn<() => Promise<Tier['state']>>()
    .mockRejectedValueOnce(new Error('away'))
    .mockResolvedValue(tier.state);
  const own = { clock: systemClock, ids: createIds(), logger: silentLogger };
  const manager = new TierSessionManager({ open, ...own });
  const { sessionId } = await sessions.create('there');
  await expect(manager.load(sessionId)).rejects.toThrow('away');
  expect((await manager.load(sessionId)).events).toEqual([]);
  await manager.close();
});

/** The state of a tier as a host sees it that is killed after so many writes. */
function killedAfter(state: StateStore, writes: number): StateStore {
  let left = writes;
  const alive = (): void => {
    if (left-- <= 0) throw new Error('killed');
  };
  return new Proxy(state, {
    get: (target, name: keyof StateStore) => {
      const method = target[name].bind(target) as (...args: unknown[]) => unknown;
      if (name !== 'put' && name !== 'delete' && name !== 'transact') return method;
      return async (...args: unknown[]) => {
        alive();
        return method(...args);
      };
    },
  });
}

test('a host that is killed between any two writes leaves nothing of a conversation that nobody reads', async () => {
  const { state } = tier;
  const heads = async (): Promise<number> => (await state.list('memfun.session.head.')).length;
  const manage = (store: StateStore): TierSessionManager =>
    new TierSessionManager({
      open: async () => store,
      clock: systemClock,
      ids: createIds(),
      logger: silentLogger,
      snapshotAfter: 4,
    });
  for (let writes = 0; writes < 14; writes++) {
    const host = manage(killedAfter(state, writes));
    const talk = async (): Promise<void> => {
      const { sessionId } = await host.create('Talk');
      for (let i = 0; i < 9; i++)
        await host.append(sessionId, {
          type: 'notice',
          at: i,
          turnId: 't',
          level: 'info',
          text: 'x',
        });
      await host.delete(sessionId);
    };
    await talk().catch(() => undefined);
    await host.close().catch(() => undefined);
    const found = await state.list('memfun.session.');
    const [head] = found.filter(({ key }) => key.includes('.head.'));
    const named = z
      .object({
        entries: z.array(z.string()),
        snapshot: z.object({ id: z.string(), parts: z.number() }).optional(),
      })
      .optional()
      .parse(head?.value);
    const wanted = (named?.entries.length ?? 0) + (named?.snapshot?.parts ?? 0);
    expect(found.length - (await heads())).toBe(wanted);
    for (const { sessionId } of await sessions.list()) await sessions.delete(sessionId);
    expect(await state.list('memfun.session.')).toEqual([]);
  }
});
