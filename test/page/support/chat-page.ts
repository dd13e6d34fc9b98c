// One page in a browser tab, connected to a host, driven as a person would.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, chromium as chromiumPath, root } from '../../host/paths.mjs';
import { type PageServer, servePage, type Theme } from './page-server.js';
import { TestHost, type TestHostOptions } from './test-host.js';

export const NARROW = 300;
export const WIDE = 600;
const HEIGHT = 760;
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface OpenOptions extends TestHostOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
  }[];
}

/** The browser and the server that a test file's pages share. */
export class Pages {
  readonly #open = new Set<ChatPage>();

  private constructor(
    private readonly browser: Browser,
    private readonly server: PageServer,
  ) {}

  static async launch(): Promise<Pages> {
    const executablePath = chromiumPath();
    if (executablePath === undefined) throw new Error('There is no Chromium on this machine.');
    const [browser, server] = await Promise.all([
      chromium.launch({ executablePath, args: CHROMIUM_FLAGS }),
      servePage(),
    ]);
    return new Pages(browser, server);
  }

  async open(options: OpenOptions = {}): Promise<ChatPage> {
    const context = await this.browser.newContext({
      viewport: { width: options.width ?? WIDE, height: options.height ?? HEIGHT },
      reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
    });
    const host = new TestHost(options);
    const page = await ChatPage.open(context, host, this.server.url(options.theme ?? 'dark'));
    this.#open.add(page);
    return page;
  }

  /** Closes the tabs of one test. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#open].map((page) => page.close()));
    this.#open.clear();
  }

  async close(): Promise<void> {
    await this.closeAll();
    await this.browser.close();
    await this.server.close();
  }
}

export class ChatPage {
  /** What the page threw, logged as an error or was refused by its content policy. */
  readonly problems: string[] = [];

  private constructor(
    readonly page: Page,
    readonly host: TestHost,
    private readonly context: BrowserContext,
  ) {}

  static async open(context: BrowserContext, host: TestHost, url: string): Promise<ChatPage> {
    const page = await context.newPage();
    const chat = new ChatPage(page, host, context);
    page.on('pageerror', (error) => chat.problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') chat.problems.push(message.text());
    });
    await page.exposeFunction('postToHost', (message: unknown) => host.receive(message));
    host.connect((message) => {
      // A page that is just being closed or reloaded takes no messages.
      page.evaluate((data) => globalThis.postMessage(data, '*'), message).catch(() => undefined);
    });
    await page.goto(url);
    await chat.input.waitFor();
    return chat;
  }

  get input(): Locator {
    return this.get('chat-input');
  }

  get(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Types a message and sends it with the keyboard. */
  async send(text: string): Promise<void> {
    await this.input.click();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Waits until no turn is running. */
  async idle(): Promise<void> {
    await this.get('chat-stop').waitFor({ state: 'detached' });
  }

  /** Throws the page away and loads it again, as the editor does with a hidden view. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.input.waitFor();
  }

  /** What axe finds wrong, a line each. */
  async axe(): Promise<readonly string[]> {
    await this.page.evaluate(readFileSync(AXE, 'utf8'));
    const { violations } = await this.page.evaluate<AxeResult, readonly string[]>(
      (values) => globalThis.axe.run(document, { runOnly: values }),
      RULES,
    );
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }

  async screenshot(name: string): Promise<void> {
    const folder = path.join(root, 'test/output/page');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }

  async close(): Promise<void> {
    this.host.dispose();
    await this.context.close();
  }
}
