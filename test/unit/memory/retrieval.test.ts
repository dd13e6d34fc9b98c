// Finding: by other words, by what surrounds a turn, by time, by relations; and what vectors may and may not change.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import {
  builtInEmbeddings,
  type EmbeddingProvider,
  Meaning,
} from '../../../runtime/memory/embeddings/index.js';
import type { MemoryService } from '../../../runtime/memory/index.js';
import { fused } from '../../../runtime/memory/retrieval/fusion.js';
import { chooseRecall, Retriever } from '../../../runtime/memory/retrieval/index.js';
import type { Memory, MemoryRelation } from '../../../runtime/memory/types.js';
import { openWindow, tempFolder } from '../../support/memory.js';
import { remembered } from '../../support/remembered.js';

const NOW = new Date(2026, 5, 24, 10).getTime();
const DAY = 86_400_000;
const never = new AbortController().signal;

const memory = (id: string, content: string, more: Partial<Memory> = {}): Memory =>
  remembered(content, { id, createdAt: NOW, updatedAt: NOW, ...more });

/** Turns of one session, two minutes apart: "Name: text". */
function conversation(session: string, start: number, ...lines: readonly string[]): Memory[] {
  return lines.map((line, at) => {
    const [speaker = '', ...text] = line.split(': ');
    return memory(`${session}${at}`, text.join(': '), {
      layer: 'session',
      provenance: { source: 'import', sessionId: session },
      fields: { speaker, role: speaker === 'Memfun' ? 'agent' : 'user' },
      createdAt: start + at * 120_000,
    });
  });
}

function retrieverOf(
  memories: readonly Memory[],
  options: ConstructorParameters<typeof Retriever>[1] = {},
): Retriever {
  const retriever = new Retriever(new ManualClock(NOW), options);
  for (const one of memories) retriever.set(one);
  return retriever;
}

const idsOf = (found: readonly { readonly memory: { readonly id: string } }[]): string[] =>
  found.map(({ memory: { id } }) => id);

const FILLER = [
  'Commit messages follow Conventional Commits',
  'Money is stored as integer cents',
  'I like two spaces of indentation',
  'The legacy folder must not be touched',
].map((content, at) => memory(`f${at}`, content));

describe('in other words', () => {
  test.each([
    ['database connection', 'PostgreSQL is at 10.0.0.5'],
    ['which test runner do we use?', 'Vitest for everything new'],
    ['where do we host the service?', 'It lives on Hetzner machines'],
    ['how do people sign in?', 'Authentication is done by Keycloak'],
    ['who is paged when production breaks?', 'Alerts go to Ada first, then to Grace'],
  ])('%s finds: %s', async (question, content) => {
    const retriever = retrieverOf([...FILLER, memory('wanted', content)]);
    expect(idsOf(retriever.search({ text: question }, 1))).toEqual(['wanted']);
  });

  test('"database connection" is put before a turn, too', async () => {
    const service = await openWindow(tempFolder(), { clock: new ManualClock(NOW) });
    await service.save({ content: 'PostgreSQL is at 10.0.0.5' });
    expect((await service.recall('database connection')).lines).toEqual([
      '[project/fact] PostgreSQL is at 10.0.0.5',
    ]);
  });

  test('but the same word comes first', () => {
    const retriever = retrieverOf([
      memory('other', 'PostgreSQL is at 10.0.0.5'),
      memory('same', 'The database connection is pooled'),
    ]);
    expect(idsOf(retriever.search({ text: 'database connection' }, 2))).toEqual(['same', 'other']);
  });
});

