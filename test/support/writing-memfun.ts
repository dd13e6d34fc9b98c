// A runtime over a folder that makes changes without asking, with a scripted model: for tests of agents that write.
import { createMemfun, type Memfun, type MemfunEnvironment } from '../../runtime/app/index.js';
import { createNodeFileStore } from '../../runtime/storage/index.js';
import { environmentOn } from './environment.js';
import { hostedModel } from './hosted-model.js';

export interface WritingOptions {
  readonly model: Parameters<typeof hostedModel>[0];
  /** The folder of its conversations and plans; absent: they are thrown away. */
  readonly storage?: string;
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly approvals?: MemfunEnvironment['approvals'];
}

export function openWriting(
  root: string,
  { model, storage, settings, approvals }: WritingOptions,
): Promise<Memfun> {
  const hosted = hostedModel(model);
  return createMemfun(
    environmentOn(root, {
      hostModels: [hosted],
      ...(storage === undefined ? {} : { projectStorage: createNodeFileStore(storage) }),
      settings: {
        'memfun.mode': 'auto',
        'memfun.model': hosted.id,
        'memfun.memory.enabled': false,
        'memfun.sandbox.engine': 'quickjs',
        ...settings,
      },
      ...(approvals === undefined ? {} : { approvals }),
    }),
    { prewarm: false },
  );
}
