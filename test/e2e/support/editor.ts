// A real editor with the packaged extension on a copy of a fixture, driven as a person would.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { startEditorServer } from '../../host/editor-server.mjs';
import { CHROMIUM_FLAGS, chromium as chromiumPath, root } from '../../host/paths.mjs';
import { beginRepository } from '../../support/git.js';

export interface EditorOptions {
  /** Folder under test/fixtures, or an absolute path; copied unless `inPlace`. */
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Further packaged extensions, by their paths. */
  readonly extensions?: readonly string[];
  /** Of the editor, for example `de`; English otherwise. */
  readonly language?: string;
  /** Further arguments of the editor. */
  readonly args?: readonly string[];
  /** Ask whether the folder is trusted, as a desktop does; otherwise it is. */
  readonly trust?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}

type EditorServer = Awaited<ReturnType<typeof startEditorServer>>;

/** One window of one editor. */
export class Editor {
  /** The one that was opened last. */
  static last: Editor | undefined;

  private constructor(
    readonly page: Page,
    readonly workspace: string,
    private readonly context: BrowserContext,
    private readonly browser: Browser,
    private readonly options: EditorOptions,
    private readonly dataDir: string,
    private server: EditorServer,
  ) {}

  static async open(options: EditorOptions): Promise<Editor> {
    const workspace = mkdtempSync(path.join(tmpdir(), 'workspace-'));
    cpSync(path.resolve(root, 'test/fixtures', options.workspace), workspace, { recursive: true });
    // Fixtures carry no history of their own.
    beginRepository(workspace, 'Start');
    const dataDir = mkdtempSync(path.join(tmpdir(), 'user-data-'));
    const [browser, server] = await Promise.all([
      chromium.launch({ executablePath: chromiumPath() ?? 'chromium', args: CHROMIUM_FLAGS }),
      startServer(options, dataDir),
    ]);
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    const editor = new Editor(page, workspace, context, browser, options, dataDir, server);
    Editor.last = editor;
    await editor.load();
    return editor;
  }

  /** Opens (or opens again) the window and waits until it shows its files, or Memfun where that was in front before. */
  async load(): Promise<void> {
    await this.page.goto(this.server.url(this.workspace));
    await this.ready();
  }

