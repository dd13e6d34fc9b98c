// What can go wrong with a provider of embeddings: each error says what to do. Search goes on by words meanwhile.
import { MemfunError } from '../../core/index.js';

export class EmbeddingError extends MemfunError {
  readonly code = 'memory.embedding';
  constructor(
    readonly provider: string,
    problem: string,
    options: { readonly remedy: string; readonly cause?: unknown },
  ) {
    super(
      `Embeddings of ${provider} are not to be had: ${problem}. Memory is searched by words.`,
      options,
    );
  }
}
