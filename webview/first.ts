// Runs before the rest of the page is read: asks the host for what every page needs, and keeps what it says meanwhile.
import type { EditorApi, First, FirstRequest } from './bridge/first.js';
import { keptOf } from './bridge/window-storage.js';

declare function acquireVsCodeApi(): EditorApi;

const ASKED: readonly FirstRequest[] = [
  // Before all else, so that the answers to the others are those of this window.
  { name: 'window.opened', input: { kept: keptOf('window') ?? {} } },
  { name: 'host.state', input: {} },
  { name: 'conversation.get', input: { fromSeq: 1 } },
];

// The editor gives its API once per page.
const editor = acquireVsCodeApi();
const kept: unknown[] = [];
const keep = ({ data }: MessageEvent<unknown>): void => {
  kept.push(data);
};
window.addEventListener('message', keep);
for (const [i, { name, input }] of ASKED.entries())
  editor.postMessage({ kind: 'request', id: i + 1, name, input });

const first: First = {
  editor,
  asked: ASKED,
  take: () => {
    window.removeEventListener('message', keep);
    return kept;
  },
};
Object.assign(globalThis, { memfunFirst: first });
