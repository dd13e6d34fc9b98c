// Numbers about memory: how much is there, of which kind, and whether all of it could be read.
import { memoryCategorySchema, memoryLayerSchema, memoryStatusSchema } from './model.js';
import type { Memory, MemoryService } from './types.js';

export interface MemoryStats {
  /** Of any status. */
  readonly total: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Active ones, here and below. */
  readonly byLayer: Readonly<Record<string, number>>;
  readonly byCategory: Readonly<Record<string, number>>;
  readonly pinned: number;
  readonly stale: number;
  readonly conflicts: number;
  readonly relations: number;
  /** Operations in the log. */
  readonly operations: number;
  /** Files that could not be read whole. */
  readonly damaged: number;
}

export async function memoryStats(memory: MemoryService): Promise<MemoryStats> {
  const all = await memory.list({ statuses: memoryStatusSchema.options });
  const active = all.filter(({ status }) => status === 'active');
  const { operations, damage } = memory.health();
  return {
    total: all.length,
    byStatus: count(memoryStatusSchema.options, all, ({ status }) => status),
    byLayer: count(memoryLayerSchema.options, active, ({ layer }) => layer),
    byCategory: count(memoryCategorySchema.options, active, ({ category }) => category),
    pinned: active.filter(({ pinned }) => pinned).length,
    stale: active.filter(({ staleSince }) => staleSince !== undefined).length,
    conflicts: (await memory.conflicts()).length,
    relations: (await memory.relations()).length,
    operations,
    damaged: damage.length,
  };
}

/** Lines of Markdown. */
export function statsText(stats: MemoryStats): string {
  const of = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, number]) => `${number} ${name}`)
      .join(', ');
  return [
    `- memories: ${of(stats.byStatus)}`,
    `- by layer: ${of(stats.byLayer)}`,
    `- by kind: ${of(stats.byCategory)}`,
    `- ${stats.pinned} pinned, ${stats.stale} stale, ${stats.conflicts} in conflict, ${stats.relations} relations`,
    `- ${stats.operations} operations in the log, ${stats.damaged} damaged files`,
  ].join('\n');
}

function count<N extends string>(
  names: readonly N[],
  memories: readonly Memory[],
  nameOf: (memory: Memory) => N,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    names.map((name) => [name, memories.filter((one) => nameOf(one) === name).length]),
  );
}
