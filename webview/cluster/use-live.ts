// What goes on among workers, asked for again and again while it is looked at, one question at a time.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ClusterState } from '../../extension/bridge/index.js';
import { HostError } from '../bridge/host-error.js';
import { useApp } from '../state/app.js';

export interface Live {
  readonly state: ClusterState | undefined;
  /** When the state came, in milliseconds since the epoch. */
  readonly at: number;
  /** Why it could not be read the last time, and when that was. */
  readonly problem: { readonly why: string; readonly at: number } | undefined;
  readonly again: () => void;
}

const REST_MS = 2_000;
const MOST_REST_MS = 30_000;
/** What takes long to answer is asked for less often: at most this share of the time. */
const SHARE = 0.1;

export function useLive(): Live {
  const { client } = useApp();
  const [state, setState] = useState<ClusterState>();
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState<Live['problem']>();
  const wake = useRef<() => void>(() => undefined);

  useEffect(() => {
    const abort = new AbortController();
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = false;
    /** Somebody asked while an answer was on its way, which may not know of what they did. */
    let due = false;
    const ask = async (): Promise<void> => {
      if (abort.signal.aborted || document.visibilityState === 'hidden') return;
      due = asking;
      if (asking) return;
      clearTimeout(timer);
      asking = true;
      const began = Date.now();
      let rest = REST_MS;
      try {
        const now = await client.request('cluster.get', {}, abort.signal);
        if (abort.signal.aborted) return;
        failures = 0;
        setState(now);
        setAt(Date.now());
        setProblem(undefined);
        rest = Math.max(REST_MS, (Date.now() - began) / SHARE);
      } catch (error) {
        if (abort.signal.aborted) return;
        setProblem({ why: wordsOf(error), at: Date.now() });
        rest = REST_MS * 2 ** ++failures;
      } finally {
        asking = false;
      }
      timer = setTimeout(() => void ask(), due ? 0 : Math.min(MOST_REST_MS, rest));
    };
    const onVisible = (): void => void ask();
    document.addEventListener('visibilitychange', onVisible);
    wake.current = onVisible;
    void ask();
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [client]);

  const again = useCallback(() => wake.current(), []);
  return { state, at, problem, again };
}

function wordsOf(error: unknown): string {
  if (error instanceof HostError && error.remedy !== undefined)
    return `${error.message} ${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
}
