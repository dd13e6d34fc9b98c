// A state of the host that a view shows: read when the view opens, when the host says so, and after what is done in it.
import { useCallback, useEffect, useState } from 'react';
import type { NotificationName } from '../../extension/bridge/index.js';
import type { BridgeClient } from '../bridge/client.js';
import { HostError } from '../bridge/host-error.js';
import { useApp, useAppState } from '../state/app.js';

export interface Desk<T> {
  readonly state: T | undefined;
  /** Why it could not be read. */
  readonly problem: string | undefined;
  readonly reload: () => void;
  /** Reads it again once the work is done; a failure is shown above the page. */
  readonly after: (work: Promise<unknown>) => Promise<void>;
}

/** @param read the same function each time */
export function useDesk<T>(
  read: (client: BridgeClient, signal: AbortSignal) => Promise<T>,
  changed: NotificationName,
): Desk<T> {
  const { client, store } = useApp();
  const running = useAppState((app) => app.running);
  const [state, setState] = useState<T>();
  const [problem, setProblem] = useState<string>();
  const [reading, setReading] = useState(0);
  const reload = useCallback(() => setReading((n) => n + 1), []);

  useEffect(() => {
    const abort = new AbortController();
    // A turn that has ended may have used, started or changed some.
    if (reading >= 0 || running)
      read(client, abort.signal).then(
        (now) => {
          setState(now);
          setProblem(undefined);
        },
        (error: unknown) => {
          if (abort.signal.aborted) return;
          setProblem(
            error instanceof HostError && error.remedy !== undefined
              ? `${error.message} ${error.remedy}`
              : String(error instanceof Error ? error.message : error),
          );
        },
      );
    return () => abort.abort();
  }, [client, read, reading, running]);
  useEffect(() => client.on(changed, reload), [client, changed, reload]);

  const after = useCallback(
    async (work: Promise<unknown>) => {
      await work.catch(store.report);
      reload();
    },
    [store, reload],
  );
  return { state, problem, reload, after };
}
