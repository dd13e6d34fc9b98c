// Messages to and from the editor that embeds the page, those before the page listened included.
import type { Transport } from './client.js';
import type { First } from './first.js';

export function editorTransport({ editor, asked, take }: First): Transport {
  return {
    asked,
    post: (message) => editor.postMessage(message),
    listen(receive) {
      const onMessage = (event: MessageEvent<unknown>): void => receive(event.data);
      // Once whoever asked knows that it did.
      queueMicrotask(() => {
        for (const message of kept) receive(message);
      });
      const kept = take();
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
  };
}
