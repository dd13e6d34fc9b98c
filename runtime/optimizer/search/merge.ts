// Merging two programs that grew from one: for each component the version that was changed.
import type { Candidate } from '../component.js';
import { candidateKey } from '../component.js';
import type { Random } from '../random.js';

export interface Program {
  readonly candidate: Candidate;
  readonly parents: readonly number[];
  /** Value on each example to choose by. */
  readonly scores: readonly number[];
}

export interface Merge {
  readonly candidate: Candidate;
  readonly parents: readonly [number, number];
}

/** Pairs that are looked at before it is given up. */
const ATTEMPTS = 10;
/** Examples that a merged program is tried on first. */
export const MERGE_EXAMPLES = 5;

/**
 * GEPA's system-aware merge (Agrawal et al., 2025, algorithm 4): two programs of the front with a common ancestor
 * that neither is worse than, and that changed different components. Where both changed one, the better one's counts.
 * @param done keys of merges that were tried already; the found one is added
 */
export function findMerge(
  programs: readonly Program[],
  front: readonly number[],
  done: Set<string>,
  random: Random,
): Merge | undefined {
  if (front.length < 2) return undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [a = 0, b = 0] = random.sample(front, 2).sort((x, y) => x - y);
    const [left, right] = [ancestorsOf(programs, a), ancestorsOf(programs, b)];
    if (left.has(b) || right.has(a)) continue; // one grew from the other
    const common = [...left].filter((one) => right.has(one));
    const fit = common.filter(
      (one) =>
        total(programs, one) <= Math.min(total(programs, a), total(programs, b)) &&
        complements(programs, one, a, b),
    );
    if (fit.length === 0) continue;
    const ancestor = fit[random.weighted(fit.map((one) => Math.max(total(programs, one), 1e-9)))];
    if (ancestor === undefined) continue;
    const candidate = merged(programs, ancestor, a, b, random);
    const key = candidateKey(candidate);
    if (done.has(key) || programs.some((program) => candidateKey(program.candidate) === key))
      continue;
    done.add(key);
    return { candidate, parents: [a, b] };
  }
  return undefined;
}

/** Numbers of examples that tell most about a merge: where each parent is better, and where they are equal. */
export function mergeExamples(
  left: readonly number[],
  right: readonly number[],
  random: Random,
): readonly number[] {
  const all = left.map((_, index) => index);
  const share = Math.ceil(MERGE_EXAMPLES / 3);
  const by = (test: (index: number) => boolean): number[] => random.sample(all.filter(test), share);
  const chosen = [
    ...by((index) => (left[index] ?? 0) > (right[index] ?? 0)),
    ...by((index) => (left[index] ?? 0) < (right[index] ?? 0)),
    ...by((index) => left[index] === right[index]),
  ].slice(0, MERGE_EXAMPLES);
  const rest = all.filter((index) => !chosen.includes(index));
  return [...chosen, ...random.sample(rest, MERGE_EXAMPLES - chosen.length)];
}

function ancestorsOf(programs: readonly Program[], of: number): Set<number> {
  const found = new Set<number>();
  const visit = (program: number): void => {
    for (const parent of programs[program]?.parents ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      visit(parent);
    }
  };
  visit(of);
  return found;
}

function total(programs: readonly Program[], program: number): number {
  return (programs[program]?.scores ?? []).reduce((sum, score) => sum + score, 0);
}

/** Whether one changed something that the other left alone. */
function complements(
  programs: readonly Program[],
  ancestor: number,
  a: number,
  b: number,
): boolean {
  const of = (program: number, id: string): string =>
    JSON.stringify(programs[program]?.candidate[id]);
  return Object.keys(programs[ancestor]?.candidate ?? {}).some((id) => {
    const [before, left, right] = [of(ancestor, id), of(a, id), of(b, id)];
    return left !== right && (left === before || right === before);
  });
}

function merged(
  programs: readonly Program[],
  ancestor: number,
  a: number,
  b: number,
  random: Random,
): Candidate {
  const [from, left, right] = [ancestor, a, b].map((one) => programs[one]?.candidate ?? {});
  const entries = Object.entries(from ?? {}).map(([id, before]) => {
    const [mine, theirs] = [left?.[id] ?? before, right?.[id] ?? before];
    const same = (x: unknown, y: unknown): boolean => JSON.stringify(x) === JSON.stringify(y);
    if (same(mine, before)) return [id, theirs] as const;
    if (same(theirs, before)) return [id, mine] as const;
    const gain = total(programs, a) - total(programs, b);
    return [id, gain > 0 || (gain === 0 && random.next() < 0.5) ? mine : theirs] as const;
  });
  return Object.fromEntries(entries);
}
