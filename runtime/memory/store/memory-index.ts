// The materialised state of one log in SQLite: applies operations in any order, answers what is remembered.
import type { Database, SqlValue, Statement } from 'sql.js';
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
  #unknown = 0;

  private constructor(database: Database) {
    this.#database = database;
    this.#statements = prepare(database);
  }

  /** @throws MemoryIndexError */
  static async open(assetsDir: string): Promise<MemoryIndex> {
    return new MemoryIndex(await openDatabase(assetsDir));
  }

  /** Operations of a form that this version does not know: kept in the log, not applied. */
  get unknownOperations(): number {
    return this.#unknown;
  }

  /** Applies what was not applied yet. @returns the ids of memories that may have changed */
  apply(operations: readonly LogOperation[]): ReadonlySet<string> {
    const changed = new Set<string>();
    const states = new Map<string, MemoryState>();
    this.#database.run('begin');
    try {
      for (const { hlc, body } of operations) {
        this.#statements.applied.run([hlc]);
        if (this.#database.getRowsModified() === 0) continue;
        const operation = decodeOperation(body);
        if (operation === undefined) this.#unknown++;
        else changed.add(this.#applyOne(operation, hlc, states));
      }
      for (const [id, state] of states) this.#writeState(id, state);
      this.#database.run('commit');
    } catch (error) {
      this.#database.run('rollback');
      throw error;
    }
    return changed;
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
    return Number(this.#rows('select count(*) from applied', [])[0]?.[0] ?? 0);
  }

  /** Everything that the state consists of, in a fixed order: equal for indexes that hold the same. */
  dump(): string {
    const tables = [
      'memories order by id',
      'versions order by id, hlc',
      'relations order by source, target, kind',
      'uses order by id, window',
      'applied order by hlc',
    ];
    return JSON.stringify(tables.map((table) => this.#rows(`select * from ${table}`, [])));
  }

  close(): void {
    for (const statement of Object.values(this.#statements)) statement.free();
    this.#database.close();
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
  };
}
