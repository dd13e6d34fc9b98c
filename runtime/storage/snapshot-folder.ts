// Snapshots beside the segments of a log: found, checked, written under new names, and what they replace removed.
import type { Clock } from '../core/index.js';
import { toErrorInfo } from '../core/index.js';
import type { FileStore, LogDamage, LogPoints, LogSnapshot, LogSnapshots } from '../ports/index.js';
import { FileMissingError } from '../ports/index.js';
import { stampMs } from './hlc.js';
import { covers, pointAt } from './log-points.js';
import { parseSegmentName } from './segment-file.js';
import type { SegmentReader } from './segment-reader.js';
import { decodeSnapshot, encodeSnapshot, parseSnapshotName } from './snapshot-file.js';

const DUE_OPERATIONS = 500;
const DUE_BYTES = 1_000_000;
/** Nothing is removed before it is this old: a slow reader may still need it. */
const GRACE_MS = 600_000;
/** A log that has not been read for so long may have missed operations that a snapshot holds alone. */
const SLEPT_MS = GRACE_MS / 2;
const ASIDE = 'damaged';

export interface SnapshotFolderOptions {
  readonly files: FileStore;
  readonly dir: string;
  readonly prefix: string;
  readonly clock: Clock;
}

interface Found {
  readonly file: string;
  readonly hlc: string;
}

export class SnapshotFolder implements LogSnapshots {
  readonly #options: SnapshotFolderOptions;
  readonly #reader: SegmentReader;
  readonly #damage = new Map<string, LogDamage>();
  /** Files whose operations the reader holds. */
  readonly #known = new Set<string>();
  /** Files that a later version has written. */
  readonly #later = new Set<string>();
  #lastReading: number | undefined;
  #slept = false;

  constructor(options: SnapshotFolderOptions, reader: SegmentReader) {
    this.#options = options;
    this.#reader = reader;
  }

