// From one tier to another, as a person changes the settings: what there is to bring, bringing it, and what was left.
import type { Config } from '../config/index.js';
import { createIds, MemfunError, systemClock, toErrorInfo } from '../core/index.js';
import {
  copySessions,
  type SessionPlace,
  sessionsInFiles,
  sessionsInTier,
} from '../storage/index.js';
import { migrateTier, TargetNotEmptyError, type Tier } from '../tiers/index.js';
import { openConfiguredTier } from './tier.js';
import type { MemfunEnvironment } from './types.js';

type TierConfig = Config['tier'];

export interface TierChange {
  readonly from: TierConfig;
  readonly to: TierConfig;
}

export interface MoveCounts {
  readonly conversations: number;
  /** Entries of state, memories that are shared among them, and what belongs to conversations. */
  readonly state: number;
  readonly tasks: number;
}

export interface MoveReport extends MoveCounts {
  /** Of all of it: what was there already, from an earlier run. */
  readonly known: number;
  /** What was not brought, and why; never empty text. */
  readonly left: readonly string[];
  /** SHA-256 of what both sides have; absent where nothing was compared. */
  readonly digest: string | undefined;
}

/** The same text for the same place: another user name or password is the same place. */
export function placeKey({ kind, servers, space, sessions }: TierConfig): string {
  if (kind === 'in-process') return kind;
  const where = kind === 'sqlite' ? [] : [...servers].sort();
  return JSON.stringify([kind, where, space ?? null, sessions]);
}

const lasts = ({ kind }: TierConfig): boolean => kind !== 'in-process';
const holdsConversations = (config: TierConfig): boolean => lasts(config) && config.sessions;
/** Whether both are the same tier, whatever lies in it. */
const isSameTier = ({ from, to }: TierChange): boolean =>
  placeKey({ ...from, sessions: false }) === placeKey({ ...to, sessions: false });

/** What the old place has, whether the new one has it already or not. @throws MemfunError of the old tier */
export async function lookAtMove(
  env: MemfunEnvironment,
  change: TierChange,
  signal: AbortSignal,
): Promise<MoveCounts> {
  const places = new Places(env, change);
  try {
    const ids = movesConversations(change) ? await (await places.sessions('from')).ids() : [];
    signal.throwIfAborted();
    if (!lasts(change.from) || isSameTier(change))
      return { conversations: ids.length, state: 0, tasks: 0 };
    const from = await places.tier('from');
    const state = (await from.state.list('')).filter(({ endsAt }) => endsAt === undefined).length;
    return { conversations: ids.length, state, tasks: (await from.tasks.dump()).length };
  } finally {
    await places.close();
  }
}

/**
 * Conversations, state and tasks. Nothing is changed where they come from. It may be cut off and run again.
 * @param onProgress told of each step within the part that is brought
 * @throws MemfunError of either tier, SourceBusyError, MigrationDiffersError, CopyDiffersError, AbortedError
 */
export async function moveTier(
  env: MemfunEnvironment,
  change: TierChange,
  {
    signal,
    onProgress,
  }: {
    readonly signal: AbortSignal;
    readonly onProgress: (done: number, of: number) => void;
  },
): Promise<MoveReport> {
  const places = new Places(env, change);
  const left: string[] = [];
  let moved: Pick<MoveReport, 'state' | 'tasks' | 'known' | 'digest'> = {
    state: 0,
    tasks: 0,
    known: 0,
    digest: undefined,
  };
  try {
    if (lasts(change.from) && !isSameTier(change)) {
      if (lasts(change.to)) {
        const [from, to] = [await places.tier('from'), await places.tier('to')];
        const source = `${placeKey({ ...change.from, sessions: false })} ${env.workspace.root}`;
        const whole = { from, to, source, clock: systemClock, signal, onProgress };
        const done = await orLeft(left, () => migrateTier(whole));
        if (done !== undefined) moved = done;
      } else left.push('State and tasks stay there: the new tier keeps nothing.');
    }
    if (!movesConversations(change)) return { ...moved, conversations: 0, left };
    const sides = { from: await places.sessions('from'), to: await places.sessions('to') };
    const report = await copySessions({ ...sides, signal, onProgress });
    left.push(
      ...report.left.map(({ sessionId, reason }) => `The conversation ${sessionId}: ${reason}`),
    );
    return {
      ...moved,
      conversations: report.copied + report.known,
      known: moved.known + report.known,
      left,
      digest: moved.digest ?? report.digest,
    };
  } finally {
    await places.close();
  }
}

/** They lie elsewhere now: in files, in a tier, or in another tier. */
export function movesConversations(change: TierChange): boolean {
  const [before, after] = [holdsConversations(change.from), holdsConversations(change.to)];
  return before !== after || (before && !isSameTier(change));
}

/** A tier that others use already takes conversations, and nothing that could stand for something else there. */
async function orLeft<T>(left: string[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof TargetNotEmptyError)) throw thrown;
    left.push(`State and tasks stay there. ${toErrorInfo(thrown).message}`);
    return undefined;
  }
}

/** A move has two sides, and one of them is not there. */
class NowhereError extends MemfunError {
  readonly code = 'tier.nowhere';
  constructor() {
    super('The tier "in-process" keeps nothing that could be moved.');
  }
}

/** Both sides, each opened when it is first needed. */
class Places {
  readonly #open = new Map<string, Promise<Tier>>();

  constructor(
    private readonly env: MemfunEnvironment,
    private readonly change: TierChange,
  ) {}

  tier(side: keyof TierChange): Promise<Tier> {
    const config = this.change[side];
    if (!lasts(config)) throw new NowhereError();
    // One tier on both sides is opened once: a host without shared SQLite has only one hand on the file.
    const key = placeKey({ ...config, sessions: false });
    const found = this.#open.get(key) ?? openConfiguredTier(this.env, config);
    this.#open.set(key, found);
    return found;
  }

  async sessions(side: keyof TierChange): Promise<SessionPlace> {
    const makers = { clock: systemClock, ids: createIds(), logger: this.env.logger };
    if (!holdsConversations(this.change[side]))
      return sessionsInFiles(this.env.projectStorage, makers);
    return sessionsInTier((await this.tier(side)).state, makers);
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#open.values());
    for (const one of open) if (one.status === 'fulfilled') await one.value.close();
  }
}
