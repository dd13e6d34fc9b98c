// Finds figures with a decimal point where a German reads them.
import type { ChatPage } from './chat-page.js';

/** A point that is neither of a group of three digits, nor of a version, an address, a file or a date. */
const POINT = /(?<![\w.:/-])\d+\.(?!\d{3}(?!\d))\d+(?![\w./])/;

/** In texts, titles and names of controls; not in code, in paths and in what models, people and programs wrote. */
export async function figuresWithPoint(chat: ChatPage): Promise<readonly string[]> {
  const texts = await chat.page.evaluate(() => {
    const isOthers = (element: Element | null): boolean =>
      element?.closest('script, code, pre, textarea, input, .chip, .place-link, .message.user') !==
      null;
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (!isOthers(node.parentElement)) found.push(node.nodeValue ?? '');
    for (const element of document.querySelectorAll('[title], [aria-label]'))
      if (!isOthers(element))
        found.push(element.getAttribute('title') ?? '', element.getAttribute('aria-label') ?? '');
    return found;
  });
  return [...new Set(texts.filter((text) => POINT.test(text)))];
}
