// Messages to and from the editor that embeds the page.
import type { Transport } from './client.js';

interface EditorApi {
  postMessage(message: unknown): void;
}
declare function acquireVsCodeApi(): EditorApi;

/** The editor gives its API once per page: call this once. */
export function editorTransport(): Transport {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    listen(receive) {
      const onMessage = (event: MessageEvent<unknown>): void => receive(event.data);
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
  };
}
