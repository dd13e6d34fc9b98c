// What becomes of something new: twice told is once known, a change of mind replaces, an exception is added.
import { describe, expect, test } from 'vitest';
import { openWindow, tempFolder } from '../../support/memory.js';

async function tell(...said: readonly (string | { content: string; subject: string })[]) {
  const memory = await openWindow(tempFolder());
  const actions: string[] = [];
  for (const one of said) {
    const draft = typeof one === 'string' ? { content: one } : one;
    actions.push((await memory.save({ ...draft, layer: 'project' })).action);
  }
  const active = (await memory.list()).map(({ content }) => content).sort();
  return { memory, last: actions.at(-1), active };
}

describe('known', () => {
  test.each([
    ['I prefer tabs', 'I prefer tabs'],
    ['I prefer tabs', '  i PREFER tabs!! '],
    ['I prefer port 8080 for dev servers', 'I like port 8080 for dev servers.'],
    ['I prefer port 8080 for dev servers', 'I prefer port 8080'],
    ['I prefer tabs over spaces', 'I prefer tabs'],
    ['Tests run with vitest', 'We run tests with vitest'],
    ['谢谢使用中文回答', '谢谢使用中文回答'],
    ['???', '???'],
  ])('“%s”, then “%s”', async (first, second) => {
    const { last, active } = await tell(first, second);
    expect(last).toBe('known');
    expect(active).toEqual([first]);
  });
});

describe('superseded: the old one is kept, but no longer holds', () => {
  test.each([
    ['I prefer port 8080 for dev servers', 'I prefer port 3000 for dev servers'],
    ['I love semicolons', 'I hate semicolons'],
    ['Always use default exports', 'Never use default exports'],
    ['We use npm', 'We use pnpm'],
    ['We use npm', 'We switched to pnpm last week'],
    ['Tests run with jest', 'Tests run with vitest, not jest'],
    ['I prefer tabs over spaces', 'I prefer spaces over tabs'],
    ['Use single quotes', 'Use double quotes'],
    ['I like a dark theme', 'I like a light theme'],
    ['Please answer in German', 'Please answer in English'],
    ['Our main branch is main', 'Our main branch is trunk'],
    ['The test database is at 10.0.0.5', 'The test database is at 10.0.0.7'],
    ['Access tokens expire after 15 minutes', 'Access tokens expire after 60 minutes'],
  ])('“%s”, then “%s”', async (first, second) => {
    const { memory, last, active } = await tell(first, second);
    expect(last).toBe('superseded');
    expect(active).toEqual([second]);
    const all = await memory.list({ includeSuperseded: true });
    const old = all.find(({ content }) => content === first);
    const current = all.find(({ content }) => content === second);
    expect(old).toMatchObject({ status: 'superseded', supersededBy: current?.id });
  });

  test('by subject, when the words alone would not tell', async () => {
    const { last, active } = await tell(
      { content: 'Releases are cut by Ada', subject: 'release.owner' },
      { content: 'Grace takes care of shipping', subject: 'release.owner' },
    );
    expect(last).toBe('superseded');
    expect(active).toEqual(['Grace takes care of shipping']);
  });

  test('and taken back, what held before holds again', async () => {
    const { last, active } = await tell('We use npm', 'We use pnpm', 'We use npm');
    expect(last).toBe('superseded');
    expect(active).toEqual(['We use npm']);
  });
});

describe('updated: the same with more said', () => {
  test.each([
    [
      'The staging server is called hades',
      'The staging server is called hades and sleeps at night',
    ],
    [
      'Tests for parsers live in test/parsers',
      'Tests for parsers live in test/parsers beside fixtures',
    ],
  ])('“%s”, then “%s”', async (first, second) => {
    const { memory, last, active } = await tell(first, second);
    expect(last).toBe('updated');
    expect(active).toEqual([second]);
    expect((await memory.list())[0]?.version).toBe(2);
  });
});

describe('added: both hold', () => {
  test.each([
    ['I prefer port 8080 for dev servers', 'I prefer port 9229 for the debugger'],
    ['Use vitest', 'Use jest for the legacy package'],
    ['Use tabs in Go files', 'Use spaces in Python files'],
    ['We use pnpm in the frontend', 'We use npm in the docs folder'],
    ['The database is Postgres 16', 'The database runs at 10.0.0.5'],
    ['I like tea', 'I like dark themes'],
    ['Never mock the database in tests', 'Tests live next to the source'],
    ['Use vitest', 'Keep vitest tests next to the source'],
    ['We deploy to Fly.io', 'We deploy every Tuesday'],
    ['Use pnpm', 'Use Postgres'],
  ])('“%s”, then “%s”', async (first, second) => {
    const { last, active } = await tell(first, second);
    expect(last).toBe('added');
    expect(active).toEqual([first, second].sort());
  });
});

test('two windows that save the same at once do not lose either, and agree afterwards', async () => {
  const folder = tempFolder();
  const [a, b] = [await openWindow(folder), await openWindow(folder)];
  await Promise.all([a.save({ content: 'We use pnpm' }), b.save({ content: 'We use npm' })]);
  await a.save({ content: 'Deploys happen on Tuesday' });
  await b.save({ content: 'Reviews need two people' });
  await a.save({ content: 'Docs are in Markdown' });
  const of = async (memory: typeof a) => (await memory.list()).map(({ content }) => content).sort();
  expect(await of(a)).toHaveLength(5);
  await b.save({ content: 'Money is in cents' });
  expect(await of(b)).toHaveLength(6);
});

test('the same draft twice at the same time is one memory', async () => {
  const memory = await openWindow(tempFolder());
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => memory.save({ content: 'I drink tea' })),
  );
  expect(outcomes.filter(({ action }) => action === 'added')).toHaveLength(1);
  expect(await memory.list()).toHaveLength(1);
});
