// Embeddings of a model in a folder of this machine, run by transformers.js when that package is installed.
import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { abortable } from '../../core/index.js';
import { EmbeddingError } from './errors.js';
import { type EmbeddingProvider, normalized } from './provider.js';

export interface LocalModelOptions {
  /** Folder with `config.json`, `tokenizer.json` and `onnx/`. */
  readonly folder: string;
  /** Loads the package. Default: the installed `@huggingface/transformers`. */
  readonly load?: () => Promise<unknown>;
}

const PACKAGE = '@huggingface/transformers';
const UNRELATED = 0.3;

type Extract = (texts: readonly string[], options: object) => Promise<unknown>;

const packageSchema = z.object({
  // The object itself, not a copy: it is to be changed.
  env: z.custom<{ allowRemoteModels: boolean }>((value) => typeof value === 'object'),
  pipeline: z.custom<(task: string, model: string, options: object) => Promise<Extract>>(
    (value) => typeof value === 'function',
  ),
});
const tensorSchema = z.object({
  dims: z.tuple([z.number().int(), z.number().int()]),
  data: z.instanceof(Float32Array),
});

/** The package and the model are loaded on first use; nothing is ever downloaded. */
export function localModelEmbeddings({
  folder,
  load = () => import(PACKAGE),
}: LocalModelOptions): EmbeddingProvider {
  const id = `local ${folder}`;
  let extractor: Promise<Extract> | undefined;
  let dim: number | undefined;
  return {
    id,
    get dim() {
      return dim;
    },
    unrelated: UNRELATED,
    async embed(texts, signal) {
      if (texts.length === 0) return [];
      extractor ??= open(id, folder, load).catch((error: unknown) => {
        extractor = undefined;
        throw error;
      });
      const extract = await abortable(extractor, signal);
      const answer = await abortable(extract(texts, { pooling: 'mean', normalize: true }), signal);
      const parsed = tensorSchema.safeParse(answer);
      if (!parsed.success || parsed.data.dims[0] !== texts.length) {
        throw new EmbeddingError(id, 'the model gave no vectors', {
          remedy: 'Choose the folder of a model for feature extraction.',
          cause: parsed.error,
        });
      }
      const length = parsed.data.dims[1];
      dim = length;
      return texts.map((_, at) =>
        normalized(parsed.data.data.slice(at * length, (at + 1) * length)),
      );
    },
  };
}

async function open(id: string, folder: string, load: () => Promise<unknown>): Promise<Extract> {
  try {
    await stat(`${folder}/config.json`);
  } catch (cause) {
    throw new EmbeddingError(id, `there is no model in ${folder}`, {
      remedy:
        'Put a model (config.json, tokenizer.json, onnx/) into that folder, or choose another one.',
      cause,
    });
  }
  let loaded: unknown;
  try {
    loaded = await load();
  } catch (cause) {
    throw new EmbeddingError(id, `the package ${PACKAGE} is not installed`, {
      remedy: `Install ${PACKAGE} beside Memfun, or choose the built-in embeddings in the settings.`,
      cause,
    });
  }
  try {
    const { env, pipeline } = packageSchema.parse(loaded);
    env.allowRemoteModels = false;
    return await pipeline('feature-extraction', folder, { local_files_only: true });
  } catch (cause) {
    throw new EmbeddingError(id, `the model in ${folder} could not be loaded`, {
      remedy: 'Choose the folder of a model for feature extraction in the ONNX format.',
      cause,
    });
  }
}
