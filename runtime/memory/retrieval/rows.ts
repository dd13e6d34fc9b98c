// What filters look at, in columns: memories that were stored are read whole only when they are found.
import type { Filtered } from '../filter.js';
import type { Memory } from '../types.js';

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
  readonly createdAt: Float64Array;
  /** NaN for none, here and below. */
  readonly expiresAt: Float64Array;
  readonly validTo: Float64Array;
}

/** Columns of some memories. */
export function rowsOf(
  memories: readonly (Filtered & { readonly id: string })[],
  isTurn: (at: number) => boolean,
): StoredRows {
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
    createdAt: Float64Array.from(memories, ({ createdAt }) => createdAt),
    expiresAt: Float64Array.from(memories, ({ expiresAt }) => expiresAt ?? Number.NaN),
    validTo: Float64Array.from(memories, ({ validTo }) => validTo ?? Number.NaN),
  };
}

/** One row at a time, seen as a memory. */
export class RowView implements Filtered {
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

  get createdAt(): number {
    return this.#rows.createdAt[this.row] ?? 0;
  }

  get expiresAt(): number | undefined {
    return orNone(this.#rows.expiresAt[this.row]);
  }

  get validTo(): number | undefined {
    return orNone(this.#rows.validTo[this.row]);
  }

  get tags(): Memory['tags'] {
    return this.#whole(this.row)?.tags ?? [];
  }

  get fields(): Memory['fields'] {
    return this.#whole(this.row)?.fields ?? {};
  }
}

function orNone(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
