// Memory over the turns of a window, on real parts without a model: tied to code, summed up, compressed, taken back.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import type { RunEvent, RunEventOf } from '../../../runtime/core/index.js';
import { environmentOn } from '../../support/environment.js';
import { tempFolder } from '../../support/memory.js';
import { turnOf } from '../../support/one-turn.js';
import { eventually } from '../../support/waiting.js';

const BEFORE = 'export function parseConfig(text: string): string {\n  return text.trim();\n}\n';

let root: string;
let memfun: Memfun;
beforeEach(async () => {
  root = tempFolder();
  mkdirSync(path.join(root, 'src'));
  put(BEFORE);
  memfun = await createMemfun(environmentOn(root), { prewarm: false });
  onTestFinished(() => memfun.close());
});

const put = (text: string): void => writeFileSync(path.join(root, 'src/config.ts'), text);

async function say(sessionId: string, text: string) {
  const { result, events } = await turnOf(memfun, text, { sessionId, effort: 'direct' });
  const of = <T extends RunEvent['type']>(type: T): readonly RunEventOf<T>[] =>
    events.filter((event): event is RunEventOf<T> => event.type === type);
  return { answer: result.answer, of };
}
const open = async (title: string): Promise<string> =>
  (await memfun.sessions.create(title)).sessionId;

describe('a memory that names code', () => {
  const FACT = 'parseConfig in src/config.ts trims the text';

  test.each([['said'], ['/remember']])(
    '(%s) is doubted as soon as that code is another',
    async (way) => {
      const session = await open('Config');
      await say(session, way === 'said' ? `Remember that ${FACT}` : `/remember ${FACT}`);
      const [known] = await memfun.memory.list();
      expect(known?.provenance).toMatchObject({ path: 'src/config.ts', symbol: 'parseConfig' });

      put(BEFORE.replace('trim', 'trimEnd'));
      const { of } = await say(session, 'what does our parseConfig do with the text?');
      expect(of('memory.used')[0]?.memories[0]?.why).toMatch(
        /may be outdated: parseConfig in src\/config\.ts changed$/,
      );
      expect((await say(session, '/memory')).answer).toContain('may be outdated');
      expect((await say(session, `/memory renew ${known?.id ?? ''}`)).answer).toContain(FACT);
      expect((await say(session, '/memory')).answer).not.toContain('outdated');
    },
  );

  test('is looked at when the editor says that its file has changed', async () => {
    await say(await open('Config'), `/remember ${FACT}`);
    put('export const nothing = 1;\n');
    memfun.filesChanged(['src/other.ts', 'src/config.ts']);
    await eventually(async () => {
      expect((await memfun.memory.list())[0]).toHaveProperty('staleSince');
    });
  });
});

test('a conversation that was left is summed up behind the next one, and offered when the past is asked about', async () => {
  const first = await open('Packages');
  await say(first, 'We use pnpm.');
  await say(first, 'We decided to drop Internet Explorer.');
  const second = await open('Next');
  await say(second, 'I prefer tabs');
  await eventually(async () => {
    expect(await memfun.memory.list({ layers: ['recent'] })).toMatchObject([
      { fields: { summaryOf: first } },
    ]);
  });
  const { of } = await say(second, 'what did we decide last time?');
  const shown = of('memory.used').flatMap(({ memories }) => memories);
  expect(shown.find(({ why }) => why === 'you ask about earlier work')?.content).toContain(
    'We decided to drop Internet Explorer',
  );
});

test('/compress sums the conversation up, /compress undo gives it back, and the record keeps every turn', async () => {
  const session = await open('Long');
  for (const word of ['tea', 'coffee', 'water', 'juice']) {
    await say(session, `I like ${word}. ${'This is a long story. '.repeat(40)}`);
  }
  const { answer, of } = await say(session, '/compress');
  expect(answer).toMatch(/^2 turns are summed up/);
  expect(of('history.compressed')).toMatchObject([{ asked: true }]);
  expect((await say(session, '/compress show')).answer).toContain('I like tea');
  expect((await say(session, '/compress undo')).of('history.restored')).toHaveLength(1);
  const { events } = await memfun.sessions.load(session);
  expect(events.filter(({ type }) => type === 'turn.started')).toHaveLength(7);
});

test('what a note says was learned can be taken back: what was replaced holds again', async () => {
  const session = await open('Packages');
  await say(session, 'We use npm');
  const { of } = await say(session, 'We use pnpm');
  const [note] = of('memory.learned').flatMap(({ memories }) => memories);
  expect(note).toMatchObject({ action: 'superseded', content: 'We use pnpm.' });
  if (note?.action === undefined) throw new Error('no note');
  await memfun.memory.undoSave({ ...note, action: note.action });
  expect((await memfun.memory.list()).map(({ content }) => content)).toEqual(['We use npm.']);
});
