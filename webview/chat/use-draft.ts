// The unfinished message: kept by the host, so that it outlives the page.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApp, useAppState } from '../state/app.js';

const SAVE_AFTER_MS = 300;

export function useDraft(): readonly [string, (text: string) => void] {
  const { client, store } = useApp();
  const prefill = useAppState((state) => state.prefill);
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
    if (prefill === undefined) return;
    write(prefill);
    store.takePrefill();
  }, [prefill, store, write]);

  return [text, write];
}
