// How well memory is found, measured on a set of developers' preferences, and how quiet it is when it should be.
import { expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import type { MemoryService } from '../../../runtime/memory/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';
import { MEMORIES, type MemoryName, QUESTIONS, UNRELATED } from './coding-preferences.js';

const K = 5;

async function filledMemory(): Promise<{ memory: MemoryService; ids: Map<string, MemoryName> }> {
  const memory = await openWindow(tempFolder(), { clock: new ManualClock() });
  const ids = new Map<string, MemoryName>();
  for (const [name, content] of Object.entries(MEMORIES)) {
    const { action, memory: saved } = await memory.save({ content });
    expect(`${action}: ${content}`).toBe(`added: ${content}`);
    ids.set(saved.id, name as MemoryName);
  }
  return { memory, ids };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Share of the answers among the first five hits, averaged over the questions. */
async function recallAt5(
  found: (question: string) => Promise<readonly { memory: { id: string } }[]>,
  ids: ReadonlyMap<string, MemoryName>,
): Promise<{ recall: number; missed: string[] }> {
  let sum = 0;
  const missed: string[] = [];
  for (const [question, ...answers] of QUESTIONS) {
    const top = (await found(question)).slice(0, K).map(({ memory }) => ids.get(memory.id));
    const share = answers.filter((name) => top.includes(name)).length / answers.length;
    if (share < 1) missed.push(`${question} → ${top.join(', ')}`);
    sum += share;
  }
  return { recall: sum / QUESTIONS.length, missed };
}

test('search finds at least 95 % of the answers among its first five', async () => {
  const { memory, ids } = await filledMemory();
  const { recall, missed } = await recallAt5((text) => memory.search({ text, limit: K }), ids);
  console.log(`search R@5 ${percent(recall)} of ${QUESTIONS.length}; missed:`, missed);
  expect(recall).toBeGreaterThanOrEqual(0.95);
});

test('recall puts at least 90 % of the answers before a turn, little else, and nothing unrelated', async () => {
  const { memory, ids } = await filledMemory();
  const { recall, missed } = await recallAt5(async (text) => (await memory.recall(text)).hits, ids);
  let injected = 0;
  for (const [question] of QUESTIONS) injected += (await memory.recall(question)).hits.length;
  const noise: string[] = [];
  for (const request of UNRELATED) {
    for (const { memory: hit } of (await memory.recall(request)).hits) {
      noise.push(`${request} → ${hit.content}`);
    }
  }
  const each = injected / QUESTIONS.length;
  console.log(
    `recall R@5 ${percent(recall)}, ${each.toFixed(2)} memories a question; missed:`,
    missed,
  );
  console.log(`unrelated requests with a memory: ${noise.length} of ${UNRELATED.length}:`, noise);
  expect(recall).toBeGreaterThanOrEqual(0.9);
  expect(each).toBeLessThan(3);
  expect(noise.length).toBeLessThanOrEqual(UNRELATED.length * 0.05);
});
