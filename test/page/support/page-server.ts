// Serves the page as the editor does: its real shell with its content policy, theme variables, the editor's own styles.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import * as z from 'zod';
import { chatPage } from '../../../extension/chat/page.js';
import { pageTexts } from '../../../extension/chat/page-texts.js';

const root = path.resolve(import.meta.dirname, '../../..');
const support = path.join(root, 'test/page/support');
const NONCE = 'dGVzdA==';

export const THEMES = ['light', 'dark', 'hc-light', 'hc-dark'] as const;
export type Theme = (typeof THEMES)[number];

const themesSchema = z.record(
  z.enum(THEMES),
  z.object({
    body: z.string(),
    kind: z.string(),
    id: z.string(),
    vars: z.record(z.string(), z.string()),
  }),
);
/** What the editor tells a page of each theme. */
export const themes = themesSchema.parse(
  JSON.parse(readFileSync(path.join(support, 'themes.json'), 'utf8')),
);

/** What the editor gives to a page: messages out, and a small state that outlives a reload. */
const EDITOR_API = `(() => {
  const key = 'editor-state';
  const post = window.postToHost;
  let taken = false;
  window.acquireVsCodeApi = () => {
    if (taken) throw new Error('An instance of the VS Code API has already been acquired');
    taken = true;
    return {
      postMessage: (message) => { post(JSON.parse(JSON.stringify(message))); },
      getState: () => JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined,
      setState: (state) => { sessionStorage.setItem(key, JSON.stringify(state)); return state; },
    };
  };
})();`;

/** The page itself is transparent; the editor paints the sidebar behind it. */
const SIDEBAR = 'html { background: var(--vscode-sideBar-background) }';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

export interface PageServer {
  url(theme: Theme, language?: string): string;
  close(): Promise<void>;
}

export async function servePage(): Promise<PageServer> {
  let origin = '';
  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    if (pathname === '/favicon.ico') {
      response.statusCode = 204;
      response.end();
      return;
    }
    if (pathname === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      const theme = z.enum(THEMES).parse(searchParams.get('theme'));
      void shell(origin, theme, searchParams.get('language') ?? 'en').then((page) =>
        response.end(page),
      );
      return;
    }
    try {
      const body = readFileSync(path.join(root, 'dist', path.basename(pathname)));
      response.setHeader('content-type', TYPES[path.extname(pathname)] ?? 'text/plain');
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  return {
    url: (theme, language = 'en') => `${origin}/?theme=${theme}&language=${language}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function shell(origin: string, theme: Theme, language: string): Promise<string> {
  const { vars, body, kind, id } = themes[theme];
  const style = Object.entries(vars)
    .map(([name, value]) => `${name}:${value.replaceAll('"', "'")}`)
    .join(';');
  const editorStyles = readFileSync(path.join(support, 'editor-styles.css'), 'utf8');
  const page = chatPage({
    nonce: NONCE,
    language,
    texts: await pageTexts(language),
    source: origin,
    workspace: 'project',
    first: '/webview-first.js',
    script: '/webview.js',
    styles: ['/codicon.css', '/webview.css'],
  });
  return page
    .replace('<html ', `<html style="${style}" `)
    .replace(
      '<head>',
      `<head><style id="_defaultStyles">${editorStyles}${SIDEBAR}</style><script nonce="${NONCE}">${EDITOR_API}</script>`,
    )
    .replace(
      '<body>',
      `<body class="${body}" data-vscode-theme-kind="${kind}" data-vscode-theme-id="${id}">`,
    );
}
