// Starts the page: connects to the editor, makes the store, renders.
import { createRoot } from 'react-dom/client';
import { AppFrame } from './app.js';
import { createBridgeClient } from './bridge/client.js';
import { editorTransport } from './bridge/editor-transport.js';
import { first } from './bridge/first.js';
import { AppProvider } from './state/app.js';
import { pageMemory } from './state/page-memory.js';
import { createStore } from './state/store.js';
import { keepWindow } from './state/window-memory.js';
import './styles/page.css';
import './styles/chat.css';
import './styles/approval.css';
import './styles/composer.css';
import './styles/steering.css';
import './styles/conflict.css';
import './styles/markdown.css';
import './styles/views.css';
import './styles/memory.css';
import './styles/desks.css';
import './styles/cluster.css';
import './styles/team.css';
import './styles/traces.css';

const root = document.querySelector('#root');
if (root !== null) {
  const begun = first();
  const client = createBridgeClient(editorTransport(begun));
  keepWindow(client);
  const app = { client, store: createStore(client, pageMemory(begun.editor)) };
  createRoot(root).render(
    <AppProvider app={app}>
      <AppFrame />
    </AppProvider>,
  );
}
