// Which processes a command has left behind whose host was killed, where no process carries the mark of its run: by who
// started whom, and when, because numbers of processes are given anew.

export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** A process as it was noted when it was started. */
export type NotedProcess = Pick<ListedProcess, 'pid' | 'startedAt'>;

/** Milliseconds by which what the system says may differ from what was noted. */
const TOLERANCE_MS = 2_000;

/** Whether the noted process still runs, and is not another with its number. */
export function runsStill(noted: NotedProcess, listed: readonly ListedProcess[]): boolean {
  return listed.some((one) => one.pid === noted.pid && isSame(noted, one));
}

/**
 * The noted processes that run, and everything below them, also below those that have ended: the deepest last.
 * What was started before whoever has the number of its parent now belongs to an earlier one, and the other way round.
 * @param lastSeen when whoever noted them was last there: those that have ended have started nothing after it
 */
export function leftBehind(
  noted: readonly NotedProcess[],
  listed: readonly ListedProcess[],
  lastSeen: number,
): readonly number[] {
  const found = new Map<number, ListedProcess>();
  const below = (pid: number, from: number, to: number): void => {
    for (const one of listed) {
      if (one.parent !== pid || found.has(one.pid)) continue;
      if (one.startedAt < from - TOLERANCE_MS || one.startedAt >= to) continue;
      found.set(one.pid, one);
      below(one.pid, one.startedAt, Number.POSITIVE_INFINITY);
    }
  };
  for (const root of noted) {
    const now = listed.find(({ pid }) => pid === root.pid);
    const isThere = now !== undefined && isSame(root, now);
    if (isThere) found.set(now.pid, now);
    // Where its number is another's by now, its own children are those from before that one.
    const to = Math.min(lastSeen, now?.startedAt ?? lastSeen);
    below(root.pid, root.startedAt, isThere ? Number.POSITIVE_INFINITY : to);
  }
  return [...found.keys()];
}

function isSame(noted: NotedProcess, listed: ListedProcess): boolean {
  return Math.abs(noted.startedAt - listed.startedAt) <= TOLERANCE_MS;
}
