// The sidebar view: gives the page its HTML, connects it to the bridge, brings it to the front.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { type Logger, toErrorInfo } from '../../runtime/core/index.js';
import type { NotificationName, NotificationPayload, ViewName } from '../bridge/index.js';
import { CHAT_VIEW } from '../ids.js';
import { type BridgeHandlers, type BridgeServer, createBridgeServer } from './bridge-server.js';
import { chatPage } from './page.js';
import { pageTexts } from './page-texts.js';

export class ChatView {
  readonly #extensionUri: vscode.Uri;
  readonly #handlers: BridgeHandlers;
  readonly #logger: Logger;
  #view: vscode.WebviewView | undefined;
  #bridge: BridgeServer | undefined;
  /** The page has spoken, so it listens. */
  #ready = false;
  #waiting: NotificationPayload<'view.show'> | undefined;
  #marked = 0;

  constructor(extensionUri: vscode.Uri, handlers: BridgeHandlers, logger: Logger) {
    this.#extensionUri = extensionUri;
    this.#handlers = handlers;
    this.#logger = logger;
  }

  /** Fills the view when the editor shows it for the first time, and again after it was thrown away. */
  resolve(view: vscode.WebviewView): void {
    const dist = vscode.Uri.joinPath(this.#extensionUri, 'dist');
    const { webview } = view;
    this.#view = view;
    this.#ready = false;
    const bridge = createBridgeServer({
      handlers: this.#handlers,
      logger: this.#logger,
      post: (message) => {
        webview.postMessage(message).then(undefined, (error: unknown) => {
          this.#logger.debug('the page is gone', { error: String(error) });
        });
      },
    });
    this.#bridge?.dispose();
    this.#bridge = bridge;
    const listening = webview.onDidReceiveMessage((message: unknown) => {
      this.#becameReady();
      void bridge.receive(message);
    });
    view.onDidDispose(() => {
      listening.dispose();
      bridge.dispose();
      if (this.#bridge !== bridge) return;
      this.#view = undefined;
      this.#bridge = undefined;
      this.#ready = false;
    });
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.mark(this.#marked);
    void this.#fill(view, dist);
  }

  async #fill(view: vscode.WebviewView, dist: vscode.Uri): Promise<void> {
    const { webview } = view;
    const { language } = vscode.env;
    const texts = await pageTexts(language).catch((error: unknown) => {
      this.#logger.warn('the texts of the language could not be read', {
        error: toErrorInfo(error),
      });
      return undefined;
    });
    // It may have been thrown away meanwhile.
    if (this.#view !== view) return;
    const asset = (name: string): vscode.Uri => vscode.Uri.joinPath(dist, name);
    const address = (name: string): string => webview.asWebviewUri(asset(name)).toString();
    webview.html = chatPage({
      nonce: randomBytes(16).toString('base64'),
      source: webview.cspSource,
      language,
      texts,
      workspace: workspaceId(),
      first: address('webview-first.js'),
      script: address('webview.js'),
      styles: ['codicon.css', 'webview.css']
        .filter((name) => existsSync(asset(name).fsPath))
        .map(address),
    });
  }

  /** Whether somebody can see it at this moment. */
  get visible(): boolean {
    return this.#view?.visible === true;
  }

  /** The number at its icon: how much waits for the person. */
  mark(waiting: number): void {
    this.#marked = waiting;
    if (this.#view === undefined) return;
    this.#view.badge =
      waiting === 0
        ? undefined
        : { value: waiting, tooltip: vscode.l10n.t('{0} waiting for you', waiting) };
  }

  /** Tells the page; without a page there is nobody to tell, it asks when it comes. */
  notify<N extends NotificationName>(name: N, payload: NotificationPayload<N>): void {
    this.#bridge?.notify(name, payload);
  }

  /** Brings the sidebar to the front with one of its views. */
  async show(view: ViewName, prefill?: string): Promise<void> {
    await this.#show(prefill === undefined ? { view } : { view, prefill });
  }

  /** Asks in the chat what becomes of the run that goes on, before a new chat begins. */
  async askNewChat(): Promise<void> {
    await this.#show({ view: 'chat', newChat: true });
  }

  async #show(waiting: NotificationPayload<'view.show'>): Promise<void> {
    this.#waiting = waiting;
    await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
    if (this.#ready) this.#deliverWaiting();
  }

  #becameReady(): void {
    if (this.#ready) return;
    this.#ready = true;
    // After the answer to the page's first request, so that it is complete when it switches.
    setTimeout(() => this.#deliverWaiting(), 0);
  }

  #deliverWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) this.notify('view.show', waiting);
  }
}

function workspaceId(): string {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const open =
    workspaceFile === undefined ? workspaceFolders.map(({ uri }) => uri) : [workspaceFile];
  return createHash('sha256').update(open.join('\n')).digest('hex').slice(0, 16);
}
