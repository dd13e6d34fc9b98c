// Sessions and memory of a turn's test, held in process: the contracts without the disk.
import { TurnRecorder } from '../../../runtime/agents/turn/recorder.js';
import { type RunEvent, silentLogger, systemClock } from '../../../runtime/core/index.js';
import type {
  Memory,
  MemoryDraft,
  MemoryHit,
  MemoryService,
} from '../../../runtime/memory/index.js';
import type { SessionManager } from '../../../runtime/ports/index.js';
import { remembered } from '../../support/remembered.js';

export interface RecordedSessions extends SessionManager {
  readonly recorded: RunEvent[];
}

/** One session; `fail` makes appending fail. */
export function sessionsInProcess(fail?: Error): RecordedSessions {
  const recorded: RunEvent[] = [];
  const info = { sessionId: 's', title: 't', createdAt: 0, updatedAt: 0, turns: 0 };
  return {
    recorded,
    create: async () => info,
    append: async (_id, event) => {
      if (fail !== undefined) throw fail;
      recorded.push(event);
    },
    rename: async () => undefined,
    load: async () => ({ info, events: [...recorded] }),
    list: async () => [info],
    delete: async () => undefined,
    close: async () => undefined,
  };
}

/** The recorder of the turn `t` in that session. @param events all that is told */
export function recorderInProcess(events: RunEvent[] = []): TurnRecorder {
  return new TurnRecorder({
    sessions: sessionsInProcess(),
    sessionId: 's',
    turnId: 't',
    emit: (event) => void events.push(event),
    clock: systemClock,
    logger: silentLogger,
  });
}

/** Finds memories by any word of four letters or more. */
export function memoryInProcess(...contents: readonly string[]): MemoryService {
  const memories: Memory[] = [];
  const add = (draft: MemoryDraft): Memory => {
    const memory = remembered(draft.content, {
      id: `mem_${memories.length + 1}`,
      layer: draft.layer ?? 'core',
      category: draft.category ?? 'fact',
      provenance: draft.provenance ?? { source: 'user' },
    });
    memories.push(memory);
    return memory;
  };
  for (const content of contents) add({ content });
  const active = (): Memory[] => memories.filter((m) => m.status === 'active');
  const one = (id: string): Memory => {
    const found = memories.find((m) => m.id === id);
    if (found === undefined) throw new Error(`no memory ${id}`);
    return found;
  };
  const search = (text: string): MemoryHit[] => {
    const words = text.toLowerCase().match(/\w{4,}/g) ?? [];
    return active()
      .filter((m) => words.some((word) => m.content.toLowerCase().includes(word)))
      .map((memory) => ({ memory, score: 1, why: 'words' }));
  };
  return {
    save: async (draft) => {
      const known = active().find((m) => m.content === draft.content);
      return known === undefined
        ? { action: 'added', memory: add(draft) }
        : { action: 'known', memory: known };
    },
    add: async (draft) => add(draft),
    update: async (id) => one(id),
    undoSave: async ({ id }) => {
      Object.assign(one(id), { status: 'deleted' as const });
    },
    supersede: async (older, newer) =>
      Object.assign(one(older), { status: 'superseded' as const, supersededBy: newer }),
    relate: async () => undefined,
    check: async () => undefined,
    takeIn: async () => [],
    markStale: async (id) => one(id),
    archive: async (id) => Object.assign(one(id), { status: 'archived' as const }),
    archiveFaded: async () => [],
    history: async (id) => ({ memory: one(id), versions: [], relations: [] }),
    relations: async () => [],
    conflicts: async () => [],
    forget: async (id) => Object.assign(one(id), { status: 'deleted' as const }),
    restore: async (id) => Object.assign(one(id), { status: 'active' as const }),
    get: async (id) => memories.find((m) => m.id === id),
    search: async ({ text }) => search(text),
    list: async () => active(),
    recall: async (text) => {
      const hits = search(text);
      return { hits, lines: hits.map((hit) => hit.memory.content) };
    },
    markUsed: async (ids) => {
      for (const id of ids) one(id).useCount++;
    },
    onChange: () => ({ dispose: () => undefined }),
    onEvent: () => ({ dispose: () => undefined }),
    health: () => ({ memories: memories.length, operations: memories.length, damage: [] }),
    close: async () => undefined,
  };
}
