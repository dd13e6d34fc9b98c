// What filters and ranking look at, in columns: memories that were stored are read whole only when they are found.
import type { Filtered } from '../filter.js';
import type { Memory } from '../types.js';

/** As much of a memory as filters and ranking need. */
export interface Glimpse extends Filtered {
  readonly id: string;
  readonly importance: number;
  readonly confidence: number;
  readonly pinned: boolean;
  readonly useCount: number;
  readonly updatedAt: number;
  readonly lastUsedAt?: number | undefined;
}

/** Columns of numbers; NaN for none. */
export const TIMES_AND_WEIGHTS = [
  'createdAt',
  'expiresAt',
  'validTo',
  'updatedAt',
  'lastUsedAt',
  'useCount',
  'importance',
  'confidence',
] as const;
type NumberColumn = (typeof TIMES_AND_WEIGHTS)[number];

export interface StoredRows {
  readonly ids: readonly string[];
  /** Names that the columns of the same name point into. */
  readonly names: {
    readonly status: readonly Memory['status'][];
    readonly layer: readonly Memory['layer'][];
    readonly category: readonly Memory['category'][];
  };
  readonly status: Uint8Array;
  readonly layer: Uint8Array;
  readonly category: Uint8Array;
  /** 1 for a turn of a conversation. */
  readonly turn: Uint8Array;
  readonly pinned: Uint8Array;
  readonly numbers: Readonly<Record<NumberColumn, Float64Array>>;
}

/** Columns of some memories. */
export function rowsOf(memories: readonly Glimpse[], isTurn: (at: number) => boolean): StoredRows {
  const names = {
    status: [...new Set(memories.map(({ status }) => status))],
    layer: [...new Set(memories.map(({ layer }) => layer))],
    category: [...new Set(memories.map(({ category }) => category))],
  };
  return {
    ids: memories.map(({ id }) => id),
    names,
    status: Uint8Array.from(memories, ({ status }) => names.status.indexOf(status)),
    layer: Uint8Array.from(memories, ({ layer }) => names.layer.indexOf(layer)),
    category: Uint8Array.from(memories, ({ category }) => names.category.indexOf(category)),
    turn: Uint8Array.from(memories, (_, at) => Number(isTurn(at))),
    pinned: Uint8Array.from(memories, ({ pinned }) => Number(pinned)),
    numbers: numberColumns((name) =>
      Float64Array.from(memories, (memory) => memory[name] ?? Number.NaN),
    ),
  };
}

/** One array for each column of numbers, made in their order. */
export function numberColumns(column: (name: NumberColumn) => Float64Array): StoredRows['numbers'] {
  return Object.fromEntries(
    TIMES_AND_WEIGHTS.map((name) => [name, column(name)]),
  ) as StoredRows['numbers'];
}

/** One row at a time, seen as a memory. */
export class RowView implements Glimpse {
  readonly #rows: StoredRows;
  readonly #whole: (row: number) => Memory | undefined;
  row = 0;

  /** @param whole reads a memory, for what has no column */
  constructor(rows: StoredRows, whole: (row: number) => Memory | undefined) {
    this.#rows = rows;
    this.#whole = whole;
  }

  wholeAt(row: number): Memory | undefined {
    return this.#whole(row);
  }

  idAt(row: number): string {
    return this.#rows.ids[row] ?? '';
  }

  get id(): string {
    return this.idAt(this.row);
  }

  get status(): Memory['status'] {
    return this.#rows.names.status[this.#rows.status[this.row] ?? 0] ?? 'active';
  }

  get layer(): Memory['layer'] {
    return this.#rows.names.layer[this.#rows.layer[this.row] ?? 0] ?? 'project';
  }

  get category(): Memory['category'] {
    return this.#rows.names.category[this.#rows.category[this.row] ?? 0] ?? 'fact';
  }

  get pinned(): boolean {
    return this.#rows.pinned[this.row] === 1;
  }

  get createdAt(): number {
    return this.#number('createdAt') ?? 0;
  }

  get updatedAt(): number {
    return this.#number('updatedAt') ?? 0;
  }

  get useCount(): number {
    return this.#number('useCount') ?? 0;
  }

  get importance(): number {
    return this.#number('importance') ?? 0;
  }

  get confidence(): number {
    return this.#number('confidence') ?? 0;
  }

  get expiresAt(): number | undefined {
    return this.#number('expiresAt');
  }

  get validTo(): number | undefined {
    return this.#number('validTo');
  }

  get lastUsedAt(): number | undefined {
    return this.#number('lastUsedAt');
  }

  get tags(): Memory['tags'] {
    return this.#whole(this.row)?.tags ?? [];
  }

  get fields(): Memory['fields'] {
    return this.#whole(this.row)?.fields ?? {};
  }

  #number(name: NumberColumn): number | undefined {
    const value = this.#rows.numbers[name][this.row];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }
}
