// The HTML around the webview's bundle: a strict content policy, the script, the styles, one root element.

export interface PageOptions {
  readonly nonce: string;
  /** The webview's `cspSource`. */
  readonly source: string;
  /** The small script that asks for what the page shows first; it waits for nothing. */
  readonly first: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** The editor's language, for example `de`. */
  readonly language: string;
  /** Tells the open folder from others, in the memory of a window that has shown several. */
  readonly workspace: string;
  /** What the runtime says, in that language, as JSON. */
  readonly texts?: string | undefined;
}

/** The page may run our script and load our styles, fonts and images; it can reach no network. */
export function chatPage(options: PageOptions): string {
  const { nonce, source, first, script, styles, language, texts, workspace } = options;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // The toolkit's and the list's elements set styles of their own.
    `style-src ${source} 'unsafe-inline'`,
    `font-src ${source}`,
    `img-src ${source} data:`,
    `connect-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}" data-workspace="${workspace}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <script nonce="${nonce}" src="${first}"></script>
    <meta property="csp-nonce" content="${nonce}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${styles.map((href) => `<link rel="stylesheet" href="${href}" />`).join('\n    ')}
    <title>Memfun</title>
  </head>
  <body>
    <div id="root"></div>
    ${texts === undefined ? '' : `<script type="application/json" id="texts">${texts.replaceAll('<', String.raw`\u003c`)}</script>`}
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
