// The search over conversations finds what was said, in a thousand of them, also what came since; it keeps nothing to be rebuilt.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createIds, silentLogger, systemClock, ZERO_USAGE } from '../../../runtime/core/index.js';
import {
  createFileSessionManager,
  createNodeFileStore,
  excerptOf,
  SessionSearch,
} from '../../../runtime/storage/index.js';

const options = { limit: 60, signal: new AbortController().signal };

function open() {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-search-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return createFileSessionManager({
    files: createNodeFileStore(folder),
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
  });
}
type Sessions = ReturnType<typeof open>;

let at = 1_700_000_000_000;
async function say(sessions: Sessions, sessionId: string, user: string, assistant: string) {
  const base = { at: (at += 1000), turnId: `trn_${at}` };
  await sessions.append(sessionId, {
    ...base,
    type: 'turn.started',
    request: { intent: 'ask', text: user, attachments: [], effort: 'auto' },
    model: { id: 'm', label: 'M', offline: true },
  });
  await sessions.append(sessionId, {
    ...base,
    type: 'answer.completed',
    text: assistant,
    citations: [],
  });
  await sessions.append(sessionId, {
    ...base,
    type: 'turn.ended',
    stopReason: 'answered',
    usage: ZERO_USAGE,
    ms: 1,
  });
}

describe('a search over conversations', () => {
  it('finds words of answers, not only of titles, in one of a thousand', async () => {
    const sessions = open();
    let needle = '';
    for (let i = 0; i < 1000; i++) {
      const { sessionId } = await sessions.create(`Talk ${i}`);
      const answer = i === 417 ? 'The quokka waits in the dead letters.' : `Nothing about ${i}.`;
      if (i === 417) needle = sessionId;
      await say(sessions, sessionId, `Question ${i}`, answer);
    }
    const search = new SessionSearch(sessions);
    const hits = await search.find('QUOKKA letters', options);
    expect(hits.map(({ info }) => info.sessionId)).toEqual([needle]);
    expect(hits[0]?.turns[0]).toMatchObject({ index: 0, user: 'Question 417' });
    expect(await search.find('quokka question 3', options)).toEqual([]);
    await sessions.close();
  });

  it('sees what came since, forgets what was deleted, and another one finds the same', async () => {
    const sessions = open();
    const { sessionId } = await sessions.create('Crème brûlée');
    const search = new SessionSearch(sessions);
    expect(await search.find('creme', options)).toMatchObject([{ turns: [] }]);
    await say(sessions, sessionId, 'How long?', 'Forty minutes.');
    await say(sessions, sessionId, 'And the oven?', 'At forty degrees below the usual.');
    const found = await search.find('forty', options);
    expect(found[0]?.turns.map(({ index }) => index)).toEqual([1, 0]);
    expect(await new SessionSearch(sessions).find('forty', options)).toEqual(found);
    await sessions.delete(sessionId);
    expect(await search.find('forty', options)).toEqual([]);
    await sessions.close();
  });

  it('shows the words with what stands around them', () => {
    const assistant = `${'before '.repeat(100)}the needle ${'after '.repeat(100)}`;
    const turn = { turnId: 't', at: 1, index: 0, user: 'where?', assistant };
    const text = excerptOf(turn, 'Needle', 120);
    expect(text).toContain('the needle');
    expect(text.length).toBeLessThanOrEqual(120);
    expect(excerptOf(turn, 'where', 120)).toBe('where?');
  });
});