describe('a turn of a conversation', () => {
  const talk = conversation(
    'a',
    new Date(2026, 2, 3, 9).getTime(),
    'Ines: Where should the service listen during development?',
    'Memfun: I put it on 4310, because 3000 is taken by the storefront.',
    'Ines: Good. I want webhooks for shops.',
    'Memfun: An outbox then, so that nothing is lost.',
  );
  const later = conversation(
    'b',
    new Date(2026, 4, 12, 9).getTime(),
    'Rutger: I prefer small pull requests.',
    'Memfun: Understood, one adapter each.',
    'Rutger: The service has to listen on another address now?',
    'Memfun: Yes, from today on it is 5120.',
  );

  test('is found by the question that it answers, before the question itself', () => {
    const retriever = retrieverOf([...FILLER, ...talk]);
    const [first, second] = idsOf(retriever.search({ text: 'where does the service listen?' }, 2));
    expect([first, second]).toEqual(['a1', 'a0']);
  });

  test('is found by a time that the question names', () => {
    const retriever = retrieverOf([...talk, ...later]);
    const march = idsOf(retriever.search({ text: 'where did the service listen in March?' }, 1));
    expect(march).toEqual(['a1']);
    const may = idsOf(retriever.search({ text: 'what was said on 12 May 2026?' }, 4));
    expect(may.sort()).toEqual(['b0', 'b1', 'b2', 'b3']);
    const monthsAgo = idsOf(retriever.search({ text: 'what did we do four months ago?' }, 4));
    expect(monthsAgo.sort()).toEqual(['a0', 'a1', 'a2', 'a3']);
  });

  test('is found by who said it', () => {
    const both = conversation(
      'c',
      NOW - DAY,
      'Ines: Small functions are what I like.',
      'Rutger: Small functions are what I like.',
    );
    const retriever = retrieverOf([...FILLER, ...both]);
    expect(idsOf(retriever.search({ text: 'does Rutger like small functions' }, 1))).toEqual([
      'c1',
    ]);
    expect(idsOf(retriever.search({ text: 'does Ines like small functions' }, 1))).toEqual(['c0']);
  });

  test('of the latest or the first time, as the question wants it', () => {
    const retriever = retrieverOf([...talk, ...later]);
    const first = (text: string): string | undefined => idsOf(retriever.search({ text }, 1))[0];
    expect(first('where does the service listen now?')).toBe('b3');
    expect(first('where did the service listen originally?')).toBe('a1');
  });

  test('keeps its place when others go, come back, and are numbered anew', () => {
    const retriever = retrieverOf([...FILLER, ...talk]);
    for (let i = 0; i < 60; i++) {
      retriever.set(memory('x', `something else ${i}`));
      const [gone] = talk.slice(i % 4, (i % 4) + 1);
      if (gone === undefined) continue;
      retriever.delete(gone.id);
      retriever.set(gone);
    }
    const fresh = retrieverOf([...FILLER, ...talk, memory('x', 'something else 59')]);
    const query = { text: 'where does the service listen?' };
    const scores = (one: Retriever) =>
      one.search(query, 10).map(({ memory: { id }, score }) => [id, score.toFixed(5)]);
    expect(scores(retriever)).toEqual(scores(fresh));
  });

  test('is put before another turn only with others that clearly speak of the question', () => {
    const things = 'shops printers carriers invoices labels scans refunds depots'.split(' ');
    const chat = conversation(
      'd',
      NOW - DAY,
      ...things.map(
        (thing, i) => `Ines: The Frankfurt deployment of the ${thing} took ${i + 2} hours.`,
      ),
      'Ines: The Frankfurt deployment of the shops took 2 hours!',
    );
    const retriever = retrieverOf([...talk, ...chat]);
    const recalled = (text: string) => chooseRecall(retriever.search({ text }, 50), 1200).hits;
    expect(recalled('how was the deployment to Frankfurt?')).toHaveLength(3);
    const shops = recalled('how long did the Frankfurt deployment of the shops take?');
    expect(idsOf(shops).filter((id) => id === 'd0' || id === 'd8')).toHaveLength(1);
    expect(recalled('how do we cache images in Frankfurt?')).toEqual([]);
    expect(recalled('which colours does the brand guide prescribe?')).toEqual([]);
  });
});

describe('relations', () => {
  const memories = [
    ...FILLER,
    memory('gateway', 'The gateway terminates TLS'),
    memory('more', 'Renewal happens at night by acme'),
    memory('old', 'Certificates are renewed by hand', { status: 'superseded' }),
  ];
  const relation = (kind: MemoryRelation['kind'], to: string): MemoryRelation => ({
    from: 'gateway',
    to,
    kind,
    strength: 1,
  });
  const withRelations = (...all: readonly MemoryRelation[]): Retriever =>
    retrieverOf(memories, {
      relations: (id) => all.filter(({ from, to }) => from === id || to === id),
    });

  test.each(['extends', 'relates', 'contradicts'] as const)('%s: is found as well', (kind) => {
    const plain = withRelations();
    expect(idsOf(plain.search({ text: 'gateway' }, 5))).toEqual(['gateway']);
    const found = withRelations(relation(kind, 'more')).search({ text: 'gateway' }, 5);
    expect(idsOf(found)).toEqual(['gateway', 'more']);
    expect(found[1]?.parts?.['relation']).toBe(found[1]?.score);
  });

  test('to what no longer holds are hidden, unless asked for', () => {
    const retriever = withRelations(relation('extends', 'old'), relation('supersedes', 'old'));
    expect(idsOf(retriever.search({ text: 'gateway' }, 5))).toEqual(['gateway']);
    const all = retriever.search({ text: 'gateway', includeSuperseded: true }, 5);
    expect(idsOf(all)).toContain('old');
  });
});

