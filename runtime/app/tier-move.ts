// From one tier to another, as a person changes the settings: what there is to bring, bringing it, and what was left.
import type { Config } from '../config/index.js';
import {
  abortable,
  createIds,
  MemfunError,
  systemClock,
  throwIfAborted,
  toErrorInfo,
} from '../core/index.js';
import {
  copySessions,
  type SessionPlace,
  sessionsInFiles,
  sessionsInTier,
} from '../storage/index.js';
import { migrateTier, TargetNotEmptyError, type Tier } from '../tiers/index.js';
import { sharedStorageOf } from './shared-storage.js';
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

/** A step at work when it is stopped is let end in this time; after it nobody waits for a server that does not answer. */
const LAST_STEP_MS = 1_000;

/**
 * What the old place has, whether the new one has it already or not.
 * @throws MemfunError of the old tier; AbortedError
 */
export function lookAtMove(
  env: MemfunEnvironment,
  change: TierChange,
  signal: AbortSignal,
): Promise<MoveCounts> {
  return untilStopped(counted(env, change, signal), signal);
}

async function counted(
  env: MemfunEnvironment,
  change: TierChange,
  signal: AbortSignal,
): Promise<MoveCounts> {
  const places = new Places(env, change);
  try {
    const ids = movesConversations(change) ? await (await places.sessions('from')).ids() : [];
    throwIfAborted(signal);
    if (!lasts(change.from) || isSameTier(change))
      return { conversations: ids.length, state: 0, tasks: 0 };
    const from = await places.tier('from');
    throwIfAborted(signal);
    const state = (await from.state.list('')).filter(({ endsAt }) => endsAt === undefined).length;
    return { conversations: ids.length, state, tasks: (await from.tasks.dump()).length };
  } finally {
    await places.close();
  }
}

/**
 * Conversations, state and tasks. Nothing is changed where they come from. It may be cut off and run again.
 * @throws MemfunError of either tier, SourceBusyError, MigrationDiffersError, CopyDiffersError, AbortedError
 */
export function moveTier(
  env: MemfunEnvironment,
  change: TierChange,
  how: MoveOptions,
): Promise<MoveReport> {
  return untilStopped(moved(env, change, how), how.signal);
}

interface MoveOptions {
  readonly signal: AbortSignal;
  /** Told of each step within the part that is brought. */
  readonly onProgress: (done: number, of: number) => void;
}

async function moved(
  env: MemfunEnvironment,
  change: TierChange,
  { signal, onProgress }: MoveOptions,
): Promise<MoveReport> {
  const places = new Places(env, change);
  const left: string[] = [];
  let rest: Pick<MoveReport, 'state' | 'tasks' | 'known' | 'digest'> = {
    state: 0,
    tasks: 0,
    known: 0,
    digest: undefined,
  };
  try {
    if (lasts(change.from) && !isSameTier(change)) {
      if (lasts(change.to)) {
        const [from, to] = [await places.tier('from'), await places.tier('to')];
        throwIfAborted(signal);
        const source = `${placeKey({ ...change.from, sessions: false })} ${env.workspace.root}`;
        const whole = { from, to, source, clock: systemClock, signal, onProgress };
        const done = await orLeft(left, () => migrateTier(whole));
        if (done !== undefined) rest = done;
      } else left.push('State and tasks stay there: the new tier keeps nothing.');
    }
    if (!movesConversations(change)) return { ...rest, conversations: 0, left };
    const sides = { from: await places.sessions('from'), to: await places.sessions('to') };
    const report = await copySessions({ ...sides, signal, onProgress });
    left.push(
      ...report.left.map(({ sessionId, reason }) => `The conversation ${sessionId}: ${reason}`),
    );
    return {
      ...rest,
      conversations: report.copied + report.known,
      known: rest.known + report.known,
      left,
      digest: rest.digest ?? report.digest,
    };
  } finally {
    await places.close();
  }
}

/** Settles like the work, and soon after a stop in any case: the work then ends by itself. @throws AbortedError */
async function untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onStop = (): void => {
    timer = setTimeout(() => over.abort(signal.reason), LAST_STEP_MS);
  };
  if (signal.aborted) onStop();
  else signal.addEventListener('abort', onStop, { once: true });
  try {
    return await abortable(work, over.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onStop);
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
      return sessionsInFiles(sharedStorageOf(this.env), makers);
    return sessionsInTier((await this.tier(side)).state, makers);
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#open.values());
    for (const one of open) if (one.status === 'fulfilled') await one.value.close();
  }
}
