// What a project remembers after some months: versions, relations, conflicts, things forgotten, replaced and outdated.
import type { MemoryRelation } from '../../../runtime/memory/index.js';
import type { MemorySeed } from '../../support/seed-memory.js';

const DAY = 86_400_000;
const daysAgo = (days: number): number => Date.now() - days * DAY;

export const REMEMBERED: readonly MemorySeed[] = [
  {
    id: 'port',
    content: 'I prefer port 8080 for dev servers',
    layer: 'core',
    category: 'preference',
    pinned: true,
    uses: 5,
    subject: 'user:dev-port',
    provenance: { source: 'user', sessionId: 'ses_other_0', turnId: 't1' },
    at: daysAgo(2),
  },
  {
    id: 'letters',
    content:
      'Dead letters are kept for 30 days, then the nightly job `purge` removes them from the queue.',
    category: 'decision',
    tags: ['queue', 'retention'],
    uses: 3,
    importance: 0.8,
    at: daysAgo(9),
    before: [
      { content: 'Dead letters are kept for 14 days.', at: daysAgo(60) },
      {
        content: 'Dead letters are kept for 14 days, then the nightly job `purge` removes them.',
        at: daysAgo(31),
      },
    ],
    provenance: {
      source: 'user',
      sessionId: 'ses_other_1',
      path: 'src/queue/dead-letters.ts',
      symbol: 'purge',
      commit: '4f2a91c07b6d',
    },
    staleSince: daysAgo(3),
  },
  {
    id: 'retries',
    content: 'Deliveries are retried eight times with a delay that doubles.',
    category: 'fact',
    tags: ['queue'],
    at: daysAgo(200),
    confidence: 0.7,
    provenance: { source: 'agent', path: 'src/retry.ts', symbol: 'RetryPolicy' },
  },
  { id: 'vitest', content: 'Tests run with vitest', category: 'convention', at: daysAgo(40) },
  { id: 'tabs', content: 'We indent with tabs', category: 'convention', at: daysAgo(90) },
  {
    id: 'spaces',
    content: 'We indent with two spaces',
    category: 'convention',
    uses: 1,
    at: daysAgo(1),
  },
  {
    id: 'npm',
    content: 'The package manager is npm',
    status: 'superseded',
    supersededBy: 'pnpm',
    validTo: daysAgo(20),
    at: daysAgo(120),
  },
  { id: 'pnpm', content: 'The package manager is pnpm', category: 'decision', at: daysAgo(20) },
  { id: 'gone', content: 'The server listens on 3000', status: 'deleted', at: daysAgo(15) },
  { id: 'faded', content: 'The demo is on Friday', status: 'archived', at: daysAgo(300) },
];

export const RELATED: readonly MemoryRelation[] = [
  { from: 'spaces', to: 'tabs', kind: 'contradicts', strength: 1 },
  { from: 'pnpm', to: 'npm', kind: 'supersedes', strength: 1 },
  { from: 'letters', to: 'retries', kind: 'relates', strength: 0.6 },
  { from: 'vitest', to: 'pnpm', kind: 'extends', strength: 0.8 },
];

const WORDS =
  'queue retry port cache deploy build lint test schema login invoice mail search index token'.split(
    ' ',
  );

/** Many memories of one time. */
export function many(count: number): readonly MemorySeed[] {
  const at = daysAgo(1);
  return Array.from({ length: count }, (_, n) => ({
    id: `m${String(n).padStart(5, '0')}`,
    content: `Memory ${n}: the ${WORDS[n % 15]} of part ${n % 97} goes with the ${WORDS[(n * 7) % 15]}`,
    category: (['decision', 'fact', 'convention', 'pattern'] as const)[n % 4] ?? 'fact',
    layer: n % 9 === 0 ? ('core' as const) : ('project' as const),
    tags: [`part-${n % 97}`],
    at: at + (n % 5),
  }));
}

/** Some relations among `many`. */
export function manyRelations(count: number): readonly MemoryRelation[] {
  const id = (n: number): string => `m${String(n).padStart(5, '0')}`;
  const kinds = ['relates', 'extends', 'relates', 'contradicts'] as const;
  return Array.from({ length: Math.floor(count / 3) }, (_, n) => ({
    from: id(n * 3),
    to: id((n * 3 + 4 + (n % 5)) % count),
    kind: kinds[n % 4] ?? 'relates',
    strength: 0.8,
  }));
}
