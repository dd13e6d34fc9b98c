// A window killed at every kind of event of a turn: what was acknowledged is there afterwards, once, and goes on.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { applyPatches, beginAt, EMPTY_CHAT } from '../../../extension/bridge/index.js';
import { Conversation } from '../../../extension/chat/conversation.js';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { createFileSessionManager, createNodeFileStore } from '../../../runtime/storage/index.js';
import { bundleProgram } from '../../support/bundle-program.js';
import { ended } from '../../support/ended.js';
import { EVENT_KINDS } from '../../support/sample-events.js';
import { scriptedMemfun } from '../../unit/extension/scripted-memfun.js';

let bundle = '';

beforeAll(async () => {
  bundle = await bundleProgram(path.join(import.meta.dirname, 'turn-window.ts'), {
    packages: 'external',
  });
});

/** Not told to the record, or folded into others when it is read. */
const UNRECORDED = new Set(['model.exchanged', 'cell.recorded', 'answer.delta', 'answer.reset']);

/** What a window said before it was killed. */
async function killedAt(folder: string, kind: string, when: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, [bundle, folder, kind, when]);
  const { signal, said, errors } = await ended(child);
  expect(signal, errors).toBe('SIGKILL');
  return said.split('\n');
}

const after = (said: readonly string[], word: string): readonly string[] =>
  said.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));

/** The next window on the same record; its model answers at once. */
async function reopen(folder: string) {
  const sessions = createFileSessionManager({
    files: createNodeFileStore(folder),
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
  });
  onTestFinished(() => sessions.close());
  const memfun = scriptedMemfun(async (turnId, { emit }) => {
    emit({ type: 'answer.completed', at: 5, turnId, text: 'Here it is.', citations: [] });
  });
  const { sessionId = '' } = (await sessions.list())[0] ?? {};
  memfun.records.set(sessionId, { ...(await sessions.load(sessionId)), events: [] });
  const conversation = new Conversation({
    memfun: async () => ({ ...memfun, sessions }),
    ids: createIds(),
    clock: systemClock,
    logger: silentLogger,
    lastOpen: { get: () => undefined, set: async () => undefined },
    onPatch: () => undefined,
    onReset: () => undefined,
    onRunning: () => undefined,
  });
  return {
    conversation,
    shown: async () => {
      const { epoch, fromSeq, patches, earlier } = await conversation.slice(undefined, 1);
      const start = earlier === undefined ? EMPTY_CHAT : beginAt(epoch, fromSeq, earlier);
      return applyPatches(start, epoch, patches);
    },
    recorded: async () => (await sessions.load(sessionId)).events.map(({ type }) => type),
  };
}

describe.each(EVENT_KINDS)('a window killed at %s', (kind) => {
  it.each([
    ['told', 'before it is written'],
    ['written', 'when it is written'],
  ])(
    '(%s: %s) has lost nothing that it acknowledged, says that it was cut off, and can go on',
    async (when) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'memfun-turns-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const said = await killedAt(folder, kind, when);

      const { conversation, shown, recorded } = await reopen(folder);
      const state = await shown();
      const texts = [
        ...state.turns.flatMap(({ request, steered }) => [
          ...(request ? [request.text] : []),
          ...steered,
        ]),
        ...state.queue.map(({ request }) => request.text),
      ].filter((text) => text !== 'text');
      const acknowledged = after(said, 'acknowledged');
      expect(acknowledged.length).toBeGreaterThan(kind === 'turn.started' ? -1 : 0);
      expect(texts).toEqual(expect.arrayContaining([...acknowledged]));
      expect(new Set(texts).size).toBe(texts.length);
      const written = after(said, 'written').filter((one) => !UNRECORDED.has(one));
      expect(await recorded()).toEqual(expect.arrayContaining(written));

      const turn = state.turns.find(({ request }) => request !== undefined);
      if (turn === undefined) {
        // It never began: it waits.
        await conversation.sendQueued(state.queue[0]?.id ?? '');
      } else {
        const ended = written.includes('turn.ended');
        expect(turn.stopReason).toBe(ended ? 'answered' : 'interrupted');
        await conversation.retry(turn.turnId);
      }
      await expect.poll(async () => (await shown()).turns.at(-1)?.answer).toBe('Here it is.');
    },
  );
});
