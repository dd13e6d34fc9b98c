// What a sample of scores tells beside its mean: the tail.

/** The value that 95 % of the numbers do not pass. */
export function p95Of(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? 0;
}
