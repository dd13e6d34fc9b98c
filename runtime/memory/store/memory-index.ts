// The materialised state of one log in SQLite: applies operations in any order, answers what is remembered.
import type { Database, SqlValue, Statement } from 'sql.js';
import type { Json } from '../../core/index.js';
import { stampMs } from '../../storage/index.js';
import type { Memory, MemoryRelation, MemoryVersion } from '../model.js';
import { relationKindSchema } from '../model.js';
import { type DatabaseBytes, openDatabase } from './database.js';
import type { MemoryFields, MemoryOperation, ReadOperation } from './operations.js';
import { decodeOperation } from './operations.js';
import type { MemoryState } from './state.js';
import { memoryOf, mergeFields } from './state.js';
import { decodeState, encodeState } from './state-text.js';

const SELECT_MEMORY = `
select m.id, m.state,
  (select count(*) from versions v where v.id = m.id) as versions,
  (select coalesce(sum(u.count), 0) from uses u where u.id = m.id) as uses,
  (select max(u.at) from uses u where u.id = m.id) as last_used
from memories m`;

const SELECT_RELATION = 'select source, target, kind, strength from relations';
const RELATION_ORDER = 'order by source, target, kind';

export class MemoryIndex {
  readonly #database: Database;
  readonly #statements: Statements;
  /** Ids that a relation names: most memories have none, and finding asks for many. */
  readonly #related: Set<string>;

  private constructor(database: Database) {
    this.#database = database;
    this.#statements = prepare(database);
    const ends = this.#rows('select source from relations union select target from relations', []);
    this.#related = new Set(ends.map(([id]) => String(id)));
  }

  /**
   * Empty, or from what `export` gave.
   * @throws MemoryIndexError
   * @throws Error when the bytes are not of this version's schema
   */
  static async open(assetsDir: string, stored?: DatabaseBytes): Promise<MemoryIndex> {
    const index = new MemoryIndex(await openDatabase(assetsDir, stored));
    if (stored !== undefined) index.#applyKnown();
    return index;
  }

  /** Operations of a form that this version does not know: kept, not applied. */
  get unknownOperations(): number {
    return this.#count('unknown');
  }

  /** The greatest stamp that was applied. */
  get lastStamp(): string | undefined {
    const value = this.#rows('select max(hlc) from applied', [])[0]?.[0];
    return typeof value === 'string' ? value : undefined;
  }

  /** The whole database as bytes, for `open` and `merge`. */
  export(): Uint8Array {
    return this.#database.export();
  }

  /** Applies what was not applied yet. @returns the ids of memories that may have changed */
  apply(operations: readonly ReadOperation[]): ReadonlySet<string> {
    return this.#inTransaction(() => {
      const changed = new Set<string>();
      const states = new Map<string, MemoryState>();
      for (const { hlc, body, operation: known } of operations) {
        this.#statements.applied.run([hlc]);
        if (this.#database.getRowsModified() === 0) continue;
        const operation = known ?? decodeOperation(body);
        if (operation === undefined) this.#statements.unknown.run([hlc, JSON.stringify(body)]);
        else changed.add(this.#applyOne(operation, hlc, states));
      }
      for (const [id, state] of states) this.#writeState(id, state);
      return changed;
    });
  }

