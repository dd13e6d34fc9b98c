// Files beside those that fit: the test of a source and the source of a test, and the other files of a folder.

/** Names that many folders have say nothing. */
const COMMON = new Set(['index', 'main', 'mod', 'init', '__init__', 'readme']);
const TEST_NAME = /^(?:tests?|spec)[-_.]|[-_.]?(?:tests?|spec)$/g;
const TEST_PATH = /(?:^|[/_.-])(?:tests?|specs?|__tests__)(?:[/_.-]|$)/i;

export class NeighbourIndex {
  readonly #paths: string[] = [];
  readonly #byName = new Map<string, string[]>();
  readonly #folderSizes = new Map<string, number>();

  add(path: string): void {
    this.#paths.push(path);
    const name = subjectOf(path);
    if (name.length > 1 && !COMMON.has(name)) {
      const same = this.#byName.get(name);
      if (same === undefined) this.#byName.set(name, [path]);
      else same.push(path);
    }
    const folder = folderOf(path);
    this.#folderSizes.set(folder, (this.#folderSizes.get(folder) ?? 0) + 1);
  }

  /** By path how much the seeds count whose test it is, or that are its tests; less where many have the name. */
  pairs(seeds: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const scores = new Map<string, number>();
    for (const [seed, weight] of seeds) {
      const same = this.#byName.get(subjectOf(seed)) ?? [];
      const gain = weight / Math.sqrt(same.length - 1);
      for (const path of same)
        if (TEST_PATH.test(path) !== TEST_PATH.test(seed))
          scores.set(path, Math.max(scores.get(path) ?? 0, gain));
    }
    return scores;
  }

  /** By path how well its folder fits: the squares of the shares of all its files, less in a large one. */
  folders(shares: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const [path, share] of shares)
      sums.set(folderOf(path), (sums.get(folderOf(path)) ?? 0) + share ** 2);
    return new Map(
      this.#paths.map((path) => {
        const folder = folderOf(path);
        return [path, (sums.get(folder) ?? 0) / Math.sqrt(this.#folderSizes.get(folder) ?? 1)];
      }),
    );
  }
}

/** What a file is about by its name, the same for a source and its test. */
function subjectOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/(?<=.)\.[^.]*$/, '');
  return name.toLowerCase().replaceAll(TEST_NAME, '');
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
