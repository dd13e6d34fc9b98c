// Messages to and from the editor that embeds the page.
import type { Transport } from './client.js';

export interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): EditorApi;

/** The editor gives its API once per page: call this once. */
export const editorApi = (): EditorApi => acquireVsCodeApi();

export function editorTransport(api: EditorApi): Transport {
  return {
    post: (message) => api.postMessage(message),
    listen(receive) {
      const onMessage = (event: MessageEvent<unknown>): void => receive(event.data);
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
  };
}