  get(id: string): Memory | undefined {
    const row = first(this.#statements.oneMemory, [id]);
    return row === undefined ? undefined : memoryIn(row);
  }

  /** Every memory of any status. */
  all(): readonly Memory[] {
    return this.#memories(SELECT_MEMORY, []);
  }

  activeWithSubject(subject: string): readonly Memory[] {
    return this.#memories(`${SELECT_MEMORY} where m.subject = ? and m.status = 'active'`, [
      subject,
    ]);
  }

  /** Oldest first. */
  versions(id: string): readonly MemoryVersion[] {
    const present = this.#readState(id).content?.[0];
    return this.#rows('select hlc, content from versions where id = ? order by hlc', [id]).map(
      ([hlc, content], index) => ({
        version: index + 1,
        content: String(content ?? present),
        at: stampMs(String(hlc)),
      }),
    );
  }

  /** To and from one memory, or all. */
  relations(id?: string): readonly MemoryRelation[] {
    if (id !== undefined && !this.#related.has(id)) return [];
    const rows =
      id === undefined
        ? this.#rows(`${SELECT_RELATION} ${RELATION_ORDER}`, [])
        : all(this.#statements.relationsOf, [id]);
    return rows.map(([from, to, kind, strength]) => ({
      from: String(from),
      to: String(to),
      kind: relationKindSchema.parse(kind),
      strength: Number(strength),
    }));
  }

  uses(id: string, window: string): number {
    return Number(first(this.#statements.oneUse, [id, window])?.[0] ?? 0);
  }

  operations(): number {
    return this.#count('applied');
  }

  /**
   * Takes over what another index knows and this one does not.
   * @param stored what its `export` gave
   * @returns the ids of memories that may have changed
   * @throws Error when the bytes are not of this version's schema
   */
  async merge(assetsDir: string, stored: DatabaseBytes): Promise<ReadonlySet<string>> {
    const other = await MemoryIndex.open(assetsDir, stored);
    try {
      return this.#inTransaction(() => this.#mergeRows(other));
    } finally {
      other.close();
    }
  }

  /** Everything that the state consists of, in a fixed order: equal for indexes that hold the same. */
  dump(): string {
    const tables = [
      'memories order by id',
      'versions order by id, hlc',
      'relations order by source, target, kind',
      'uses order by id, window',
      'applied order by hlc',
      'unknown order by hlc',
    ];
    return JSON.stringify(tables.map((table) => this.#rows(`select * from ${table}`, [])));
  }

  close(): void {
    for (const statement of Object.values(this.#statements)) statement.free();
    this.#database.close();
  }

  /** Operations that an earlier version did not know and this one does. */
  #applyKnown(): void {
    const known = this.#rows('select hlc, body from unknown', []).flatMap(([hlc, text]) => {
      const body = JSON.parse(String(text)) as Json;
      return decodeOperation(body) === undefined ? [] : [{ hlc: String(hlc), body }];
    });
    for (const { hlc } of known) {
      this.#database.run('delete from applied where hlc = ?', [hlc]);
      this.#database.run('delete from unknown where hlc = ?', [hlc]);
    }
    if (known.length > 0) this.apply(known);
  }

  #mergeRows(other: MemoryIndex): ReadonlySet<string> {
    const changed = new Set<string>();
    for (const [id, state] of other.#rows('select id, state from memories', [])) {
      const theirs = decodeState(String(state));
      const mine = this.#readState(String(id));
      let merged = mine;
      for (const [name, [value, hlc]] of Object.entries(theirs)) {
        merged = mergeFields(merged, { [name]: value }, hlc);
      }
      if (merged !== mine) {
        this.#writeState(String(id), merged);
        changed.add(String(id));
      }
      const present = [mine, theirs].map(({ content }) => content);
      for (const [content, hlc] of present.filter((one) => one !== undefined)) {
        this.#addVersion(String(id), hlc, content, merged);
      }
    }
    const { applied, relation, use, unknown } = this.#statements;
    const tables = { relations: relation, uses: use, applied, unknown };
    for (const [table, statement] of Object.entries(tables)) {
      for (const row of other.#rows(`select * from ${table}`, [])) {
        statement.run([...row]);
        if (table === 'relations') this.#relate(String(row[0]), String(row[1]));
        const named = table === 'relations' || table === 'uses';
        if (named && this.#database.getRowsModified() > 0) changed.add(String(row[0]));
      }
    }
    const earlier = 'select id, hlc, content from versions where content is not null';
    for (const [id, hlc, content] of other.#rows(earlier, [])) {
      this.#statements.version.run([id ?? null, hlc ?? null, content ?? null]);
      if (this.#database.getRowsModified() > 0) changed.add(String(id));
    }
    return changed;
  }

  #inTransaction<T>(work: () => T): T {
    this.#database.run('begin');
    try {
      const result = work();
      this.#database.run('commit');
      return result;
    } catch (error) {
      this.#database.run('rollback');
      throw error;
    }
  }

  #count(table: 'applied' | 'unknown'): number {
    return Number(this.#rows(`select count(*) from ${table}`, [])[0]?.[0] ?? 0);
  }

  #applyOne(operation: MemoryOperation, hlc: string, states: Map<string, MemoryState>): string {
    if (operation.kind === 'relate') {
      const { from, to, relation, strength } = operation;
      this.#statements.relation.run([from, to, relation, strength]);
      this.#relate(from, to);
      return from;
    }
    const { id } = operation;
    if (operation.kind === 'use') {
      this.#statements.use.run([id, operation.window, operation.count, stampMs(hlc)]);
      return id;
    }
    const fields = operation.fields as Partial<MemoryFields>;
    const before = states.get(id) ?? this.#readState(id);
    const after = mergeFields(before, fields, hlc);
    states.set(id, after);
    if (fields.content !== undefined) {
      this.#addVersion(id, hlc, fields.content, after);
      if (before.content !== undefined) {
        this.#addVersion(id, before.content[1], before.content[0], after);
      }
    }
    return id;
  }

  #relate(from: string, to: string): void {
    this.#related.add(from).add(to);
  }

  /** The present content is not kept twice: its version is null here. */
  #addVersion(id: string, hlc: string, content: string, present: MemoryState): void {
    const isPresent = present.content?.[1] === hlc;
    this.#statements.presentVersion.run([id, hlc, isPresent ? null : content]);
  }

  #readState(id: string): MemoryState {
    const row = first(this.#statements.oneState, [id]);
    return row === undefined ? {} : decodeState(String(row[0]));
  }

  #writeState(id: string, state: MemoryState): void {
    this.#statements.memory.run([
      id,
      state.layer?.[0] ?? null,
      state.category?.[0] ?? null,
      state.subject?.[0] ?? null,
      state.status?.[0] ?? 'active',
      state.createdAt?.[0] ?? null,
      state.expiresAt?.[0] ?? null,
      encodeState(state),
    ]);
  }

  #memories(sql: string, values: readonly SqlValue[]): readonly Memory[] {
    return this.#rows(sql, values).flatMap((row) => memoryIn(row) ?? []);
  }

  #rows(sql: string, values: readonly SqlValue[]): readonly (readonly SqlValue[])[] {
    return this.#database.exec(sql, [...values])[0]?.values ?? [];
  }
}