  /** Does what makes the window load anew, and waits until it has. */
  async reloads(act: () => Promise<void>): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await act();
    await loaded;
    await this.ready();
  }

  private async ready(): Promise<void> {
    const files = this.page.locator('.explorer-folders-view .monaco-list-row');
    const memfun = this.page.locator('iframe.webview.ready[src*="extensionId=memfun.memfun"]');
    await files.or(memfun).first().waitFor();
  }

  /** A second window of the same editor on the same folder; it closes with this one. */
  async another(): Promise<Editor> {
    const page = await this.context.newPage();
    const { workspace, context, browser, options, dataDir, server } = this;
    const window = new Editor(page, workspace, context, browser, options, dataDir, server);
    await window.load();
    return window;
  }

  /** Makes the side bar so many pixels wide. */
  async widen(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (box === null) throw new Error('there is no side bar');
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Ends the whole editor and starts it again on the same user data, under the same address. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.server.base).port);
    await this.page.goto('about:blank');
    await this.server.stop();
    this.server = await startServer(this.options, this.dataDir, port);
    await this.load();
  }

  /** Kills the whole editor in the middle of whatever it does, and starts it again on the same user data. */
  async killAndRestart(): Promise<void> {
    await this.kill();
    await this.startAgain();
  }

  async kill(): Promise<void> {
    await this.server.kill();
  }

  /** After `kill`, on the same user data, under the same address. */
  async startAgain(): Promise<void> {
    const port = Number(new URL(this.server.base).port);
    await this.page.goto('about:blank');
    this.server = await startServer(this.options, this.dataDir, port);
    await this.load();
  }

  /** The content of Memfun's view, with the chat in front: a window may open with another tab, as an earlier one left it. */
  async chat(): Promise<FrameLocator> {
    const frame = this.frame();
    const input = frame.getByTestId('chat-input');
    const tab = frame.getByRole('tab', { name: 'Chat' });
    const isVisible = (place: Locator): Promise<boolean> => place.isVisible().catch(() => false);
    const icon = this.page.locator('.activitybar').getByRole('tab', { name: 'Memfun' });
    // Of a view that is open and still loads, a click would be the end.
    const isOpen = async (): Promise<boolean> =>
      (await isVisible(input)) ||
      (await isVisible(tab)) ||
      (await icon.getAttribute('aria-selected')) === 'true';
    if (!(await isOpen())) await icon.click();
    await input.or(tab).first().waitFor();
    if (!(await isVisible(input))) await tab.click();
    await input.waitFor();
    return frame;
  }

  frame(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready[src*="extensionId=memfun.memfun"]')
      .frameLocator('iframe#active-frame');
  }

  /** What is drawn in a frame of the editor's own, inside of the element. */
  picture(within: string): FrameLocator {
    return this.page
      .frameLocator(`${within} iframe.webview.ready`)
      .frameLocator('iframe#active-frame');
  }

  /** Types a message into the chat and sends it. */
  async send(text: string): Promise<FrameLocator> {
    const chat = await this.chat();
    const input = chat.getByTestId('chat-input');
    await input.click();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
    return chat;
  }

  /** Runs a command from the palette by its title. */
  async command(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, `[aria-label*="${title}"]`);
  }

  /** Opens a file by name. */
  async openFile(name: string): Promise<void> {
    await this.pick('Control+P', name, `:has-text("${path.basename(name)}")`);
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
  }

  /**
   * Types into the list that a key opens and takes the row that fits. While the focus goes from one frame to another the key
   * may be lost, or the list that is seen may be one that is about to close: then all of it is done again.
   */
  private async pick(key: string, text: string, row: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    const found = this.page.locator(`.quick-input-list .monaco-list-row${row}`).first();
    for (let attempt = 1; ; attempt++) {
      if (attempt === 1 || !(await input.isVisible())) await this.page.keyboard.press(key);
      try {
        const patience = { timeout: 5_000 * attempt };
        await input.fill(text, patience);
        await found.click(patience);
        return;
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
  }

  /** Where Memfun keeps what belongs to the open folder alone. */
  projectStorage(): string {
    const all = path.join(this.server.data, 'User/workspaceStorage');
    const found = readdirSync(all)
      .map((id) => path.join(all, id, 'memfun.memfun/project'))
      .find((folder) => existsSync(folder));
    if (found === undefined) throw new Error('Memfun has not kept anything of this folder yet');
    return found;
  }

  /** The text of the person's own settings. */
  userSettings(): string {
    return readFileSync(path.join(this.server.data, 'User/settings.json'), 'utf8');
  }

  /** In the editor of the settings' file: what another program writes there is not noticed. */
  async changeSettings(changed: Readonly<Record<string, unknown>>): Promise<void> {
    const text = JSON.stringify({ ...JSON.parse(this.userSettings()), ...changed });
    const { keyboard } = this.page;
    await this.command('Preferences: Open User Settings (JSON)');
    const file = this.page.locator('.monaco-editor[data-uri$="settings.json"]');
    await file.locator('.view-line').first().click();
    await keyboard.press('Control+A');
    await keyboard.insertText(text);
    // What the editor has closed by itself.
    await keyboard.press('Control+Shift+End');
    await keyboard.press('Delete');
    await keyboard.press('Control+S');
    for (let tries = 0; this.userSettings() !== text; tries++) {
      if (tries === 400) throw new Error(`the settings are not kept: ${this.userSettings()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // The first key may close no more than a list of suggestions.
    for (let tries = 0; (await file.count()) > 0; tries++) {
      if (tries === 100) throw new Error('the settings stay open');
      await keyboard.press('Escape');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async screenshot(name: string): Promise<void> {
    const folder = path.join(root, 'test/output/e2e');
    mkdirSync(folder, { recursive: true });
    const file = name.replaceAll(/[^\w-]+/g, '-').slice(0, 80);
    await this.page.screenshot({ path: path.join(folder, `${file}.png`) });
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.browser.close();
    await this.server.stop();
    for (const folder of [this.workspace, this.dataDir])
      rmSync(folder, { recursive: true, force: true });
  }
}

function startServer(
  { settings = {}, trust = false, env = {}, extensions = [], args = [], language }: EditorOptions,
  dataDir: string,
  port?: number,
): Promise<EditorServer> {
  return startEditorServer({
    vsix: [path.join(root, 'dist/memfun.vsix'), ...extensions],
    settings,
    trust,
    env,
    args,
    dataDir,
    ...(language === undefined ? {} : { language }),
    ...(port === undefined ? {} : { port }),
  });
}
