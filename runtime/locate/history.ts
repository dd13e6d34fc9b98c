// What past changes say about files: commits whose messages are like the text, and all messages of each file together.
// Similar reports in the past point to the files that they led to (J. Zhou, H. Zhang, D. Lo, "Where should the bugs be
// fixed?", 2012); here every commit is such a report.
import { Bm25Index } from '../memory/index.js';
import { plainMessage, type Terms, termsOf } from './wording.js';

/** A commit that touched more files says little about each. */
const MAX_FILES = 30;

export interface PastCommit {
  readonly message: string;
  /** Paths that it changed. */
  readonly files: readonly string[];
}

export class HistoryIndex {
  readonly #commits: readonly PastCommit[];
  readonly #messages = new Bm25Index({ k1: 1.2, b: 0.5, minDocuments: 1 });
  readonly #profiles = new Bm25Index({ k1: 1.2, b: 0.6, minDocuments: 1 });
  readonly #paths: string[] = [];

  constructor(commits: readonly PastCommit[]) {
    this.#commits = commits.filter(({ files }) => files.length > 0 && files.length <= MAX_FILES);
    const profiles = new Map<string, Map<string, number>>();
    for (const { message, files } of this.#commits) {
      const terms = termsOf(plainMessage(message));
      this.#messages.add(terms);
      for (const file of files) {
        const profile = profiles.get(file) ?? new Map<string, number>();
        for (const [term, count] of terms)
          profile.set(term, (profile.get(term) ?? 0) + count / Math.sqrt(files.length));
        profiles.set(file, profile);
      }
    }
    for (const [path, profile] of profiles) {
      this.#paths.push(path);
      this.#profiles.add(profile);
    }
  }

  /** By path how much commits with similar messages speak for it: each as the square of its likeness. */
  similar(question: Terms): ReadonlyMap<string, number> {
    const scores = new Map<string, number>();
    for (const { number, score } of this.#messages.search(question, this.#messages.size)) {
      const files = this.#commits[number]?.files ?? [];
      for (const file of files)
        scores.set(file, (scores.get(file) ?? 0) + score ** 2 / Math.sqrt(files.length));
    }
    return scores;
  }

  /** By path how well all that was said of its changes fits. */
  said(question: Terms): ReadonlyMap<string, number> {
    const found = this.#profiles.search(question, this.#profiles.size);
    return new Map(found.map(({ number, score }) => [this.#paths[number] ?? '', score]));
  }
}