/** The first row of a statement that reads. */
function first(statement: Statement, values: SqlValue[]): readonly SqlValue[] | undefined {
  try {
    return statement.bind(values) && statement.step() ? statement.get() : undefined;
  } finally {
    statement.reset();
  }
}

function all(statement: Statement, values: SqlValue[]): readonly (readonly SqlValue[])[] {
  const rows: SqlValue[][] = [];
  statement.bind(values);
  while (statement.step()) rows.push(statement.get());
  statement.reset();
  return rows;
}

/** A row of `SELECT_MEMORY`. */
function memoryIn(row: readonly SqlValue[]): Memory | undefined {
  const [id, state, versions, uses, lastUsed] = row;
  return memoryOf(String(id), decodeState(String(state)), {
    versions: Number(versions),
    uses: Number(uses),
    ...(lastUsed === null || lastUsed === undefined ? {} : { lastUsedAt: Number(lastUsed) }),
  });
}

interface Statements {
  readonly oneMemory: Statement;
  readonly oneState: Statement;
  readonly oneUse: Statement;
  readonly relationsOf: Statement;
  readonly applied: Statement;
  readonly memory: Statement;
  readonly version: Statement;
  readonly presentVersion: Statement;
  readonly relation: Statement;
  readonly use: Statement;
  readonly unknown: Statement;
}

function prepare(database: Database): Statements {
  return {
    oneMemory: database.prepare(`${SELECT_MEMORY} where m.id = ?`),
    oneState: database.prepare('select state from memories where id = ?'),
    oneUse: database.prepare('select count from uses where id = ? and window = ?'),
    relationsOf: database.prepare(
      `${SELECT_RELATION} where source = ?1 or target = ?1 ${RELATION_ORDER}`,
    ),
    applied: database.prepare('insert or ignore into applied values (?)'),
    memory: database.prepare('insert or replace into memories values (?, ?, ?, ?, ?, ?, ?, ?)'),
    version: database.prepare('insert or ignore into versions values (?, ?, ?)'),
    presentVersion: database.prepare(
      `insert into versions values (?, ?, ?)
       on conflict do update set content = excluded.content`,
    ),
    relation: database.prepare(
      `insert into relations values (?, ?, ?, ?)
       on conflict do update set strength = max(strength, excluded.strength)`,
    ),
    use: database.prepare(
      `insert into uses values (?, ?, ?, ?) on conflict do update
       set count = max(count, excluded.count), at = max(at, excluded.at)`,
    ),
    unknown: database.prepare('insert or ignore into unknown values (?, ?)'),
  };
}
