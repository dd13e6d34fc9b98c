// The graph as the host has it, read again when memory changes.
import { useEffect, useState } from 'react';
import type { MemoryGraph } from '../../../extension/bridge/index.js';
import { useApp } from '../../state/app.js';

/** Milliseconds that changes are gathered. */
const GATHER_MS = 300;

/** `undefined` until it was read once. */
export function useGraph(): MemoryGraph | undefined {
  const { client, store } = useApp();
  const [graph, setGraph] = useState<MemoryGraph>();
  useEffect(() => {
    let abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      client.request('memory.graph', {}, signal).then(setGraph, (error: unknown) => {
        if (!signal.aborted) store.report(error);
      });
    };
    read();
    const stop = client.on('memory.changed', () => {
      clearTimeout(timer);
      timer = setTimeout(read, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, store]);
  return graph;
}
