// Port: what turns texts into vectors whose nearness is likeness of meaning.

export interface EmbeddingProvider {
  /** Names the provider, its model and whatever else changes the vectors: those of another id cannot be compared. */
  readonly id: string;
  /** Numbers in a vector. `undefined` until the first answer of a provider that is not asked beforehand. */
  readonly dim: number | undefined;
  /** Likeness (cosine) of two unrelated texts: only what is above says anything. 0 to 1. */
  readonly unrelated: number;
  /**
   * One vector of length 1 for each text, in their order.
   * @throws EmbeddingError when there is none to be had, AbortedError
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}

/** The vector in the same direction with length 1; of zeros only, as it is. */
export function normalized(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (sum === 0) return vector;
  const length = Math.sqrt(sum);
  return vector.map((value) => value / length);
}
