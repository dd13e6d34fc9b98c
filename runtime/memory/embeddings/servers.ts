// Embeddings of a server: Ollama, or any that speaks the protocol of OpenAI.
import * as z from 'zod';
import { EmbeddingError } from './errors.js';
import { postJson, type ServerOptions } from './http.js';
import { type EmbeddingProvider, normalized } from './provider.js';

/** Models differ; below this, two sentences are seldom about the same. */
const UNRELATED = 0.5;

const vectorSchema = z.array(z.number()).min(1);
const ollamaSchema = z.object({ embeddings: z.array(vectorSchema) });
const openAiSchema = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: vectorSchema })),
});

/** `POST /api/embed` (Ollama 0.2.6 and later). */
export function ollamaEmbeddings(options: ServerOptions): EmbeddingProvider {
  return serverEmbeddings('ollama', options, async (texts, signal) => {
    const body = { model: options.model, input: texts, truncate: true };
    return (await postJson('/api/embed', body, ollamaSchema, options, signal)).embeddings;
  });
}

/** `POST /embeddings`; `baseUrl` ends with the version, e.g. `/v1`. */
export function openAiEmbeddings(options: ServerOptions): EmbeddingProvider {
  return serverEmbeddings('openai', options, async (texts, signal) => {
    const body = { model: options.model, input: texts, encoding_format: 'float' };
    const { data } = await postJson('/embeddings', body, openAiSchema, options, signal);
    return [...data].sort((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  });
}

function serverEmbeddings(
  kind: string,
  { baseUrl, model }: ServerOptions,
  ask: (texts: readonly string[], signal: AbortSignal) => Promise<readonly (readonly number[])[]>,
): EmbeddingProvider {
  let dim: number | undefined;
  const id = `${kind} ${model} ${baseUrl}`;
  return {
    id,
    get dim() {
      return dim;
    },
    unrelated: UNRELATED,
    async embed(texts, signal) {
      if (texts.length === 0) return [];
      const vectors = await ask(texts, signal);
      const length = dim ?? vectors[0]?.length;
      if (vectors.length !== texts.length || vectors.some((vector) => vector.length !== length)) {
        throw new EmbeddingError(id, `${vectors.length} vectors for ${texts.length} texts`, {
          remedy: 'Choose another model for embeddings in the settings.',
        });
      }
      dim = length;
      return vectors.map((vector) => normalized(Float32Array.from(vector)));
    },
  };
}
