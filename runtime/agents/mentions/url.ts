// @https://…: a page of the web; where changes are made without asking, naming its address allows the visit.
import type { MentionProvider } from './provider.js';

export const urlMention: MentionProvider = {
  kind: 'url',
  prefixed: false,
  hint: 'a page of the web by its address',
  async suggest(query) {
    const address = readAddress(query);
    return address === undefined
      ? []
      : [{ insert: `@${query}`, label: address.host, detail: address.href }];
  },
  async resolve(name) {
    const address = readAddress(name);
    if (address === undefined) return undefined;
    return {
      label: address.host,
      detail: address.href,
      how: `webFetch(${JSON.stringify(address.href)}) reads it.`,
    };
  },
};

function readAddress(text: string): URL | undefined {
  if (!/^https?:\/\/./.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}
