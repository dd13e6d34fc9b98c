// After the tier was changed in the settings: offers once to bring what lies in the old one, and remembers the answer.
import * as z from 'zod';
import {
  lookAtMove,
  type MemfunEnvironment,
  type MoveCounts,
  placeKey,
  readConfig,
  type TierChange,
} from '../../runtime/app/index.js';
import { type Json, type Logger, toErrorInfo } from '../../runtime/core/index.js';

const NOW = 'memfun.tier.now';
const BEFORE = 'memfun.tier.before';
/** Milliseconds after the last change: who types the name of a space means the whole name. */
const REST_MS = 2_000;

const tierSchema = z.object({
  kind: z.enum(['in-process', 'sqlite', 'redis', 'nats']),
  servers: z.array(z.string()),
  username: z.string().optional(),
  space: z.string().optional(),
  sessions: z.boolean(),
});
type KeptTier = z.infer<typeof tierSchema>;
type TierConfig = TierChange['from'];

export interface TierMovesOptions {
  /** Of this window's folder. */
  readonly kept: {
    get(key: string): unknown;
    update(key: string, value: unknown): PromiseLike<void>;
  };
  /** What the runtime stands on; it is opened for this. */
  readonly environment: () => Promise<MemfunEnvironment>;
  readonly settings: () => Readonly<Record<string, Json>>;
  /** Asks the person. */
  readonly offer: (change: TierChange, counts: MoveCounts) => Promise<boolean>;
  readonly move: (change: TierChange) => Promise<void>;
  readonly logger: Logger;
}

export class TierMoves {
  #resting: NodeJS.Timeout | undefined;
  /** Fires when the window closes. */
  readonly #closing = new AbortController();

  constructor(private readonly options: TierMovesOptions) {}

  /** The settings may have changed. */
  changed(): void {
    clearTimeout(this.#resting);
    // Nothing was noted yet: whoever changes the tier in the next moment is to be asked as well.
    const isFirst = this.options.kept.get(NOW) === undefined;
    if (isFirst) void this.look();
    else this.#resting = setTimeout(() => void this.look(), REST_MS);
  }

  dispose(): void {
    clearTimeout(this.#resting);
    this.#closing.abort();
  }

  /** Offers what there is to bring, when the tier is another one than the last time. Never rejects. */
  async look(): Promise<void> {
    const { kept, environment, offer, move, logger } = this.options;
    try {
      const env = await environment();
      const to = await this.now();
      const from = read(kept.get(NOW));
      if (from !== undefined && placeKey(from) === placeKey(to)) return;
      // Kept before it is asked: it is offered once, whatever becomes of the window.
      await kept.update(NOW, plain(to));
      if (from === undefined) return;
      await kept.update(BEFORE, plain(from));
      const change = { from, to };
      const counts = await lookAtMove(env, change, this.#closing.signal);
      if (counts.conversations + counts.state + counts.tasks === 0) return;
      if (await offer(change, counts)) await move(change);
    } catch (thrown) {
      if (this.#closing.signal.aborted) return;
      // An old tier that does not answer has nothing to offer; the command is there when it does.
      logger.warn('what lies in the earlier tier could not be seen', { ...toErrorInfo(thrown) });
    }
  }

  /** The tier of the settings. @throws ConfigError */
  async now(): Promise<TierConfig> {
    const { environment, settings } = this.options;
    return (await readConfig(await environment(), settings())).tier;
  }

  /** The tier before it, when there was another. */
  before(): TierConfig | undefined {
    return read(this.options.kept.get(BEFORE));
  }
}

function read(kept: unknown): TierConfig | undefined {
  const { data } = tierSchema.safeParse(kept);
  return data && { ...data, username: data.username, space: data.space };
}

function plain({ kind, servers, username, space, sessions }: TierConfig): KeptTier {
  return {
    kind,
    servers: [...servers],
    ...(username === undefined ? {} : { username }),
    ...(space === undefined ? {} : { space }),
    sessions,
  };
}
