// How well turns of long conversations are found, and that vectors make no kind of question worse. Only on the
// conversations for tuning: the others are measured by the bench.
import { expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import {
  builtInEmbeddings,
  type EmbeddingProvider,
  Meaning,
} from '../../../runtime/memory/embeddings/index.js';
import { Retriever } from '../../../runtime/memory/retrieval/index.js';
import type { Memory } from '../../../runtime/memory/types.js';
import {
  loadMemoryQuality,
  type QualityConversation,
  type QualityTurn,
} from '../../support/memory-quality.js';
import { remembered } from '../../support/remembered.js';

const never = new AbortController().signal;
const CONVERSATIONS = loadMemoryQuality().filter(({ split }) => split === 'dev');

function memoryOf({ name, asked }: QualityConversation, turn: QualityTurn): Memory {
  return remembered(turn.text, {
    id: String(turn.id).padStart(4, '0'),
    layer: 'session',
    fields: { speaker: turn.speaker, role: turn.role },
    provenance: { source: 'import', sessionId: `${name}-${turn.session}` },
    createdAt: Date.parse(turn.createdAt),
    updatedAt: Date.parse(asked),
  });
}

/** By kind of question the share of the evidence among the first five, averaged; `all` over all kinds. */
async function recallAt5(provider?: EmbeddingProvider): Promise<ReadonlyMap<string, number>> {
  const shares = new Map<string, number[]>();
  for (const conversation of CONVERSATIONS) {
    const clock = new ManualClock(Date.parse(conversation.asked));
    const meaning = provider && new Meaning({ provider, clock });
    const retriever = new Retriever(clock, meaning === undefined ? {} : { meaning });
    for (const turn of conversation.turns) retriever.set(memoryOf(conversation, turn));
    await meaning?.update(never);
    for (const { kind, question, evidence } of conversation.questions) {
      if (kind === 'none') continue;
      const found = await retriever.find({ text: question }, 5, never);
      const ids = new Set(found.map(({ memory }) => Number(memory.id)));
      const share = evidence.filter((id) => ids.has(id)).length / evidence.length;
      for (const group of [kind, 'all']) shares.set(group, [...(shares.get(group) ?? []), share]);
    }
  }
  return new Map(
    [...shares].map(([kind, all]) => [kind, all.reduce((sum, one) => sum + one, 0) / all.length]),
  );
}

/** Directions that say nothing, as sure of themselves as any. */
const meaningless: EmbeddingProvider = {
  id: 'meaningless',
  dim: 64,
  unrelated: 0,
  embed: (texts) =>
    Promise.resolve(
      texts.map((text) => {
        let state = text.length + 1;
        return Float32Array.from({ length: 64 }, () => {
          state = (state * 16807) % 2147483647;
          return (state / 2147483647 - 0.5) / 2.3;
        });
      }),
    ),
};

test('four of five answers are among the first five, by words alone', async () => {
  const recall = await recallAt5();
  console.log('R@5', Object.fromEntries(recall));
  expect(recall.get('all')).toBeGreaterThan(0.8);
});

test('vectors make no kind of question worse; senseless ones cost little', async () => {
  const words = await recallAt5();
  const withVectors = await recallAt5(builtInEmbeddings);
  for (const [kind, recall] of words) {
    expect([kind, (withVectors.get(kind) ?? 0) >= recall - 1e-9]).toEqual([kind, true]);
  }
  const misled = await recallAt5(meaningless);
  console.log('R@5', Object.fromEntries(withVectors), Object.fromEntries(misled));
  expect(misled.get('all')).toBeGreaterThan((words.get('all') ?? 0) - 0.03);
});