test('what held at a time is found as of that time', () => {
  const retriever = retrieverOf([
    memory('old', 'The port is 8080', {
      status: 'superseded',
      createdAt: NOW - 30 * DAY,
      validTo: NOW - 10 * DAY,
    }),
    memory('new', 'The port is 3000', { createdAt: NOW - 10 * DAY }),
  ]);
  expect(idsOf(retriever.search({ text: 'port' }, 5))).toEqual(['new']);
  expect(idsOf(retriever.search({ text: 'port', asOf: NOW - 20 * DAY }, 5))).toEqual(['old']);
  expect(idsOf(retriever.search({ text: 'port', asOf: NOW - 40 * DAY }, 5))).toEqual([]);
});

test('the parts of a score add up to it', () => {
  const retriever = retrieverOf([
    ...FILLER,
    ...conversation('a', NOW - DAY, 'Ines: Which database?', 'Memfun: Postgres, at 10.0.0.5.'),
  ]);
  const found = retriever.search({ text: 'which database did we choose yesterday' }, 5);
  expect(found.length).toBeGreaterThan(1);
  for (const { score, parts = {} } of found) {
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 6);
  }
});

describe('vectors', () => {
  const filled = async (provider: EmbeddingProvider, memories: readonly Memory[]) => {
    const meaning = new Meaning({ provider, clock: new ManualClock(NOW) });
    const retriever = retrieverOf(memories, { meaning });
    return { meaning, retriever };
  };

  test('find what no word finds, once they are made; words do until then', async () => {
    const all = [...FILLER, memory('typo', 'We run on Kubernetes')];
    const { meaning, retriever } = await filled(builtInEmbeddings, all);
    const find = async () => idsOf(await retriever.find({ text: 'kubernets' }, 1, never));
    expect(await find()).toEqual([]);
    expect(idsOf(await retriever.find({ text: 'run on Kubernetes' }, 1, never))).toEqual(['typo']);
    await meaning.update(never);
    expect(await find()).toEqual(['typo']);
    retriever.delete('typo');
    expect(await find()).not.toContain('typo');
  });

  test('find nothing that the filter keeps out', async () => {
    const all = [
      memory('a', 'Kubernetes', { status: 'superseded' }),
      memory('b', 'Kubernetes', { layer: 'core' }),
    ];
    const { meaning, retriever } = await filled(builtInEmbeddings, all);
    await meaning.update(never);
    const found = await retriever.find({ text: 'kubernets', layers: ['project'] }, 5, never);
    expect(idsOf(found)).toEqual([]);
  });

  test('are made in the background of an open memory', async () => {
    const clock = new ManualClock(NOW);
    const meaning = new Meaning({ provider: builtInEmbeddings, clock });
    const service: MemoryService = await openWindow(tempFolder(), { clock, meaning });
    await service.save({ content: 'We run on Kubernetes' });
    await expect.poll(() => meaning.progress).toEqual({ done: 1, total: 1 });
    expect(await service.search({ text: 'kubernets' })).toHaveLength(1);
  });

  const fitting = fc.record({
    score: fc.double({ min: 0, max: 3, noNaN: true }),
    likeness: fc.double({ min: 0, max: 1, noNaN: true }),
    coverage: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  test('property: what words are sure of is passed by nothing that was behind it, whatever the vectors', () => {
    fc.assert(
      fc.property(
        fc.array(fitting, { minLength: 1 }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (all, weight) => {
          const scores = fused(all, weight);
          const best = Math.max(...all.map(({ score }) => score));
          all.forEach((sure, at) => {
            expect(scores[at]).toBeGreaterThanOrEqual(sure.score);
            if (sure.score === 0 || sure.score < 0.3 * best || sure.coverage < 0.3) return;
            all.forEach((other, i) => {
              if (other.score < sure.score) expect(scores[i]).toBeLessThan(scores[at] ?? 0);
            });
          });
        },
      ),
    );
  });

  test('property: without likeness nothing changes', () => {
    fc.assert(
      fc.property(fc.array(fitting), (all) => {
        const plain = all.map((one) => ({ ...one, likeness: 0 }));
        expect(fused(plain, 1)).toEqual(all.map(({ score }) => score));
      }),
    );
  });
});
