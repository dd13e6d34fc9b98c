// A repository by its address: fetched without running anything of it, and checked out anew for each task.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { MemfunError } from '../../core/index.js';
import { gitReason, isRunning, runGuardedGit } from '../../processes/index.js';
import { UsageError } from '../arguments.js';

/** The repository does not answer, or has no such commit. */
export class CheckoutError extends MemfunError {
  readonly code = 'cli.checkout';
}

const REF = /^(?!-)[\w./+@-]{1,200}$/;
const HASH = /^[0-9a-f]{7,64}$/;
const TIMEOUT_MS = 10 * 60_000;
const MAX_BYTES = 1024 * 1024;

/** Whose something is: other machines, and containers with process numbers of their own, may share the storage. */
const HERE = digest(hostname()).slice(0, 8);
const OWNED = /^(?:work|refs\/memfun\/)-?(?<here>[0-9a-f]{8})-(?<pid>\d+)-/;

/**
 * What is fetched of one address is shared by all workers that use the same storage. A checkout is a repository of its
 * own that borrows those objects, so that nothing which one worker makes or clears away is in another's way.
 */
export class Checkouts {
  static #opened = 0;
  readonly #url: string;
  readonly #ref: string;
  readonly #folder: string;
  /** Of this one alone: two that fetched into one reference would be refused its lock, or take each other's commit. */
  readonly #fetched = `refs/memfun/${HERE}-${process.pid}-${++Checkouts.#opened}`;
  /** Fetching, one at a time. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(url: string, ref: string, folder: string) {
    this.#url = url;
    this.#ref = ref;
    this.#folder = folder;
  }

  /** @param address `URL` or `URL#REF` @param storage where checkouts lie @throws UsageError, CheckoutError */
  static async open(address: string, storage: string, signal: AbortSignal): Promise<Checkouts> {
    const [url = '', ref = 'HEAD'] = address.split('#');
    if (url === '' || url.startsWith('-') || !REF.test(ref))
      throw new UsageError(
        `"${address}" is no repository.`,
        'Write its address, and after "#" a branch, tag or commit.',
      );
    const folder = path.join(storage, 'checkouts', digest(url).slice(0, 16));
    const checkouts = new Checkouts(url, ref, folder);
    await checkouts.#found(signal);
    await checkouts.#fetch(ref, checkouts.#fetched, signal);
    // Only now: what those that were killed had fetched is not fetched once more.
    await checkouts.#clearAway(signal);
    return checkouts;
  }

  get #shared(): string {
    return path.join(this.#folder, 'repository');
  }

  /**
   * A folder with the files of a commit, or of the newest one of the reference. It is the caller's own until closed.
   * @throws CheckoutError
   */
  async checkout(
    commit: string | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly folder: string; close(): Promise<void> }> {
    const wanted = await this.#alone(() => this.#commit(commit ?? this.#ref, signal));
    const folder = await mkdtemp(path.join(this.#folder, `work-${HERE}-${process.pid}-`));
    const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      await this.#fill(folder, wanted, signal);
    } catch (error) {
      await close();
      throw error;
    }
    return { folder, close };
  }

  /** Made beside its place and moved there whole, so that two may begin at the same moment. */
  async #found(signal: AbortSignal): Promise<void> {
    if (existsSync(this.#shared)) return;
    await mkdir(this.#folder, { recursive: true });
    const made = await mkdtemp(path.join(this.#folder, `work-${HERE}-${process.pid}-`));
    try {
      await this.#git(made, ['init', '--quiet', '--bare', '--template='], signal);
      await rename(made, this.#shared);
    } catch (error) {
      await rm(made, { recursive: true, force: true });
      if (!existsSync(this.#shared)) throw error;
    }
  }

  async #fill(folder: string, commit: string, signal: AbortSignal): Promise<void> {
    await this.#git(folder, ['init', '--quiet', '--template='], signal);
    const info = path.join(folder, '.git', 'objects', 'info');
    await mkdir(info, { recursive: true });
    await writeFile(path.join(info, 'alternates'), `${path.join(this.#shared, 'objects')}\n`);
    await this.#git(folder, ['checkout', '--quiet', '--force', '--detach', commit], signal);
  }

  /** A commit that is here need not be asked for. What a name stands for, only the repository itself knows. */
  async #commit(ref: string, signal: AbortSignal): Promise<string> {
    if (!REF.test(ref)) throw new CheckoutError(`"${ref}" is no commit.`);
    if (!HASH.test(ref)) {
      await this.#fetch(ref, this.#fetched, signal);
      return this.#git(this.#shared, ['rev-parse', '--verify', this.#fetched], signal);
    }
    const known = await this.#known(ref, signal);
    if (known !== undefined) return known;
    await this.#fetch('refs/heads/*', `${this.#fetched}-heads/*`, signal);
    const fetched = await this.#known(ref, signal);
    if (fetched !== undefined) return fetched;
    throw new CheckoutError(`The commit ${ref} is not in ${this.#url}.`, {
      remedy: 'Push it, then put the task back.',
    });
  }

  async #known(hash: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      return await this.#git(this.#shared, ['rev-parse', '--verify', `${hash}^{commit}`], signal);
    } catch (error) {
      if (error instanceof CheckoutError) return undefined;
      throw error;
    }
  }

  async #fetch(ref: string, into: string, signal: AbortSignal): Promise<void> {
    const how = ['--quiet', '--no-tags', '--no-write-fetch-head'];
    await this.#git(this.#shared, ['fetch', ...how, '--', this.#url, `+${ref}:${into}`], signal);
  }

  /** References and folders of processes of this machine that are gone. The objects stay. */
  async #clearAway(signal: AbortSignal): Promise<void> {
    for (const name of await readdir(this.#folder))
      if (isLeft(name)) await rm(path.join(this.#folder, name), { recursive: true, force: true });
    const list = ['for-each-ref', '--format=%(refname)', 'refs/memfun/'];
    const refs = (await this.#git(this.#shared, list, signal)).split('\n').filter(isLeft);
    // Another that begins now clears away the same: whichever comes second finds nothing.
    for (const ref of refs)
      await this.#git(this.#shared, ['update-ref', '-d', ref], signal).catch(ignoreRefusal);
  }

  /** @returns what it has printed */
  async #git(cwd: string, args: readonly string[], signal: AbortSignal): Promise<string> {
    const ended = await runGuardedGit(
      {
        reach: 'remotes',
        settings: ['advice.detachedHead=false'],
        args,
        cwd,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
      },
      signal,
    );
    if (ended.exitCode === 0) return ended.stdout.toString('utf8').trim();
    throw new CheckoutError(`${this.#url} cannot be checked out: ${gitReason(ended)}`, {
      remedy: 'Check the address and the reference, and whether "git ls-remote" with it works.',
    });
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isLeft(name: string): boolean {
  const { here, pid } = OWNED.exec(name)?.groups ?? {};
  return here === HERE && pid !== undefined && !isRunning(Number(pid));
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof CheckoutError)) throw error;
}
