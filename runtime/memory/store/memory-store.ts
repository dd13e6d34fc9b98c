// One log with its index: a change is durable first, then visible.
import type { KnowledgeBase, LogDamage } from '../../ports/index.js';
import type { HybridClock } from '../../storage/index.js';
import { inSlices } from '../slices.js';
import { MemoryIndex } from './memory-index.js';
import type { MemoryChange, StampedChange } from './operations.js';
import { encodeChange } from './operations.js';

export class MemoryStore {
  readonly #log: KnowledgeBase;
  readonly #hlc: HybridClock;
  readonly index: MemoryIndex;

  private constructor(log: KnowledgeBase, hlc: HybridClock, index: MemoryIndex) {
    this.#log = log;
    this.#hlc = hlc;
    this.index = index;
  }

  /** Builds the index from the log. Damage in the log is reported by `damage`, never thrown. */
  static async open(log: KnowledgeBase, hlc: HybridClock, assetsDir: string): Promise<MemoryStore> {
    const store = new MemoryStore(log, hlc, await MemoryIndex.open(assetsDir));
    await store.refresh();
    return store;
  }

  /** Takes over what other windows have written. @returns the ids that may have changed */
  async refresh(): Promise<ReadonlySet<string>> {
    const operations = await this.#log.readNew();
    for (const { hlc } of operations) this.#hlc.observe(hlc);
    const changed = new Set<string>();
    await inSlices(operations, (slice) => {
      for (const id of this.index.apply(slice)) changed.add(id);
    });
    return changed;
  }

  /**
   * Writes changes as one batch, then applies them.
   * @throws whatever the log throws when they are not durable; then nothing has changed
   */
  async commit(changes: readonly MemoryChange[]): Promise<ReadonlySet<string>> {
    return this.write(changes.map((change) => ({ hlc: this.#hlc.next(), change })));
  }

  /** Writes changes that were made elsewhere, with the stamps that they had, as one batch. @throws as `commit` */
  async write(changes: readonly StampedChange[]): Promise<ReadonlySet<string>> {
    const operations = changes.map(({ hlc, change }) => ({ hlc, body: encodeChange(change) }));
    for (const { hlc } of operations) this.#hlc.observe(hlc);
    await this.#log.append(operations);
    this.index.apply(operations);
    // A refresh meanwhile may have applied them already: what changed is known from the changes themselves.
    return new Set(
      changes.map(({ change }) => (change.kind === 'relate' ? change.from : change.id)),
    );
  }

  onForeignChange(handler: () => void): { dispose(): void } {
    return this.#log.onForeignChange(handler);
  }

  damage(): readonly LogDamage[] {
    const unknown = this.index.unknownOperations;
    if (unknown === 0) return this.#log.damage();
    const reason = `${unknown} operations are of a form that this version does not know; they are kept, not applied`;
    return [...this.#log.damage(), { file: 'log', reason }];
  }

  async close(): Promise<void> {
    await this.#log.close();
    this.index.close();
  }
}
