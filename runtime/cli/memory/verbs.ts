// What each `memfun memory` verb does with one memory or many: text for people, data for programs.
import type { Memory, MemoryHit, MemoryService } from '../../memory/index.js';
import {
  conflictsText,
  describeOutcome,
  forget,
  historyText,
  MemoryMissingError,
  marks,
  memoryProfile,
  memoryStats,
  openMemoryMetrics,
  relationKindSchema,
  statsText,
  storeSaid,
  timelineOf,
  timelineText,
  wholeText,
} from '../../memory/index.js';
import { UsageError } from '../arguments.js';
import { decimal } from '../figures.js';
import { draftOf, filterOf, queryOf, saidOf, shareOf } from './options.js';
import type { Verb } from './verb.js';
import { needed, noWords } from './verb.js';

export const VERBS: Readonly<Record<string, Verb>> = {
  save: {
    usage: 'save TEXT',
    run: async ({ text, options, memory }) => {
      const draft = {
        content: needed(text, 'text to save', 'save TEXT'),
        provenance: { source: 'user' as const },
        ...draftOf(options),
      };
      const outcome = await storeSaid(memory, draft, saidOf(options));
      return { text: describeOutcome(outcome), data: outcome };
    },
  },
  search: {
    usage: 'search TEXT',
    run: async ({ text, options, memory }) => {
      const wanted = needed(text, 'text to search for', 'search TEXT');
      const hits = await memory.search({ text: wanted, ...queryOf(options) });
      const rows = hits.map((hit) => `${row(hit.memory)}\n  ${hit.why}${parts(hit)}`);
      return {
        text: rows.join('\n') || `Nothing is remembered about "${wanted}".`,
        data: { hits },
      };
    },
  },
  list: {
    usage: 'list',
    run: async ({ text, options, memory }) => {
      noWords(text, 'list');
      const memories = await memory.list(filterOf(options));
      return { text: memories.map(row).join('\n') || 'Nothing is remembered.', data: { memories } };
    },
  },
  get: {
    usage: 'get ID …',
    run: async ({ text, memory }) => {
      const ids = needed(text, 'id', 'get ID …').split(/\s+/);
      const memories = await Promise.all(ids.map((id) => existing(id, memory)));
      return { text: memories.map(wholeText).join('\n\n'), data: { memories } };
    },
  },
  forget: {
    usage: 'forget ID-OR-TEXT',
    run: async ({ text, memory }) => {
      const words = needed(text, 'id or text to forget', 'forget ID-OR-TEXT');
      const { markdown, data } = await forget(words, memory);
      return {
        text: `${markdown}\nTake it back with: memfun memory restore ${data.memory.id}`,
        data,
      };
    },
  },
  restore: {
    usage: 'restore ID',
    run: async ({ text, memory }) => {
      const restored = await memory.restore(needed(text, 'id to restore', 'restore ID'));
      return { text: `Restored: ${restored.content}`, data: { memory: restored } };
    },
  },
  update: {
    usage: 'update ID [TEXT] [--layer L] [--category C] [--tag T] [--field N=V] [--importance X]',
    run: async ({ words: [id = '', ...rest], options, memory }) => {
      const content = rest.join(' ').trim();
      const change = { ...draftOf(options), ...(content === '' ? {} : { content }) };
      needed(id, 'id to update', 'update ID [TEXT]');
      if (Object.keys(change).length === 0) {
        throw new UsageError('Nothing to change was given.', 'Use: memfun memory update ID TEXT');
      }
      const changed = await memory.update(id, change);
      return {
        text: `Changed: ${row(changed)}, version ${changed.version}`,
        data: { memory: changed },
      };
    },
  },
  pin: {
    usage: 'pin ID',
    run: async ({ text, memory }) => {
      const pinned = await memory.update(needed(text, 'id to pin', 'pin ID'), { pinned: true });
      return { text: `Pinned: ${row(pinned)}`, data: { memory: pinned } };
    },
  },
  unpin: {
    usage: 'unpin ID',
    run: async ({ text, memory }) => {
      const freed = await memory.update(needed(text, 'id to unpin', 'unpin ID'), { pinned: false });
      return { text: `No longer pinned: ${row(freed)}`, data: { memory: freed } };
    },
  },
  relate: {
    usage: 'relate FROM supersedes|contradicts|extends|relates TO [--strength X]',
    run: async ({ words: [from = '', kindText = '', to = ''], options, memory }) => {
      const kind = relationKindSchema.safeParse(kindText);
      if (!kind.success || to === '') {
        throw new UsageError('A relation needs two ids and a kind.', `Use: ${usage('relate')}`);
      }
      const strength = options.strength === undefined ? 1 : shareOf(options.strength, 'strength');
      if (kind.data === 'supersedes') await memory.supersede(to, from);
      else await memory.relate({ from, kind: kind.data, to, strength });
      const relation = { from, kind: kind.data, to, strength };
      return { text: `${from} ${kind.data} ${to}`, data: { relation } };
    },
  },
  history: {
    usage: 'history ID',
    run: async ({ text, memory }) => {
      const history = await memory.history(needed(text, 'id', 'history ID'));
      return { text: historyText(history), data: history };
    },
  },
  conflicts: {
    usage: 'conflicts [resolve KEEP DROP]',
    run: async ({ words: [verb, keep, drop], memory }) => {
      if (verb !== undefined) {
        if (verb !== 'resolve' || keep === undefined || drop === undefined) {
          throw new UsageError('A conflict is settled by two ids.', `Use: ${usage('conflicts')}`);
        }
        await memory.supersede(drop, keep);
      }
      const conflicts = await memory.conflicts();
      return { text: conflictsText(conflicts), data: { conflicts } };
    },
  },
  timeline: {
    usage: 'timeline [TEXT] [--session ID]',
    run: async ({ text, options, memory }) => {
      const { session } = options;
      const memories = await timelineOf(memory, {
        ...filterOf(options),
        ...(text === '' ? {} : { text }),
        ...(session === undefined ? {} : { session }),
      });
      return { text: timelineText(memories), data: { memories } };
    },
  },
  profile: {
    usage: 'profile',
    run: async ({ memory }) => {
      const profile = await memoryProfile(memory);
      return { text: profile.markdown.trimEnd(), data: profile };
    },
  },
  metrics: {
    usage: 'metrics',
    run: async ({ memory }) => {
      const metrics = await openMemoryMetrics(memory);
      const text = await metrics.text();
      metrics.dispose();
      return { text: text.trimEnd(), data: { prometheus: text } };
    },
  },
  stats: {
    usage: 'stats',
    run: async ({ memory }) => {
      const stats = await memoryStats(memory);
      return { text: statsText(stats), data: stats };
    },
  },
};

function usage(verb: string): string {
  return `memfun memory ${VERBS[verb]?.usage ?? verb}`;
}

function row(memory: Memory): string {
  const { id, content, layer, category } = memory;
  return `${id}  ${content.replaceAll(/\s+/g, ' ')}  (${layer}, ${category}${marks(memory)})`;
}

/** What the score is made of, when it was asked for. */
function parts({ score, parts: all }: MemoryHit): string {
  if (all === undefined) return '';
  const list = Object.entries(all).map(([name, value]) => `${name} ${decimal(value, 3)}`);
  return `\n  score ${decimal(score, 3)} = ${list.join(' + ')}`;
}

async function existing(id: string, memory: MemoryService): Promise<Memory> {
  const found = await memory.get(id);
  if (found === undefined) throw new MemoryMissingError(id);
  return found;
}
