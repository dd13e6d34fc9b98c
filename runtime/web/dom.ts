// The part of a document that reading a page needs, and the packages that make and read one.

export interface PageNode {
  readonly nodeName: string;
  readonly textContent: string | null;
}

export interface PageElement extends PageNode {
  readonly children: ArrayLike<PageElement>;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selector: string): Iterable<PageElement>;
  querySelector(selector: string): PageElement | null;
  remove(): void;
}

export interface PageDocument {
  readonly body: PageElement;
  querySelectorAll(selector: string): Iterable<PageElement>;
  querySelector(selector: string): PageElement | null;
}

export interface PageTools {
  parse(html: string): PageDocument;
  /** The article of a document, which is taken apart on the way; `undefined` when none stands out. */
  article(document: PageDocument): Article | undefined;
  markdown(root: PageElement): string;
}

export interface Article {
  readonly title: string;
  readonly byline: string;
  readonly html: string;
  /** Characters of text. */
  readonly length: number;
}

/** The packages, in the terms above: their own types speak of a browser, which is not here. */
interface Packages {
  readonly parseHTML: (html: string) => { readonly document: PageDocument };
  readonly Readability: new (
    document: PageDocument,
    options: { readonly keepClasses: boolean },
  ) => { parse(): FoundArticle | null };
  readonly TurndownService: new (options: Readonly<Record<string, string>>) => MarkdownService;
}

interface FoundArticle {
  readonly title?: string | null;
  readonly byline?: string | null;
  readonly content?: string | null;
  readonly length?: number | null;
}

interface MarkdownService {
  turndown(root: PageElement): string;
  remove(names: readonly string[]): unknown;
  addRule(
    name: string,
    rule: {
      readonly filter: string | readonly string[];
      readonly replacement: (content: string, element: PageElement) => string;
    },
  ): unknown;
}

let loaded: Promise<unknown> | undefined;

/** Loads the packages on first use. */
export async function loadPageTools(): Promise<PageTools> {
  loaded ??= import('./web.chunk.js');
  return toolsOf((await loaded) as Packages);
}

function toolsOf({ parseHTML, Readability, TurndownService }: Packages): PageTools {
  return {
    parse: (html) => parseHTML(html).document,
    article(document) {
      // Classes name the languages of code.
      const found = new Readability(document, { keepClasses: true }).parse();
      if (typeof found?.content !== 'string') return undefined;
      const { title, byline, content, length } = found;
      return { title: title ?? '', byline: byline ?? '', html: content, length: length ?? 0 };
    },
    markdown: (root) => markdownService(TurndownService).turndown(root),
  };
}

function markdownService(Service: Packages['TurndownService']): MarkdownService {
  const service = new Service({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
  });
  service.remove(['script', 'style', 'noscript', 'iframe', 'template']);
  service.addRule('table', {
    filter: 'table',
    replacement: (content, table) => tableText(table, content, service),
  });
  service.addRule('struck out', {
    filter: ['del', 's'],
    replacement: (content) => `~~${content}~~`,
  });
  return service;
}

/** A table of data as a Markdown table; one that only arranges other blocks as these blocks. */
function tableText(table: PageElement, content: string, service: MarkdownService): string {
  // Also keeps nested tables from being turned again for every table around them.
  const isLayout = table.querySelector('table, pre, ul, ol, h1, h2, h3, blockquote') !== null;
  if (isLayout) return `\n\n${content}\n\n`;
  const rows = [...table.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cellText(cell, service)),
  );
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  if (width < 2) return `\n\n${content}\n\n`;
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`;
  const [head = [], ...rest] = rows;
  const caption = table.querySelector('caption')?.textContent?.trim() ?? '';
  const rule = line(Array.from({ length: width }, () => '---'));
  return `\n\n${[...(caption === '' ? [] : [caption, '']), line(head), rule, ...rest.map(line)].join('\n')}\n\n`;
}

function cellText(cell: PageElement, service: MarkdownService): string {
  return service.turndown(cell).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
