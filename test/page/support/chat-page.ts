// One page in a browser tab, connected to a host, driven as a person would.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { CHROMIUM_FLAGS, chromium as chromiumPath, root } from '../../host/paths.mjs';
import { type PageServer, servePage, type Theme, themes } from './page-server.js';
import { TestHost, type TestHostOptions } from './test-host.js';

export const NARROW = 300;
export const WIDE = 600;
const HEIGHT = 760;
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** What axe judges: everything, or only what another theme may change. */
const RULES = {
  all: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const;
type Rules = (typeof RULES)[keyof typeof RULES];

export interface OpenOptions extends TestHostOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /** Dots of the screen for a pixel of the page; 1 unless given. */
  readonly dots?: number;
  /** The editor's language; `en` unless given. */
  readonly language?: string;
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly {
      readonly target: readonly unknown[];
      readonly failureSummary?: string;
    }[];
  }[];
}

/** What the script of axe-core puts into a page. */
interface Axe {
  run(
    root: Document,
    options: { readonly runOnly: Rules; readonly resultTypes: readonly string[] },
  ): Promise<AxeResult>;
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
      deviceScaleFactor: options.dots ?? 1,
      reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
    });
    const host = new TestHost(options);
    const page = await ChatPage.open(
      context,
      host,
      this.server.url(options.theme ?? 'dark', options.language),
    );
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

export interface DroppedFile {
  readonly name: string;
  /** Absent: its name. */
  readonly content?: string | Uint8Array;
  readonly type?: string;
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
    context.setDefaultTimeout(8000);
    const page = await context.newPage();
    const chat = new ChatPage(page, host, context);
    page.on('pageerror', (error) => chat.problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') chat.problems.push(message.text());
    });
    await page.exposeFunction('postToHost', (message: unknown) => host.receive(message));
    host.connect((message) => {
      // A page that is just being closed or reloaded takes no messages.
      page
        .evaluate((data: unknown) => globalThis.postMessage(data, '*'), message as unknown)
        .catch(() => undefined);
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

  button(name: string | RegExp, exact = false): Locator {
    return this.page.getByRole('button', { name, exact });
  }

  /** Types a message and sends it with the keyboard. */
  async send(text: string): Promise<void> {
    await this.input.click();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Drops files of the system on the message box, with the addresses that the drop tells. */
  async drop(files: readonly DroppedFile[], uris: readonly string[] = []): Promise<void> {
    const inBase64 = files.map(({ name, content = name, type = '' }) => ({
      name,
      type,
      content: Buffer.from(content).toString('base64'),
    }));
    await this.input.evaluate(
      (input, [dropped, list]) => {
        const dataTransfer = new DataTransfer();
        if (list.length > 0) dataTransfer.setData('text/uri-list', list.join('\r\n'));
        for (const { name, content, type } of dropped) {
          const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
          dataTransfer.items.add(new File([bytes], name, { type }));
        }
        const init = { dataTransfer, bubbles: true, cancelable: true };
        input.dispatchEvent(new DragEvent('drop', init));
      },
      [inBase64, uris] as const,
    );
  }

  /** What stands in the message box. */
  text(): Promise<string> {
    return this.input.inputValue();
  }

  /** What was said to a screen reader last. */
  async announced(): Promise<string> {
    const texts = await this.page
      .locator('[aria-live], [role=status], [role=alert], output')
      .allInnerTexts();
    return texts.join(' ');
  }

  /** The test id of what has the focus. */
  focused(): Promise<string | undefined> {
    return this.page.evaluate(
      () => (document.activeElement as HTMLElement | null)?.dataset['testid'],
    );
  }

  /** Presses Tab until the control has the focus. */
  async tabTo(testId: string): Promise<void> {
    for (let i = 0; i < 40; i++) {
      if ((await this.focused()) === testId) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${testId}`);
  }

  /** Whether the conversation is longer than the page. */
  scrolls(): Promise<boolean> {
    return this.page
      .locator('[data-virtuoso-scroller]')
      .evaluate((list) => list.scrollHeight > list.clientHeight + 100);
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
  async axe(rules: keyof typeof RULES = 'all'): Promise<readonly string[]> {
    if (!(await this.page.evaluate(() => 'axe' in globalThis)))
      await this.page.evaluate(readFileSync(AXE, 'utf8'));
    const { violations } = await this.page.evaluate<AxeResult, Rules>(
      (runOnly) =>
        (globalThis as unknown as { readonly axe: Axe }).axe.run(document, {
          runOnly,
          resultTypes: ['violations'],
        }),
      RULES[rules],
    );
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`,
      ),
    );
  }

  /** Goes over to another theme, as the editor does while a page is open. */
  async setTheme(theme: Theme): Promise<void> {
    await this.page.evaluate(({ vars, body, kind, id }) => {
      const { documentElement: html } = document;
      html.removeAttribute('style');
      for (const [name, value] of Object.entries(vars)) html.style.setProperty(name, value);
      document.body.className = body;
      document.body.dataset['vscodeThemeKind'] = kind;
      document.body.dataset['vscodeThemeId'] = id;
    }, themes[theme]);
    // What fades from one colour to the other is looked at when it has.
    await this.page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
      await new Promise(requestAnimationFrame);
    });
  }

  /** Makes the page wider or narrower, as the side bar may become. */
  async setWidth(width: number): Promise<void> {
    const { height = HEIGHT } = this.page.viewportSize() ?? {};
    await this.page.setViewportSize({ width, height });
  }

  /** Opens every fold, also those inside others. */
  async unfoldAll(): Promise<void> {
    await this.get('message-assistant').last().waitFor();
    const closed = this.page.locator('details:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
  }

  /** What sticks out of the page to the right, by tag and class. Boxes that scroll by themselves may be wider inside. */
  async overflow(): Promise<readonly string[]> {
    return this.page.evaluate(() => {
      const scrolls = (element: Element | null): boolean =>
        element !== null &&
        (['auto', 'scroll', 'hidden'].includes(getComputedStyle(element).overflowX) ||
          scrolls(element.parentElement));
      return [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .filter((element) => !scrolls(element.parentElement))
        .map((element) => `${element.tagName}.${element.className}`);
    });
  }

  /** Words of controls, tabs and headings that their box cuts, or that stick out of it. What has its whole text in a title is meant to be cut. */
  cutWords(): Promise<readonly string[]> {
    return this.page.evaluate(() =>
      [
        ...document.querySelectorAll(
          'button, vscode-button, [role=tab], h2, h3, h4, label, select, summary',
        ),
      ]
        .filter((element) => element.checkVisibility() && element.closest('.sr-only') === null)
        .filter((element) => element.closest('[title]') === null)
        .filter(
          (element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0,
        )
        .map((element) => `${element.tagName}.${element.className}: ${element.textContent}`),
    );
  }

  async screenshot(name: string): Promise<void> {
    const folder = path.join(root, 'test/output/page');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.host.dispose();
  }
}
