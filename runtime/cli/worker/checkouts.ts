// A repository by its address: fetched without running anything of it, and checked out anew for each task.
import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { MemfunError } from '../../core/index.js';
import { gitReason, runGuardedGit } from '../../processes/index.js';
import { UsageError } from '../arguments.js';

/** The repository does not answer, or has no such commit. */
export class CheckoutError extends MemfunError {
  readonly code = 'cli.checkout';
}

const REF = /^(?!-)[\w./+@-]{1,200}$/;
const TIMEOUT_MS = 10 * 60_000;
const MAX_BYTES = 1024 * 1024;
const MOST_TRIES = 5;

export class Checkouts {
  readonly #url: string;
  readonly #ref: string;
  readonly #folder: string;
  /** Fetching and making of work trees, one at a time: git locks the repository. */
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;

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
    const name = createHash('sha256').update(url).digest('hex').slice(0, 16);
    const checkouts = new Checkouts(url, ref, path.join(storage, 'checkouts', name));
    await mkdir(checkouts.#bare, { recursive: true });
    await checkouts.#git(['init', '--quiet', '--bare', '--template=', checkouts.#bare], signal);
    await checkouts.#fetch(ref, signal);
    return checkouts;
  }

  get #bare(): string {
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
    const folder = path.join(this.#folder, `work-${process.pid}-${++this.#count}`);
    await this.#alone(async () => {
      if (commit === undefined) await this.#fetch(this.#ref, signal);
      else await this.#need(commit, signal);
      await this.#add(folder, commit ?? 'FETCH_HEAD', signal);
    });
    return {
      folder,
      close: async () => {
        await rm(folder, { recursive: true, force: true });
      },
    };
  }

  /** Another worker that prunes at this moment may take away what is only half made: then once more. */
  async #add(folder: string, at: string, signal: AbortSignal): Promise<void> {
    for (let left = MOST_TRIES; ; left--) {
      try {
        await rm(folder, { recursive: true, force: true });
        await this.#git(['worktree', 'prune'], signal);
        await this.#git(['worktree', 'add', '--quiet', '--force', '--detach', folder, at], signal);
        return;
      } catch (error) {
        if (left === 1 || !(error instanceof CheckoutError)) throw error;
      }
    }
  }

  async #need(commit: string, signal: AbortSignal): Promise<void> {
    if (!REF.test(commit)) throw new CheckoutError(`"${commit}" is no commit.`);
    const has = (): Promise<boolean> =>
      this.#git(['cat-file', '-e', `${commit}^{commit}`], signal).then(
        () => true,
        () => false,
      );
    if (await has()) return;
    await this.#fetch('+refs/heads/*:refs/heads/*', signal);
    if (await has()) return;
    throw new CheckoutError(`The commit ${commit} is not in ${this.#url}.`, {
      remedy: 'Push it, then put the task back.',
    });
  }

  #fetch(ref: string, signal: AbortSignal): Promise<void> {
    return this.#git(['fetch', '--quiet', '--force', '--no-tags', '--', this.#url, ref], signal);
  }

  async #git(args: readonly string[], signal: AbortSignal): Promise<void> {
    const ended = await runGuardedGit(
      {
        reach: 'remotes',
        settings: ['advice.detachedHead=false'],
        args,
        cwd: this.#bare,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
      },
      signal,
    );
    if (ended.exitCode === 0) return;
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
