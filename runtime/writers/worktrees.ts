// Checkouts for writers that run commands: git worktrees in a folder of Memfun's own, with all that is not committed.
import { lstat, mkdir, readlink, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Overlay, stepsOf } from '../changes/index.js';
import { type Clock, isAbort, throwIfAborted } from '../core/index.js';
import { type FileChange, FileMissingError } from '../ports/index.js';
import { createNodeFileStore } from '../storage/index.js';
import { BaseRecord, isFile, type RecordedFile } from './base-record.js';
import { WorktreeError } from './errors.js';
import { namesOf, runGit } from './git.js';
import type { Collected, DirectGround } from './grounds.js';
import { checkoutOf, dropLease, type Lease, sweepLeases, takeLease } from './leases.js';
import { contentOf } from './merge-in.js';
import { isOutput } from './outputs.js';
import type { LeftOut } from './types.js';

export interface Worktrees {
  /**
   * A checkout of the workspace as the overlay shows it.
   * @throws WorktreeError, AbortedError; nothing is left behind then
   */
  open(base: Overlay, signal: AbortSignal): Promise<DirectGround>;
}

export interface WorktreesOptions {
  /** Folder of the workspace on this disk. */
  readonly workspace: string;
  /** Folder of Memfun's own on this disk, for nothing else. */
  readonly place: string;
  readonly clock: Clock;
  readonly nextId: () => string;
}

/** More files are not copied: the tasks run one after the other then. */
const MAX_FILES = 50_000;
const COPIES_AT_ONCE = 16;
/** Folders of dependencies that git ignores: tests need them, so a link leads to the user's own. */
const DEPENDENCIES = new Set(['node_modules', '.venv', 'venv', 'vendor']);

/**
 * Removes what dead processes have left in the place, then looks for a repository.
 * @returns `undefined` where no checkout can be made: no git, no repository, no commit
 * @throws AbortedError
 */
export async function openWorktrees(
  options: WorktreesOptions,
  signal: AbortSignal,
): Promise<Worktrees | undefined> {
  const { workspace, place, clock } = options;
  await sweepLeases(place, clock.now());
  try {
    const args = ['rev-parse', '--path-format=absolute', '--show-toplevel', '--git-common-dir'];
    const [top = '', common = ''] = (await runGit({ cwd: workspace, args }, signal))
      .toString('utf8')
      .split('\n');
    await runGit(
      { cwd: workspace, args: ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'] },
      signal,
    );
    const relative = path.relative(top, place);
    // In the project itself the checkout would be a part of what it is a checkout of.
    if (top === '' || !(relative.startsWith('..') || path.isAbsolute(relative))) return undefined;
    return new RepositoryWorktrees({ ...options, top, common });
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    return undefined;
  }
}

class RepositoryWorktrees implements Worktrees {
  readonly #prefix: string;

  constructor(
    private readonly options: WorktreesOptions & { readonly top: string; readonly common: string },
  ) {
    this.#prefix = path.relative(options.top, options.workspace).split(path.sep).join('/');
  }

  async open(base: Overlay, signal: AbortSignal): Promise<DirectGround> {
    const { place, nextId, common, clock } = this.options;
    const lease = await takeLease(place, nextId(), common, clock.now());
    try {
      return await this.#fill(lease, base, signal);
    } catch (thrown) {
      await dropLease(lease).catch(() => undefined);
      if (isAbort(thrown) || thrown instanceof WorktreeError) throw thrown;
      throw new WorktreeError('its files could not be written', thrown);
    }
  }

  async #fill(lease: Lease, base: Overlay, signal: AbortSignal): Promise<DirectGround> {
    const { top, common } = this.options;
    const checkout = checkoutOf(lease);
    const add = ['worktree', 'add', '--quiet', '--detach', '--no-checkout', checkout, 'HEAD'];
    await runGit({ cwd: top, args: add }, signal);
    await runGit({ cwd: checkout, args: ['read-tree', 'HEAD'] }, signal);
    const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const names = new Set(namesOf(await runGit({ cwd: top, args: list }, signal)));
    for (const { path: name } of base.changes()) names.add(this.#inRepository(name));
    if (names.size > MAX_FILES) {
      throw new WorktreeError(`the project has more than ${MAX_FILES} files`);
    }
    await inGroups([...names], (name) => this.#copy(name, checkout, base, signal));
    await this.#linkDependencies(checkout, signal);
    const record = new BaseRecord(path.join(lease.folder, 'base.git'), checkout);
    await record.take(path.join(common, 'info/exclude'), signal);
    return new Checkout(lease, path.join(checkout, this.#prefix), this.#prefix, record);
  }

  /** One file as the turn sees it: with what is not saved, not committed, not applied. */
  async #copy(name: string, checkout: string, base: Overlay, signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    const from = path.join(this.options.top, name);
    const to = path.join(checkout, name);
    const info = await lstat(from).catch(() => undefined);
    if (info?.isDirectory() === true) return; // another repository
    await mkdir(path.dirname(to), { recursive: true });
    if (info?.isSymbolicLink() === true) return symlink(await readlink(from), to);
    const mode = info === undefined ? 0o666 : info.mode & 0o777;
    const content = await this.#read(name, base, signal);
    if (content !== undefined) await writeFile(to, content, { mode: mode | 0o600 });
  }

  async #read(name: string, base: Overlay, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const own = inFolder(this.#prefix, name);
    try {
      if (own !== undefined) return await base.read(own, signal);
      return await createNodeFileStore(this.options.top).read(name, signal);
    } catch (thrown) {
      if (thrown instanceof FileMissingError) return undefined;
      throw thrown;
    }
  }

  async #linkDependencies(checkout: string, signal: AbortSignal): Promise<void> {
    const { top } = this.options;
    const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
    const ignored = namesOf(await runGit({ cwd: top, args }, signal));
    for (const name of ignored) {
      const plain = name.replace(/\/$/, '');
      if (plain === name || !DEPENDENCIES.has(path.posix.basename(plain))) continue;
      const link = path.join(checkout, plain);
      await mkdir(path.dirname(link), { recursive: true });
      await symlink(path.join(top, plain), link, 'junction').catch(() => undefined);
    }
  }

  #inRepository(name: string): string {
    return this.#prefix === '' ? name : `${this.#prefix}/${name}`;
  }
}