  damage(): readonly LogDamage[] {
    return [...this.#damage.values()];
  }

  /** To be called before every reading of the log. */
  noteReading(): void {
    const now = this.#options.clock.now();
    if (this.#lastReading !== undefined && now - this.#lastReading > SLEPT_MS) this.#slept = true;
    this.#lastReading = now;
  }

  async *newestFirst(): AsyncIterable<LogSnapshot> {
    for (const { file } of await this.#list()) {
      const snapshot = await this.#read(file);
      if (snapshot !== undefined) yield snapshot;
    }
  }

  async unread({ thorough }: { readonly thorough: boolean }): Promise<readonly LogSnapshot[]> {
    if (!thorough && !this.#slept) return [];
    const missing: LogSnapshot[] = [];
    for (const { file } of await this.#list()) {
      if (this.#known.has(file)) continue;
      const snapshot = await this.#read(file);
      if (snapshot === undefined) continue;
      if (covers(this.points(), snapshot.points)) this.#known.add(file);
      else missing.push(snapshot);
    }
    this.#slept = false;
    return missing;
  }

  resume({ name, points }: LogSnapshot): void {
    this.#known.add(name);
    this.#reader.resume(points);
  }

  points(): LogPoints {
    return this.#reader.points();
  }

  due(): boolean {
    const { operations, bytes } = this.#reader.volume;
    return operations >= DUE_OPERATIONS || bytes >= DUE_BYTES;
  }

  settled(): void {
    this.#reader.restartVolume();
  }

  async write(snapshot: Omit<LogSnapshot, 'name'> & { readonly hlc: string }): Promise<void> {
    const { files, dir, prefix } = this.#options;
    // Counted anew also when it fails: trying again with every change would cost more than it is worth.
    this.#reader.restartVolume();
    const { name, data } = await encodeSnapshot(snapshot);
    const file = `${prefix}${name}`;
    try {
      await files.ensureDir(dir);
      await files.write(`${dir}/${file}`, data);
      this.#known.add(file);
      this.#damage.delete(dir);
    } catch (error) {
      await files.remove(`${dir}/${file}`).catch(() => undefined);
      const reason = `no snapshot could be written, opening takes longer: ${toErrorInfo(error).message}`;
      this.#damage.set(dir, { file: dir, reason });
    }
  }

  async tidy({ schema }: { readonly schema: number }): Promise<void> {
    const found = await this.#list();
    const valid: (Found & { readonly points: LogPoints })[] = [];
    for (const one of found) {
      const snapshot = await this.#read(one.file);
      if (snapshot === undefined || snapshot.schema > schema) continue;
      valid.push({ ...one, points: snapshot.points });
    }
    for (const { file } of found) await this.#setAside(file);
    const [newest, older, ...rest] = valid;
    if (newest === undefined || older === undefined || !this.#isOld(stampMs(older.hlc))) return;
    for (const { file, hlc, points } of rest) {
      const superfluous = covers(newest.points, points) && covers(older.points, points);
      if (superfluous && this.#isOld(stampMs(hlc))) await this.#remove(file);
    }
    await this.#removeSegments(newest.points, older.points);
  }

  /** Segments that both snapshots hold. Those that are damaged are held by none. */
  async #removeSegments(newest: LogPoints, older: LogPoints): Promise<void> {
    const { files, dir, prefix } = this.#options;
    for (const name of await this.#names()) {
      const parsed = parseSegmentName(name.slice(prefix.length));
      if (parsed === undefined) continue;
      const { window, segment, count } = parsed;
      if (count > pointAt(newest, window, segment) || count > pointAt(older, window, segment)) {
        continue;
      }
      const stat = await files.stat(`${dir}/${name}`).catch(() => undefined);
      if (stat !== undefined && this.#isOld(stat.mtime)) await this.#remove(name);
    }
  }

  /** A damaged snapshot is moved out of the way, once it is certain that nobody is still writing it. */
  async #setAside(file: string): Promise<void> {
    const { files, dir } = this.#options;
    const damage = this.#damage.get(file);
    if (damage === undefined || this.#later.has(file)) return;
    try {
      const stat = await files.stat(`${dir}/${file}`);
      if (stat === undefined || !this.#isOld(stat.mtime)) return;
      await files.ensureDir(`${dir}/${ASIDE}`);
      await files.write(`${dir}/${ASIDE}/${file}`, await files.read(`${dir}/${file}`));
      await files.remove(`${dir}/${file}`);
      this.#damage.set(file, { file: `${ASIDE}/${file}`, reason: damage.reason });
    } catch {
      // It stays where it is, and is ignored there.
    }
  }

  async #read(file: string): Promise<LogSnapshot | undefined> {
    const { files, dir, prefix } = this.#options;
    try {
      const data = await files.read(`${dir}/${file}`);
      const decoded = await decodeSnapshot(file.slice(prefix.length), data);
      if ('points' in decoded) {
        this.#damage.delete(file);
        return { ...decoded, name: file };
      }
      if (decoded.later) this.#later.add(file);
      this.#damage.set(file, { file, reason: decoded.reason });
    } catch (error) {
      if (error instanceof FileMissingError) {
        this.#damage.delete(file);
        return undefined;
      }
      const reason = `it cannot be read: ${toErrorInfo(error).message}`;
      this.#damage.set(file, { file, reason });
    }
    return undefined;
  }

  /** Newest first. */
  async #list(): Promise<readonly Found[]> {
    const { prefix } = this.#options;
    const names = await this.#names();
    return names
      .flatMap((file) => {
        const parsed = parseSnapshotName(file.slice(prefix.length));
        if (parsed !== undefined) return [{ file, hlc: parsed.hlc }];
        const reason = 'its name has an unknown form';
        if (file.startsWith(`${prefix}snap-`)) this.#damage.set(file, { file, reason });
        return [];
      })
      .sort((a, b) => (a.hlc < b.hlc ? 1 : -1));
  }

  /** A folder that cannot be listed is reported by the reader of the segments. */
  async #names(): Promise<readonly string[]> {
    const { files, dir, prefix } = this.#options;
    const entries = await files.list(dir).catch(() => []);
    return entries
      .filter(({ name, kind }) => kind === 'file' && name.startsWith(prefix))
      .map(({ name }) => name);
  }

  async #remove(file: string): Promise<void> {
    await this.#options.files.remove(`${this.#options.dir}/${file}`).catch(() => undefined);
  }

  #isOld(ms: number): boolean {
    return this.#options.clock.now() - ms >= GRACE_MS;
  }
}
