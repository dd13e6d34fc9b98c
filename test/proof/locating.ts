// How well files are located on the commits of a clone, beside BM25 over whole files in the same run.
import path from 'node:path';
import {
  CodeIndex,
  type CodeService,
  createCodeService,
  decodeText,
  walkWorkspace,
} from '../../runtime/code/index.js';
import { Locator } from '../../runtime/locate/index.js';
import { analyse, Bm25Index } from '../../runtime/memory/index.js';
import type { FileStore } from '../../runtime/ports/index.js';
import { type CommitQuestion, commitQuestions, type Half, TreeStore } from './commits.js';

const MAX_BYTES = 512 * 1024;
const LIMIT = 50;
/** What the parser loads is built. */
const DIST = path.resolve(import.meta.dirname, '../../dist');

/** Of one question, by each way: the share of its files among the first five, and the reciprocal rank of the first. */
export interface Located {
  readonly ours: Quality;
  /** The same without the history of changes. */
  readonly withoutHistory: Quality;
  /** The same without the repository map. */
  readonly withoutMap: Quality;
  readonly baseline: Quality;
  readonly took: Took;
  readonly baselineTook: Omit<Took, 'history'>;
}
/** Milliseconds. */
interface Took {
  /** One ranking by an index that is up to date. */
  readonly ranking: number;
  /** Reading what is new in the tree since the question before, or all of it at the first. */
  readonly reading: number;
  /** Reading all commits of the history, and who uses whom. */
  readonly history: number;
}
interface Quality {
  readonly recallAt5: number;
  readonly reciprocalRank: number;
}

interface Options {
  readonly half?: Half;
  readonly least?: number;
}

/** @returns one entry per question, in the order of the questions */
export async function locateAll(
  dir: string,
  count: number,
  options: Options = {},
): Promise<readonly Located[]> {
  const code = createCodeService({ assetsDir: DIST });
  try {
    return await locateWith(code, dir, count, options);
  } finally {
    await code.dispose();
  }
}

async function locateWith(
  code: CodeService,
  dir: string,
  count: number,
  options: Options,
): Promise<readonly Located[]> {
  const trees = new TreeStore(dir);
  const index = new CodeIndex({ workspace: trees, code });
  let mapped = true;
  const none: Awaited<ReturnType<CodeIndex['references']>> = [];
  const locator = new Locator(trees, {
    code: {
      refresh: (signal) => index.refresh(signal),
      references: async (signal) => (mapped ? await index.references(signal) : none),
    },
  });
  const words = new WholeFiles();
  const found: Located[] = [];
  for (const question of commitQuestions(dir, { count, ...options })) {
    const { parent, message, history, targets } = question;
    trees.show(parent);
    const [, reading] = await timed(() => locator.refresh());
    const rank = async (past: CommitQuestion['history']): Promise<readonly string[]> =>
      (await locator.locate(message, past, LIMIT)).map(({ path }) => path);
    // The history of a workspace is read once, and not for each question.
    const [, fresh] = await timed(() => rank(history));
    const [ours, ranking] = await timed(() => rank(history));
    const [search, baseReading] = await timed(() => words.index(trees));
    const [theirs, baseRanking] = await timed(() => search(message));
    mapped = false;
    await locator.refresh();
    const withoutMap = await rank(history);
    mapped = true;
    await locator.refresh();
    const withoutHistory = await rank([]);
    found.push({
      ours: qualityOf(ours, targets),
      withoutHistory: qualityOf(withoutHistory, targets),
      withoutMap: qualityOf(withoutMap, targets),
      baseline: qualityOf(theirs, targets),
      took: { ranking, reading, history: Math.max(0, fresh - ranking) },
      baselineTook: { ranking: baseRanking, reading: baseReading },
    });
  }
  return found;
}

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const value = await work();
  return [value, performance.now() - start];
}

function qualityOf(ranked: readonly string[], targets: readonly string[]): Quality {
  const first = ranked.findIndex((path) => targets.includes(path));
  const hits = ranked.slice(0, 5).filter((path) => targets.includes(path)).length;
  return { recallAt5: hits / targets.length, reciprocalRank: first < 0 ? 0 : 1 / (first + 1) };
}

/** BM25 with the values of most engines over whole files, identifiers split, words stemmed: as strong as it is simple. */
class WholeFiles {
  readonly #known = new Map<string, ReadonlyMap<string, number>>();

  /** What ranks the files that the store has now. */
  async index(store: FileStore): Promise<(text: string) => readonly string[]> {
    const index = new Bm25Index({ k1: 1.2, b: 0.75, minDocuments: 1 });
    const paths: string[] = [];
    for await (const path of walkWorkspace(store)) {
      const info = await store.stat(path);
      if (info === undefined || info.size > MAX_BYTES) continue;
      const key = `${path} ${info.mtime} ${info.size}`;
      const terms = this.#known.get(key) ?? termsOf(await textOf(store, path));
      this.#known.set(key, terms);
      index.add(terms);
      paths.push(path);
    }
    return (text) => {
      const question = new Map([...termsOf(text).keys()].map((term) => [term, 1]));
      return index.search(question, LIMIT).map(({ number }) => paths[number] ?? '');
    };
  }
}

async function textOf(store: FileStore, path: string): Promise<string> {
  const decoded = decodeText(await store.read(path));
  return decoded.binary ? '' : decoded.text;
}

function termsOf(text: string): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { term } of analyse(text)) terms.set(term, (terms.get(term) ?? 0) + 1);
  return terms;
}
