// The vectors of memory as they are configured: none, the built-in ones, those of a server, or of a model on this disk.
import { homedir } from 'node:os';
import type { Config } from '../config/index.js';
import { type Clock, type IdMaker, type Logger, MemfunError, toErrorInfo } from '../core/index.js';
import {
  builtInEmbeddings,
  type EmbeddingProvider,
  localModelEmbeddings,
  Meaning,
  ollamaEmbeddings,
  openAiEmbeddings,
  VectorCache,
} from '../memory/index.js';
import type { FileStore, SecretStore } from '../ports/index.js';
import type { DoctorProbe } from './parts.js';

/** Name of the stored key for a server of embeddings. */
const SECRET = 'embeddings';
const CACHE_DIR = 'memory/vectors';
const OLLAMA_URL = 'http://127.0.0.1:11434';

export interface MeaningDependencies {
  readonly secrets: SecretStore;
  /** Where vectors outlive the window. They can be lost: they are made anew. */
  readonly storage: FileStore;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger: Logger;
}

export interface OpenedMeaning {
  /** Absent where memories are found by words and ideas alone. */
  readonly meaning?: Meaning;
  readonly probes: readonly DoctorProbe[];
}

/** Never throws: what is missing in the settings is told in the log and by Doctor, and words do meanwhile. */
export async function openMeaning(
  { embeddings }: Config['memory'],
  { secrets, storage, clock, ids, logger }: MeaningDependencies,
): Promise<OpenedMeaning> {
  if (embeddings.provider === 'words') return { probes: [] };
  try {
    const provider = await PROVIDERS[embeddings.provider](embeddings, secrets);
    const cache = new VectorCache(storage, CACHE_DIR, ids.next('window'));
    const meaning = new Meaning({ provider, clock, cache });
    return { meaning, probes: [probeOf(async (signal) => lookAt(meaning, signal))] };
  } catch (error) {
    logger.warn('memories are found by words alone', { error: toErrorInfo(error) });
    return { probes: [probeOf(() => Promise.reject(error))] };
  }
}

type Embeddings = Config['memory']['embeddings'];
type Named = Exclude<Embeddings['provider'], 'words'>;

const PROVIDERS: Readonly<
  Record<Named, (embeddings: Embeddings, secrets: SecretStore) => Promise<EmbeddingProvider>>
> = {
  'built-in': async () => builtInEmbeddings,
  ollama: async ({ model, place = OLLAMA_URL }) =>
    ollamaEmbeddings({ baseUrl: place, model: needed(model, 'memfun.memory.embeddingModel') }),
  'openai-compatible': async ({ model, place }, secrets) => {
    const key = await secrets.get(SECRET);
    return openAiEmbeddings({
      baseUrl: needed(place, 'memfun.memory.embeddingPlace').replace(/\/+$/, ''),
      model: needed(model, 'memfun.memory.embeddingModel'),
      ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
    });
  },
  'local-model': async ({ place }) =>
    localModelEmbeddings({
      folder: needed(place, 'memfun.memory.embeddingPlace').replace(/^~(?=$|[/\\])/, homedir()),
    }),
};

function needed(value: string | undefined, key: string): string {
  if (value !== undefined) return value;
  throw new EmbeddingSetUpError(key);
}

class EmbeddingSetUpError extends MemfunError {
  readonly code = 'memory.embeddings';
  constructor(key: string) {
    super(`The setting "${key}" is empty, and the chosen embeddings need it.`, {
      remedy: `Fill in "${key}", or set "memfun.memory.embeddings" to "words".`,
    });
  }
}

function probeOf(run: DoctorProbe['run']): DoctorProbe {
  return { id: 'memory.embeddings', title: 'Embeddings of memories', run };
}

/** Asks for one vector, and tells how far the others are. */
async function lookAt(meaning: Meaning, signal: AbortSignal): ReturnType<DoctorProbe['run']> {
  const { provider, progress } = meaning;
  const [vector] = await provider.embed(['Is anybody there?'], signal);
  const size = vector === undefined ? 'no' : `${vector.length}-dimensional`;
  return {
    detail: `${provider.id} gives ${size} vectors; ${progress.done} of ${progress.total} memories have one.`,
  };
}
