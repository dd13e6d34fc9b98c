// Learning from turns: only what the user said, never what was recalled, asked, pasted, invented or secret.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  Budget,
  createIds,
  DEFAULT_LIMITS,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import type { LearnInput, MemoryService } from '../../../runtime/memory/index.js';
import { learnFromTurn, openMemoryOnFiles } from '../../../runtime/memory/index.js';
import type { MemoryCandidate, Predictor } from '../../../runtime/models/index.js';
import { memoryExtract } from '../../../runtime/models/index.js';
import { redactText } from '../../../runtime/safety/index.js';
import { StorageWriteError } from '../../../runtime/storage/index.js';
import { createBreakableStore, createMemoryFileStore } from '../../support/file-stores.js';
import { openWindow, SQL_ASSETS, tempFolder } from '../../support/memory.js';

let memory: MemoryService;
beforeEach(async () => {
  memory = await openWindow(tempFolder());
});

/** A model that finds these candidates in whatever it is given. */
function finding(...candidates: (Partial<MemoryCandidate> & { content: string })[]): Predictor & {
  readonly asked: { user: string; known: string[] }[];
} {
  const asked: { user: string; known: string[] }[] = [];
  return {
    asked,
    predict: async (signature, input) => {
      asked.push(memoryExtract.input.parse(input));
      const output = signature.output.parse({
        candidates: candidates.map((candidate) => ({
          category: 'preference',
          layer: 'core',
          tags: [],
          importance: 0.6,
          evidence: candidate.content,
          ...candidate,
        })),
      });
      const usage = {
        inputTokens: 0,
        outputTokens: 0,
        cachedInputTokens: 0,
        modelCalls: 1,
        costUsd: 0,
      };
      // The model is not looked at by what is tested here.
      return { output, usage, model: {} as never, inputTokens: 0, ms: 0 };
    },
  };
}

function learn(
  predictor: Predictor,
  turn: Partial<LearnInput> & { user: string },
  into: MemoryService = memory,
) {
  return learnFromTurn(
    { assistant: 'Noted.', turnId: 'trn_1', sessionId: 'ses_1', ...turn },
    {
      predictor,
      memory: into,
      redact: redactText,
      logger: silentLogger,
      signal: new AbortController().signal,
      budget: Budget.open(DEFAULT_LIMITS),
      emit: () => undefined,
    },
  );
}
const contents = async (): Promise<string[]> => (await memory.list()).map(({ content }) => content);

describe('a plain statement', () => {
  const PORT = 'I prefer port 8080 for dev servers';

  test('is remembered, told as a note, and knows where it came from', async () => {
    const notes = await learn(finding({ content: `${PORT}.`, subject: 'dev-server.port' }), {
      user: PORT,
    });
    expect(notes).toMatchObject([
      {
        content: `${PORT}.`,
        layer: 'core',
        category: 'preference',
        why: 'You said so in this turn.',
      },
    ]);
    expect(await memory.get(notes[0]?.id ?? '')).toMatchObject({
      provenance: { source: 'user', sessionId: 'ses_1', turnId: 'trn_1' },
      subject: 'user:dev-server.port',
    });
  });

  test('said again is not told again', async () => {
    await learn(finding({ content: PORT }), { user: PORT });
    expect(await learn(finding({ content: PORT }), { user: PORT })).toEqual([]);
    expect(await contents()).toEqual([PORT]);
  });

  test('said otherwise replaces the old one and says so', async () => {
    await learn(finding({ content: PORT }), { user: PORT });
    const now = 'I prefer port 3000 for dev servers';
    const notes = await learn(finding({ content: now }), { user: now });
    expect(notes[0]?.why).toBe(`It replaces what you said before: “${PORT}”`);
    expect(await contents()).toEqual([now]);
  });

  test('the model is shown what is known already', async () => {
    await memory.save({ content: PORT });
    const model = finding();
    await learn(model, { user: 'port 8080 it is', recalled: ['We use pnpm'] });
    expect(model.asked[0]?.known).toEqual(['We use pnpm', PORT]);
  });
});

describe('nothing is learned from', () => {
  test('what only the assistant said', async () => {
    await learn(finding({ content: 'The user likes tabs', evidence: 'likes tabs' }), {
      user: 'format this',
      assistant: 'Sure, as somebody who likes tabs you will enjoy it.',
    });
    expect(await contents()).toEqual([]);
  });

  test('evidence that nobody gave', async () => {
    await learn(finding({ content: 'Tests run with jest', evidence: '' }), {
      user: 'run the tests',
    });
    await learn(finding({ content: 'Tests run with jest', evidence: 'with jest' }), {
      user: 'run the tests',
    });
    expect(await contents()).toEqual([]);
  });

  test('a path or number that was not said', async () => {
    await learn(finding({ content: 'The server listens on port 9999', evidence: 'the server' }), {
      user: 'the server is slow',
    });
    expect(await contents()).toEqual([]);
  });

  test('a recalled memory that is quoted back', async () => {
    const recalled = ['I prefer port 8080 for dev servers'];
    await learn(
      finding({ content: 'Port 8080 is for dev servers', evidence: 'port 8080 for dev servers' }),
      {
        user: 'you said port 8080 for dev servers, why?',
        recalled,
      },
    );
    expect(await contents()).toEqual([]);
  });

  test('a question', async () => {
    await learn(finding({ content: 'We should use Redis', evidence: 'we use Redis' }), {
      user: 'Hi. Should we use Redis? Tell me.',
    });
    expect(await contents()).toEqual([]);
  });

  test('what was pasted or is private', async () => {
    const user = [
      'Explain this:',
      '```',
      'I prefer tabs',
      '```',
      '> We use yarn',
      '<private>I am called Ada</private>',
    ].join('\n');
    const model = finding(
      { content: 'I prefer tabs' },
      { content: 'We use yarn' },
      { content: 'I am called Ada' },
    );
    await learn(model, { user });
    expect(await contents()).toEqual([]);
    expect(model.asked[0]?.user).not.toMatch(/tabs|yarn|Ada/);
    const silent = finding();
    expect(await learn(silent, { user: '```\nI prefer tabs\n```' })).toEqual([]);
    expect(silent.asked).toEqual([]);
  });

  test('a secret, and the rest of the turn is still learned', async () => {
    const key = ['ghp', 'Zq8vT1xWm4Kc7Rb2Nf9Lp6Hs3Jd5Yg0AeBuX'].join('_');
    const user = `My token is ${key}. I drink tea.`;
    const notes = await learn(
      finding({ content: `My token is ${key}` }, { content: 'I drink tea' }),
      { user },
    );
    expect(notes.map(({ content }) => content)).toEqual(['I drink tea']);
    expect(await contents()).toEqual(['I drink tea']);
  });
});

test('a full disk is told, not swallowed', async () => {
  const store = createBreakableStore(createMemoryFileStore(), 'ENOSPC');
  const full = await openMemoryOnFiles({
    userStorage: store,
    projectStorage: store,
    clock: systemClock,
    ids: createIds(),
    assetsDir: SQL_ASSETS,
    findSecrets: () => [],
  });
  store.broken = true;
  await expect(
    learn(finding({ content: 'I drink tea' }), { user: 'I drink tea' }, full),
  ).rejects.toBeInstanceOf(StorageWriteError);
  await full.close();
});
