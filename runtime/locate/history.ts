// What past changes say about files: commits with messages like the text, all messages of each file, and what changed together.
// Similar reports in the past point to the files that they led to (J. Zhou, H. Zhang, D. Lo, "Where should the bugs be
// fixed?", 2012); here every commit is such a report. What changed lately is more likely to change again (B. Sisman,
// A. Kak, "Incorporating version histories in information retrieval based bug localization", 2012).
import { eachInSlices } from '../core/index.js';
import { Bm25Index } from '../memory/index.js';
import { plainMessage, type Terms, termsOf } from './wording.js';

/** A commit that touched more files says little about each. */
const MAX_FILES = 30;
/** After so many further commits a commit counts half for what changes together. */
const TOGETHER_HALF_LIFE = 300;
/** After so many further commits it counts half for what is worked on now. */
const RECENT_HALF_LIFE = 30;
/** Files that changed only once or twice say little about what changes with them. */
const DAMPING = 2;

export interface PastCommit {
  readonly message: string;
  /** Paths that it changed. */
  readonly files: readonly string[];
}

/** By path. */
type Scores = ReadonlyMap<string, number>;

const NO_COMMIT = { files: [] as readonly string[], age: 0 };

export class HistoryIndex {
  readonly #commits: readonly (PastCommit & { readonly age: number })[];
  /** By path the numbers of the commits that changed it. */
  readonly #changes = new Map<string, number[]>();
  readonly #messages = new Bm25Index({ k1: 1.2, b: 0.5, minDocuments: 1 });
  readonly #profiles = new Bm25Index({ k1: 1.2, b: 0.6, minDocuments: 1 });
  readonly #paths: string[] = [];
  readonly #recent = new Map<string, number>();

  private constructor(commits: readonly PastCommit[]) {
    this.#commits = commits
      .map(({ message, files }, age) => ({ message, files, age }))
      .filter(({ files }) => files.length > 0 && files.length <= MAX_FILES);
  }

  /** @param commits newest first. @throws AbortedError */
  static async of(
    commits: readonly PastCommit[],
    signal: AbortSignal | undefined,
  ): Promise<HistoryIndex> {
    const index = new HistoryIndex(commits);
    await index.#read(signal);
    return index;
  }

  async #read(signal: AbortSignal | undefined): Promise<void> {
    const profiles = new Map<string, Map<string, number>>();
    const read = (
      { message, files, age }: PastCommit & { readonly age: number },
      number: number,
    ) => {
      const share = 0.5 ** (age / RECENT_HALF_LIFE) / Math.sqrt(files.length);
      const terms = termsOf(plainMessage(message));
      this.#messages.add(terms);
      for (const file of files) {
        this.#recent.set(file, (this.#recent.get(file) ?? 0) + share);
        const changes = this.#changes.get(file);
        if (changes === undefined) this.#changes.set(file, [number]);
        else changes.push(number);
        const profile = profiles.get(file) ?? new Map<string, number>();
        for (const [term, count] of terms)
          profile.set(term, (profile.get(term) ?? 0) + count / Math.sqrt(files.length));
        profiles.set(file, profile);
      }
    };
    await eachInSlices(this.#commits, read, { signal });
    const keep = ([path, profile]: readonly [string, Terms]): void => {
      this.#paths.push(path);
      this.#profiles.add(profile);
    };
    await eachInSlices([...profiles], keep, { signal });
  }

  /**
   * By path how much commits with similar messages speak for it, each as the square of its likeness; and the same by the
   * newest ones alone, which tell what is worked on now.
   */
  similar(question: Terms): { readonly ever: Scores; readonly lately: Scores } {
    const ever = new Map<string, number>();
    const lately = new Map<string, number>();
    for (const { number, score } of this.#messages.search(question, this.#messages.size)) {
      const { files, age } = this.#commits[number] ?? NO_COMMIT;
      const gain = score ** 2 / Math.sqrt(files.length);
      const now = gain * 0.5 ** (age / RECENT_HALF_LIFE);
      for (const file of files) {
        ever.set(file, (ever.get(file) ?? 0) + gain);
        lately.set(file, (lately.get(file) ?? 0) + now);
      }
    }
    return { ever, lately };
  }

  /** By path how often it changed, the last times most (S. Kim et al., "Predicting faults from cached history", 2007). */
  recent(): Scores {
    return this.#recent;
  }

  /**
   * By path how often it changed in the commits that changed some files, as a share of the changes of each, newer ones
   * more (T. Zimmermann, P. Weissgerber, S. Diehl, A. Zeller, "Mining version histories to guide software changes", 2005).
   * @param seeds files and how much each of them counts
   */
  together(seeds: Scores): Scores {
    const scores = new Map<string, number>();
    for (const [seed, weight] of seeds) {
      const changes = (this.#changes.get(seed) ?? []).map(
        (number) => this.#commits[number] ?? NO_COMMIT,
      );
      const counts = changes.map(({ age }) => 0.5 ** (age / TOGETHER_HALF_LIFE));
      const all = DAMPING + counts.reduce((sum, count) => sum + count, 0);
      for (const [at, { files }] of changes.entries()) {
        const gain = (weight * (counts[at] ?? 0)) / all / Math.sqrt(Math.max(1, files.length - 1));
        for (const file of files)
          if (file !== seed) scores.set(file, (scores.get(file) ?? 0) + gain);
      }
    }
    return scores;
  }

  /** By path how well all that was said of its changes fits. */
  said(question: Terms): Scores {
    const found = new Map<string, number>();
    this.#profiles.each(question, (number, score) => found.set(this.#paths[number] ?? '', score));
    return found;
  }
}
