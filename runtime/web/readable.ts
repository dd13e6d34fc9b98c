// A page as text that a model can read: HTML as Markdown, text and JSON as they are.
import { decodePage } from './charset.js';
import { WebContentTypeError, WebEncodingError, WebStatusError } from './errors.js';
import { readHtml } from './html.js';
import type { FetchedResource, FetchRequest, SafeFetch } from './safe-fetch.js';
import { hostOf } from './url.js';

export interface WebPage {
  /** Where it was found, after redirects. */
  readonly url: string;
  readonly title: string;
  readonly byline: string;
  readonly contentType: string;
  /** All of it; Markdown for HTML. */
  readonly text: string;
  /** `body`: no article stood out, so navigation is part of the text. */
  readonly part: 'article' | 'body';
}

const ACCEPT =
  'text/html, application/xhtml+xml, text/markdown, text/plain, application/json;q=0.9, application/xml;q=0.8, */*;q=0.1';

/**
 * Fetches a page and makes it readable.
 * @throws what `fetch` rejects with; WebStatusError; WebContentTypeError for what is no text; WebEncodingError
 */
export async function fetchPage(
  fetch: SafeFetch,
  request: Pick<FetchRequest, 'url' | 'signal' | 'redirects' | 'maxBytes' | 'timeoutMs'>,
): Promise<WebPage> {
  const found = await fetch({ ...request, headers: { accept: ACCEPT } });
  if (found.status < 200 || found.status > 299) {
    throw new WebStatusError(hostOf(new URL(found.url)), found.status);
  }
  return await readResource(found);
}

async function readResource({ url, headers, body }: FetchedResource): Promise<WebPage> {
  const header = headers['content-type'] ?? '';
  const named = (header.split(';')[0] ?? '').trim().toLowerCase();
  const text = decodePage(body, header === '' ? 'text/html' : header);
  const contentType = named === '' || named === 'application/octet-stream' ? guess(text) : named;
  if (contentType === undefined || !isText(contentType) || text.includes('\0')) {
    throw new WebContentTypeError(url, contentType ?? 'of an unknown kind');
  }
  if (!isHtml(contentType)) {
    return { url, title: '', byline: '', contentType, text, part: 'body' };
  }
  try {
    const { markdown, ...page } = await readHtml(text, url);
    return { url, contentType, text: markdown, ...page };
  } catch (error) {
    throw new WebEncodingError(hostOf(new URL(url)), 'its HTML cannot be read', error);
  }
}

function guess(text: string): string | undefined {
  if (text.includes('\0') || text.includes('\uFFFD')) return undefined;
  return /^\s*(<!doctype html|<html|<head|<body)/i.test(text) ? 'text/html' : 'text/plain';
}

function isHtml(type: string): boolean {
  return type === 'text/html' || type === 'application/xhtml+xml';
}

function isText(type: string): boolean {
  return (
    type.startsWith('text/') ||
    /^application\/(.*\+)?(json|xml|yaml|toml)$/.test(type) ||
    /^application\/(javascript|ecmascript|typescript|x-(yaml|sh|ndjson|javascript)|ndjson|sql|graphql|ld\+json|xhtml\+xml)$/.test(
      type,
    ) ||
    /^(image\/svg\+xml|message\/rfc822)$/.test(type)
  );
}
