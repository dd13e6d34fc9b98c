// The materialised state of one log in SQLite: applies operations in any order, answers what is remembered.
import type { Database, SqlValue, Statement } from 'sql.js';
import type { Json } from '../../core/index.js';
import type { LogOperation } from '../../ports/index.js';
import { stampMs } from '../../storage/index.js';
import type { Memory, MemoryRelation, MemoryVersion } from '../model.js';
import { relationKindSchema } from '../model.js';
import { openDatabase } from './database.js';
import type { MemoryFields, MemoryOperation } from './operations.js';
import { decodeOperation } from './operations.js';
import type { MemoryState } from './state.js';
import { memoryOf, mergeFields } from './state.js';

const SELECT_MEMORY = `
select m.id, m.state,
  (select count(*) from versions v where v.id = m.id) as versions,
  (select coalesce(sum(u.count), 0) from uses u where u.id = m.id) as uses,
  (select max(u.at) from uses u where u.id = m.id) as last_used
from memories m`;

export class MemoryIndex {
  readonly #database: Database;
  readonly #statements: Statements;

  private constructor(database: Database) {
    this.#database = database;
    this.#statements = prepare(database);
  }

  /**
   * Empty, or from what `export` gave.
   * @throws MemoryIndexError
   * @throws Error when the bytes are not of this version's schema
   */
  static async open(assetsDir: string, bytes?: Uint8Array): Promise<MemoryIndex> {
    const index = new MemoryIndex(await openDatabase(assetsDir, bytes));
    if (bytes !== undefined) index.#applyKnown();
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
  apply(operations: readonly LogOperation[]): ReadonlySet<string> {
    return this.#inTransaction(() => {
      const changed = new Set<string>();
      const states = new Map<string, MemoryState>();
      for (const { hlc, body } of operations) {
        this.#statements.applied.run([hlc]);
        if (this.#database.getRowsModified() === 0) continue;
        const operation = decodeOperation(body);
        if (operation === undefined) this.#statements.unknown.run([hlc, JSON.stringify(body)]);
        else changed.add(this.#applyOne(operation, hlc, states));
      }
      for (const [id, state] of states) this.#writeState(id, state);
      return changed;
    });
  }

  get(id: string): Memory | undefined {
    return this.#memories(`${SELECT_MEMORY} where m.id = ?`, [id])[0];
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
    return this.#rows('select hlc, content from versions where id = ? order by hlc', [id]).map(
      ([hlc, content], index) => ({
        version: index + 1,
        content: String(content),
        at: stampMs(String(hlc)),
      }),
    );
  }

  /** To and from one memory, or all. */
  relations(id?: string): readonly MemoryRelation[] {
    const some = id === undefined ? '' : 'where source = ?1 or target = ?1';
    const sql = `select source, target, kind, strength from relations ${some}
      order by source, target, kind`;
    return this.#rows(sql, id === undefined ? [] : [id]).map(([from, to, kind, strength]) => ({
      from: String(from),
      to: String(to),
      kind: relationKindSchema.parse(kind),
      strength: Number(strength),
    }));
  }

  uses(id: string, window: string): number {
    const rows = this.#rows('select count from uses where id = ? and window = ?', [id, window]);
    return Number(rows[0]?.[0] ?? 0);
  }

  operations(): number {
    return this.#count('applied');
  }

  /**
   * Takes over what another index knows and this one does not.
   * @param bytes what its `export` gave
   * @returns the ids of memories that may have changed
   * @throws Error when the bytes are not of this version's schema
   */
  async merge(assetsDir: string, bytes: Uint8Array): Promise<ReadonlySet<string>> {
    const other = await MemoryIndex.open(assetsDir, bytes);
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
      const theirs = Object.entries(JSON.parse(String(state)) as MemoryState);
      const mine = this.#readState(String(id));
      const merged = theirs.reduce(
        (sum, [name, [value, hlc]]) => mergeFields(sum, { [name]: value }, hlc),
        mine,
      );
      if (merged === mine) continue;
      this.#writeState(String(id), merged);
      changed.add(String(id));
    }
    const { applied, version, relation, use, unknown } = this.#statements;
    const tables = { applied, versions: version, relations: relation, uses: use, unknown };
    for (const [table, statement] of Object.entries(tables)) {
      for (const row of other.#rows(`select * from ${table}`, [])) {
        statement.run([...row]);
        const named = table === 'versions' || table === 'relations' || table === 'uses';
        if (named && this.#database.getRowsModified() > 0) changed.add(String(row[0]));
      }
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
      return from;
    }
    const { id } = operation;
    if (operation.kind === 'use') {
      this.#statements.use.run([id, operation.window, operation.count, stampMs(hlc)]);
      return id;
    }
    const fields = operation.fields as Partial<MemoryFields>;
    states.set(id, mergeFields(states.get(id) ?? this.#readState(id), fields, hlc));
    if (fields.content !== undefined) this.#statements.version.run([id, hlc, fields.content]);
    return id;
  }

  #readState(id: string): MemoryState {
    const [row] = this.#rows('select state from memories where id = ?', [id]);
    return row === undefined ? {} : (JSON.parse(String(row[0])) as MemoryState);
  }

  #writeState(id: string, state: MemoryState): void {
    // Keys in one order, so that equal states are equal texts.
    const sorted = Object.fromEntries(Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1)));
    this.#statements.memory.run([
      id,
      state.layer?.[0] ?? null,
      state.category?.[0] ?? null,
      state.subject?.[0] ?? null,
      state.status?.[0] ?? 'active',
      state.createdAt?.[0] ?? null,
      state.expiresAt?.[0] ?? null,
      JSON.stringify(sorted),
    ]);
  }

  #memories(sql: string, values: readonly SqlValue[]): readonly Memory[] {
    return this.#rows(sql, values).flatMap(([id, state, versions, uses, lastUsed]) => {
      const counts = {
        versions: Number(versions),
        uses: Number(uses),
        ...(lastUsed === null || lastUsed === undefined ? {} : { lastUsedAt: Number(lastUsed) }),
      };
      const memory = memoryOf(String(id), JSON.parse(String(state)) as MemoryState, counts);
      return memory === undefined ? [] : [memory];
    });
  }

  #rows(sql: string, values: readonly SqlValue[]): readonly (readonly SqlValue[])[] {
    return this.#database.exec(sql, [...values])[0]?.values ?? [];
  }
}

interface Statements {
  readonly applied: Statement;
  readonly memory: Statement;
  readonly version: Statement;
  readonly relation: Statement;
  readonly use: Statement;
  readonly unknown: Statement;
}

function prepare(database: Database): Statements {
  return {
    applied: database.prepare('insert or ignore into applied values (?)'),
    memory: database.prepare('insert or replace into memories values (?, ?, ?, ?, ?, ?, ?, ?)'),
    version: database.prepare('insert or ignore into versions values (?, ?, ?)'),
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