class Checkout implements DirectGround {
  readonly kind = 'worktree';
  readonly overlay: Overlay;
  /** What tools have written, of the checkout. */
  readonly #written = new Set<string>();
  readonly #files;

  constructor(
    private readonly lease: Lease,
    readonly root: string,
    private readonly prefix: string,
    private readonly record: BaseRecord,
  ) {
    this.#files = createNodeFileStore(root);
    this.overlay = new Overlay({ workspace: this.#files });
  }

  settle(signal: AbortSignal): Promise<void> {
    return this.overlay.exclusive(async () => {
      for (const { path: name, after } of stepsOf(this.overlay.changes())) {
        throwIfAborted(signal);
        if (after === undefined) await this.#files.remove(name);
        else await this.#files.write(name, after);
        this.#written.add(this.prefix === '' ? name : `${this.prefix}/${name}`);
      }
      this.overlay.reset();
    });
  }

  async collect(outputs: readonly string[], signal: AbortSignal): Promise<Collected> {
    await this.settle(signal);
    const also: string[] = [];
    for (const name of this.#written) {
      const own = inFolder(this.prefix, name) ?? '';
      if ((await this.#files.stat(own)) !== undefined) also.push(name);
    }
    const changes: FileChange[] = [];
    const leftOut: LeftOut[] = [];
    for (const file of await this.record.changed(also, signal)) {
      const { change, reason } = this.#judge(file, outputs);
      if (change !== undefined) changes.push(change);
      if (reason !== undefined) leftOut.push({ path: file.path, reason });
    }
    return { changes, leftOut };
  }

  /** Only what the writer itself has changed is brought to the turn's state: the rest of its checkout stays. */
  async moveOn(turn: Overlay, files: readonly string[], signal: AbortSignal): Promise<void> {
    for (const name of files) {
      const content = await contentOf(turn, name);
      if (content === undefined) await this.#files.remove(name);
      else await this.#files.write(name, content);
    }
    this.overlay.reset();
    await this.record.retake(signal);
  }

  async remove(): Promise<void> {
    await dropLease(this.lease).catch(() => undefined);
  }

  #judge(
    file: RecordedFile,
    outputs: readonly string[],
  ): { readonly change?: FileChange | undefined; readonly reason?: string } {
    const { before, after, modes } = file;
    const name = inFolder(this.prefix, file.path);
    const from = file.from === undefined ? undefined : inFolder(this.prefix, file.from);
    if (name === undefined) return { reason: 'it lies outside of the workspace folder' };
    if (modes.some((mode) => mode !== '000000' && !isFile(mode))) {
      return { reason: 'links and other repositories are not taken over' };
    }
    const isNew = before === undefined;
    if (isNew && !this.#written.has(file.path) && !isOutput(outputs, name)) {
      return { reason: 'a command made it, and it is not among the outputs of the task' };
    }
    const executable = after !== undefined && modes[1] === '100755' && modes[0] !== '100755';
    const change = changeOf({ name, from, before, after });
    if (!executable) return { change };
    return { change, reason: 'it was made executable, which is not taken over' };
  }
}

function changeOf(file: {
  readonly name: string;
  readonly from: string | undefined;
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
}): FileChange | undefined {
  const { name: path, from, before, after } = file;
  if (before === undefined) {
    return after === undefined ? undefined : { kind: 'create', path, before, after };
  }
  if (after === undefined) return { kind: 'delete', path, before, after };
  if (from !== undefined) return { kind: 'move', path, from, before, after };
  return Buffer.compare(before, after) === 0 ? undefined : { kind: 'modify', path, before, after };
}

/** The path relative to a folder; `undefined` when it lies elsewhere. */
function inFolder(folder: string, name: string): string | undefined {
  if (folder === '') return name;
  return name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : undefined;
}

async function inGroups(
  names: readonly string[],
  work: (name: string) => Promise<void>,
): Promise<void> {
  const rest = names[Symbol.iterator]();
  const one = async (): Promise<void> => {
    for (const name of rest) await work(name);
  };
  await Promise.all(Array.from({ length: COPIES_AT_ONCE }, one));
}
