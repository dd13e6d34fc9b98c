// The unfinished message: kept by the host, so that it outlives the page.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApp } from '../state/app.js';

const SAVE_AFTER_MS = 300;

export function useDraft(): readonly [string, (text: string) => void] {
  const { client, store } = useApp();
  const [text, setText] = useState('');
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const write = useCallback(
    (value: string) => {
      touched.current = true;
      setText(value);
      clearTimeout(timer.current);
      const save = (): void => {
        client.request('draft.set', { text: value }).catch(store.report);
      };
      timer.current = setTimeout(save, SAVE_AFTER_MS);
    },
    [client, store],
  );

  useEffect(() => {
    client.request('draft.get', {}).then((draft) => {
      // Who was faster than the host keeps what is written.
      if (!touched.current) setText(draft.text);
    }, store.report);
  }, [client, store]);

  useEffect(() => {
    const take = (): void => {
      const { prefill } = store.get();
      if (prefill === undefined) return;
      store.takePrefill();
      write(prefill);
    };
    take();
    return store.subscribe(take);
  }, [store, write]);

  return [text, write];
}
