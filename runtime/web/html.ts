// HTML as Markdown: the article that the page is about, or the whole body when none stands out.
import type { PageDocument, PageElement, PageTools } from './dom.js';
import { loadPageTools } from './dom.js';

export interface ReadHtml {
  readonly title: string;
  readonly byline: string;
  readonly markdown: string;
  /** `article`: without navigation and the like. `body`: all of it. */
  readonly part: 'article' | 'body';
}

/** An article shorter than this is more likely a notice beside the page's real content. */
const MIN_ARTICLE_CHARS = 200;
/** A page within both bounds was weighed in about a second, whatever its shape. */
const MAX_DEPTH = 100;
const MAX_ELEMENTS = 15_000;
const NO_CONTENT = 'body title, script, style, noscript, template, iframe, svg, canvas, [hidden]';

/** Turns a page into Markdown with absolute links. @param url where the page was found */
export async function readHtml(html: string, url: string): Promise<ReadHtml> {
  const tools = await loadPageTools();
  const title = tools.parse(complete(html)).querySelector('title')?.textContent?.trim() ?? '';
  const article = articleOf(html, url, tools);
  if (article !== undefined) return { ...article, title: article.title.trim() || title };
  const document = prepared(html, url, tools);
  return { title, byline: '', markdown: tools.markdown(document.body).trim(), part: 'body' };
}

function articleOf(html: string, url: string, tools: PageTools): ReadHtml | undefined {
  const found = weigh(prepared(html, url, tools), tools);
  if (found === undefined || found.length < MIN_ARTICLE_CHARS) return undefined;
  const { body } = tools.parse(`<!doctype html><html><body>${found.html}</body></html>`);
  const { title, byline } = found;
  return { title, byline: byline.trim(), markdown: tools.markdown(body).trim(), part: 'article' };
}

/** A page that is too large or too odd to be weighed is read whole. */
function weigh(document: PageDocument, tools: PageTools): ReturnType<PageTools['article']> {
  if (!isWeighable(document.body)) return undefined;
  try {
    return tools.article(document);
  } catch {
    return undefined;
  }
}

/** Weighing takes time that grows with the third power of the depth: an ill-meaning page could hold up everything. */
function isWeighable(root: PageElement): boolean {
  let level: readonly PageElement[] = [root];
  let elements = 0;
  for (let depth = 0; level.length > 0; depth++) {
    elements += level.length;
    if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) return false;
    level = level.flatMap((element) => Array.from(element.children));
  }
  return true;
}

function prepared(html: string, url: string, tools: PageTools): PageDocument {
  const document = tools.parse(complete(html));
  makeAbsolute(document, baseOf(document, url));
  for (const element of document.querySelectorAll(NO_CONTENT)) element.remove();
  return document;
}

/** The parser adds no elements that were left out, and reads the content from the body only. */
function complete(html: string): string {
  if (/<html[\s>]/i.test(html) && /<body[\s>]/i.test(html)) return html;
  const inner = html.replaceAll(/<!doctype[^>]*>|<\/?(html|head|body)\b[^>]*>/gi, '');
  return `<!doctype html><html><head></head><body>${inner}</body></html>`;
}

function baseOf(document: PageDocument, url: string): string {
  const base = document.querySelector('base')?.getAttribute('href') ?? '';
  return absolute(base, url) ?? url;
}

/** Links and pictures that lead nowhere outside of the page lose their target. */
function makeAbsolute(document: PageDocument, base: string): void {
  for (const [selector, attribute] of [
    ['a[href]', 'href'],
    ['img[src]', 'src'],
  ] as const) {
    for (const element of document.querySelectorAll(selector)) {
      const target = absolute(element.getAttribute(attribute) ?? '', base);
      if (target === undefined) element.removeAttribute(attribute);
      else element.setAttribute(attribute, target);
    }
  }
}

function absolute(target: string, base: string): string | undefined {
  try {
    const url = new URL(target, base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
