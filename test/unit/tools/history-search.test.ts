// history.search finds what was said in earlier conversations, as excerpts around the words.
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createIds, ManualClock, silentLogger, ZERO_USAGE } from '../../../runtime/core/index.js';
import type { SessionManager } from '../../../runtime/ports/index.js';
import { createFileSessionManager, createNodeFileStore } from '../../../runtime/storage/index.js';
import { createHistoryTools } from '../../../runtime/tools/index.js';
import { tempFolder } from '../../support/memory.js';
import { call } from './support/repository.js';

const found = z.strictObject({
  turns: z.array(
    z.strictObject({
      sessionId: z.string(),
      turnId: z.string(),
      at: z.number(),
      user: z.string(),
      assistant: z.string(),
    }),
  ),
});

class Conversations {
  readonly clock = new ManualClock();
  readonly sessions = createFileSessionManager({
    files: createNodeFileStore(tempFolder()),
    clock: this.clock,
    ids: createIds(this.clock),
    logger: silentLogger,
  });

  /** A conversation of turns, each a minute after the one before. */
  async hold(...turns: readonly (readonly [user: string, assistant: string])[]): Promise<string> {
    const { sessionId } = await this.sessions.create('talk');
    for (const [index, [user, assistant]] of turns.entries()) {
      this.clock.advance(60_000);
      const base = { at: this.clock.now(), turnId: `${sessionId}-${index}` };
      const kind = { intent: 'ask', effort: 'auto' } as const;
      const request = { ...kind, text: user, attachments: [] };
      const model = { id: 'm', label: 'M', offline: true };
      const answer = { text: assistant, citations: [] };
      const end = { stopReason: 'answered', usage: ZERO_USAGE, ms: 1 } as const;
      await this.sessions.append(sessionId, { ...base, type: 'turn.started', request, model });
      await this.sessions.append(sessionId, { ...base, type: 'answer.completed', ...answer });
      await this.sessions.append(sessionId, { ...base, type: 'turn.ended', ...end });
    }
    return sessionId;
  }
}

const search = (sessions: SessionManager, query: string, options = {}) =>
  call(createHistoryTools({ sessions })[0], { query, ...options }, found);

describe('a search', () => {
  test('finds turns that hold all words, in question or answer, newest first', async () => {
    const talk = new Conversations();
    const old = await talk.hold(
      ['How are failed calls retried?', 'Three times, with a growing pause.'],
      ['Where is the parser?', 'In src/parse.ts.'],
    );
    const recent = await talk.hold(['Is the PAUSE of retried calls bounded?', 'Yes.']);
    const { turns } = await search(talk.sessions, 'retried pause');
    expect(turns.map(({ sessionId, user }) => [sessionId, user])).toEqual([
      [recent, 'Is the PAUSE of retried calls bounded?'],
      [old, 'How are failed calls retried?'],
    ]);
    expect(turns[1]?.assistant).toBe('Three times, with a growing pause.');
    expect((await search(talk.sessions, 'retried zebra')).turns).toEqual([]);
  });

  test('returns no more than its limit, and those are the newest', async () => {
    const talk = new Conversations();
    await talk.hold(['about ports, first', ''], ['about ports, second', '']);
    await talk.hold(['about ports, third', '']);
    const { turns } = await search(talk.sessions, 'ports', { limit: 2 });
    expect(turns.map(({ user }) => user)).toEqual(['about ports, third', 'about ports, second']);
  });

  test('shows a bounded excerpt around a word that stands late in a long answer', async () => {
    const talk = new Conversations();
    await talk.hold(['a question', `${'much '.repeat(500)}the needle ${'more '.repeat(500)}`]);
    const { turns } = await search(talk.sessions, 'needle');
    expect(turns[0]?.assistant).toMatch(/^…(much )?.*the needle .*…$/);
    expect(turns[0]?.assistant.length).toBeLessThanOrEqual(600);
  });

  test('passes over a conversation that is deleted meanwhile', async () => {
    const talk = new Conversations();
    const gone = await talk.hold(['about ports, deleted', '']);
    await talk.hold(['about ports, kept', '']);
    const listed = await talk.sessions.list();
    await talk.sessions.delete(gone);
    const sessions: SessionManager = {
      create: (title) => talk.sessions.create(title),
      append: (id, event) => talk.sessions.append(id, event),
      rename: (id, title) => talk.sessions.rename(id, title),
      load: (id) => talk.sessions.load(id),
      list: async () => listed,
      delete: (id) => talk.sessions.delete(id),
      close: () => talk.sessions.close(),
    };
    expect((await search(sessions, 'ports')).turns.map(({ user }) => user)).toEqual([
      'about ports, kept',
    ]);
  });
});
