// Opens the built page in Chromium as the editor would: its shell and policy, a theme, a width, a host behind it.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chatPage } from '../../../extension/chat/page.js';
import { CHROMIUM_FLAGS, chromium as chromiumPath } from '../../host/paths.mjs';
import themes from '../themes.json' with { type: 'json' };
import type { FakeHost } from './fake-host.js';

const root = path.resolve(import.meta.dirname, '../../..');
export type ThemeName = keyof typeof themes;
export const THEMES = Object.keys(themes) as readonly ThemeName[];

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

export interface OpenPage {
  readonly page: Page;
  /** What the browser reported: errors and refusals of the content policy. */
  readonly problems: readonly string[];
}

export class PageBrowser {
  readonly #server: Server;
  readonly #browser: Browser;

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  static async start(): Promise<PageBrowser> {
    const server = createServer((request, response) => {
      const name = path.basename((request.url ?? '/').split('?')[0] ?? '/');
      const file = path.join(root, 'dist', name);
      if (name === '') response.setHeader('content-type', 'text/html').end(shell());
      else if (existsSync(file)) {
        const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
        response.setHeader('content-type', type).end(readFileSync(file));
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const executablePath = chromiumPath();
    if (executablePath === undefined) throw new Error('Page tests need Chromium: set CHROMIUM.');
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    return new PageBrowser(server, browser);
  }

  async open(host: FakeHost, theme: ThemeName = 'dark', width = 300): Promise<OpenPage> {
    const page = await this.#browser.newPage({
      viewport: { width, height: 720 },
      reducedMotion: 'reduce',
    });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) {
        problems.push(message.text());
      }
    });
    await page.exposeFunction('__toHost', (message: unknown) => host.receive(message));
    host.connect(async (message) => {
      await page.evaluate((data) => window.postMessage(data, '*'), message);
    });
    const { body, vars } = themes[theme];
    await page.addInitScript(
      ({ body, vars }) => {
        const style = Object.entries(vars).map(([name, value]) => `${name}:${value}`);
        document.addEventListener('DOMContentLoaded', () => {
          document.documentElement.style.cssText = style.join(';');
          document.body.className = body;
          document.body.style.background = 'var(--vscode-sideBar-background)';
        });
        const toHost = (window as unknown as { __toHost: (message: unknown) => void }).__toHost;
        Object.assign(window, {
          acquireVsCodeApi: () => ({ postMessage: (message: unknown) => toHost(message) }),
        });
      },
      { body, vars },
    );
    const { port } = this.#server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByTestId('chat-input').waitFor();
    return { page, problems };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }
}

export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = path.join(root, 'test/output/page');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

function shell(): string {
  return chatPage({
    nonce: 'test',
    source: "'self'",
    script: '/webview.js',
    styles: ['/codicon.css', '/webview.css'],
  });
}
