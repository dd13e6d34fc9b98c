// The latest conversations: a few short lines at a start, more when asked for, and never beyond the cap.
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import {
  archiveOldSummaries,
  asksForPast,
  type MemoryService,
  recentFor,
} from '../../../runtime/memory/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';

const DAY = 86_400_000;

async function withConversations(count: number, chars = 100) {
  const clock = new ManualClock();
  const memory = await openWindow(tempFolder(), { clock });
  for (let index = 0; index < count; index++) {
    clock.advance(1_000);
    await memory.add({
      content: `2026-01-0${index % 9}, “talk ${index}”. ${'x'.repeat(chars)}`,
      layer: 'recent',
      fields: { summaryOf: `ses_${index}` },
    });
  }
  const recent = (text: string, isFirst = true) =>
    recentFor(memory, { text, isFirst, now: clock.now() });
  return { memory, clock, recent };
}

describe('at the start of a conversation', () => {
  test('the two latest are put before the turn, newest first, each in a short line', async () => {
    const { recent } = await withConversations(5, 600);
    const lines = (await recent('add a button')).map(({ line }) => line);
    expect(lines.map((line) => /talk \d/.exec(line)?.[0])).toEqual(['talk 4', 'talk 3']);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(260);
  });

  test('none that are older than a week, and none later in a conversation', async () => {
    const { recent, clock } = await withConversations(2);
    expect(await recent('add a button', false)).toEqual([]);
    clock.advance(8 * DAY);
    expect(await recent('add a button')).toEqual([]);
    expect(await recent('what did we decide last week?')).toHaveLength(2);
  });
});

test.each([
  'where were we?',
  'continue where we stopped',
  'what did we decide about the parser?',
  'what have we done yesterday',
  'summarise the latest sessions',
])('“%s” asks about the past', (text) => expect(asksForPast(text)).toBe(true));
test.each(['add a button', 'we use pnpm', 'what does last() return?', 'fix the previous line'])(
  '“%s” does not',
  (text) => expect(asksForPast(text)).toBe(false),
);

test('asked about, as many as four thousand tokens hold; what is older is archived, not lost', async () => {
  const { memory, recent } = await withConversations(30, 1_100);
  const shown = await recent('where were we?', false);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.reduce((sum, { line }) => sum + line.length, 0)).toBeLessThanOrEqual(16_000);
  const archived = await archiveOldSummaries(memory);
  expect(archived).toHaveLength(30 - shown.length);
  const all = async (service: MemoryService) =>
    service.list({ layers: ['recent'], statuses: ['active', 'archived'] });
  expect(await all(memory)).toHaveLength(30);
  expect(await recent('where were we?', false)).toHaveLength(shown.length);
});

test('a summary is not recalled for its words, and no fact is measured by it', async () => {
  const { memory } = await withConversations(0);
  await memory.add({
    content: '2026-01-01, “ports”. Topics: we use npm; which port is it.',
    layer: 'recent',
    fields: { summaryOf: 'ses_1' },
  });
  expect((await memory.recall('which port is it, and do we use npm?')).lines).toEqual([]);
  expect((await memory.save({ content: 'We use pnpm', layer: 'project' })).action).toBe('added');
  expect(await memory.search({ text: 'ports' })).toHaveLength(1);
});

describe('what has faded', () => {
  test('is not put before a turn, but is found, and comes back when it is named or pinned', async () => {
    const clock = new ManualClock();
    const memory = await openWindow(tempFolder(), { clock });
    const { memory: port } = await memory.save({
      content: 'The staging port is 8080',
      subject: 'staging-port',
      layer: 'project',
    });
    const lines = async (text: string) => (await memory.recall(text)).lines.length;
    expect(await lines('which port is staging on?')).toBe(1);
    clock.advance(200 * DAY);
    expect(await lines('which port is staging on?')).toBe(0);
    expect(await memory.search({ text: 'staging port' })).toHaveLength(1);
    expect(await lines('what is the staging port?')).toBe(1);
    await memory.update(port.id, { pinned: true });
    clock.advance(2_000 * DAY);
    expect(await lines('which port is staging on?')).toBe(1);
  });

  test('retention is no part of relevance: an old fitting memory is found before a fresh poor one', async () => {
    const clock = new ManualClock();
    const memory = await openWindow(tempFolder(), { clock });
    await memory.save({
      content: 'Releases are cut from the branch release-candidate',
      layer: 'project',
    });
    clock.advance(100 * DAY);
    await memory.save({ content: 'The branch view is green', layer: 'project' });
    const [best] = await memory.search({ text: 'from which branch are releases cut?' });
    expect(best?.memory.content).toMatch(/^Releases/);
  });
});
