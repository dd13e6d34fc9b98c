// The per-instance Pareto front: which programs lead on which examples, and whom to build on.
import type { Random } from '../random.js';

/**
 * Programs that lead somewhere and are not dominated: a program is dominated when everywhere it leads another one
 * that is left leads too (Agrawal et al., "GEPA: Reflective Prompt Evolution Can Outperform Reinforcement Learning",
 * 2025, algorithm 2).
 * @param scores by program, then by example
 * @returns by program, on how many examples it leads
 */
export function paretoFront(scores: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  const examples = scores[0]?.length ?? 0;
  const leaders = Array.from({ length: examples }, (_, example) => {
    const best = Math.max(...scores.map((row) => row[example] ?? 0));
    return new Set(scores.flatMap((row, program) => (row[example] === best ? [program] : [])));
  });
  const left = new Set(leaders.flatMap((set) => [...set]));
  const total = (program: number): number =>
    (scores[program] ?? []).reduce((sum, score) => sum + score, 0);
  // The weakest are looked at first, so that of two equal ones the stronger stays.
  for (const program of [...left].sort((a, b) => total(a) - total(b) || b - a)) {
    const fronts = leaders.filter((set) => set.has(program));
    const dominated = fronts.every((set) =>
      [...set].some((other) => other !== program && left.has(other)),
    );
    if (dominated) left.delete(program);
  }
  return new Map(
    [...left]
      .sort((a, b) => a - b)
      .map((program) => [program, leaders.filter((set) => set.has(program)).length]),
  );
}

/** A program of the front, with a chance in proportion to the examples that it leads on. */
export function pickParent(front: ReadonlyMap<number, number>, random: Random): number {
  const programs = [...front.keys()];
  return programs[random.weighted([...front.values()])] ?? 0;
}
