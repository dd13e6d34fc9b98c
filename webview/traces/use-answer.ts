// What the host answers to one question: asked again when the question changes or is repeated; the last one counts.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestInput, RequestName, RequestOutput } from '../../extension/bridge/index.js';
import { HostError } from '../bridge/host-error.js';
import { useApp } from '../state/app.js';

export interface Answered<T> {
  /** The last answer, also while the next one is on its way. */
  readonly value: T | undefined;
  readonly failure: string | undefined;
  /** Another one with each answer. `took`: milliseconds. */
  readonly last: { readonly took: number } | undefined;
  readonly reload: () => void;
}

/** @param question as JSON text, so that the same question is asked once */
export function useAnswer<N extends RequestName>(
  name: N,
  question: string,
): Answered<RequestOutput<N>> {
  const { client } = useApp();
  const [answer, setAnswer] = useState<{
    readonly value?: RequestOutput<N>;
    readonly failure?: string;
    readonly took: number;
  }>();
  const asking = useRef<AbortController>(undefined);
  const ask = useCallback(() => {
    asking.current?.abort();
    const abort = new AbortController();
    asking.current = abort;
    const asked = performance.now();
    const took = (): number => performance.now() - asked;
    // The bridge checks what is sent against its declaration.
    client.request(name, JSON.parse(question) as RequestInput<N>, abort.signal).then(
      (value) => setAnswer({ value, took: took() }),
      (error: unknown) => {
        if (!abort.signal.aborted) setAnswer({ failure: reasonOf(error), took: took() });
      },
    );
  }, [client, name, question]);
  useEffect(() => {
    ask();
    return () => asking.current?.abort();
  }, [ask]);
  return { value: answer?.value, failure: answer?.failure, last: answer, reload: ask };
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const remedy = error instanceof HostError ? error.remedy : undefined;
  return [message, remedy].filter(Boolean).join(' ');
}
