// @symbol:name: what is defined under a name in the workspace; the handle holds its places.
import * as z from 'zod';
import type { MentionProvider } from './provider.js';
import { written } from './provider.js';

const found = z.object({
  symbols: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      path: z.string(),
      startLine: z.number().int(),
      endLine: z.number().int(),
      signature: z.string(),
    }),
  ),
});
const MAX_PLACES = 20;

export const symbolMention: MentionProvider = {
  kind: 'symbol',
  prefixed: true,
  hint: 'a definition by its name',
  async suggest(query, limit, { look }) {
    if (query === '') return [];
    const { symbols } = await look('symbols', { query, limit }, found);
    return symbols.map(({ name, kind, path, startLine }) => ({
      insert: written(`symbol:${name}`),
      label: name,
      detail: `${kind}, ${path}:${startLine}`,
    }));
  },
  async resolve(name, { look }) {
    const { symbols } = await look('symbols', { query: name, limit: MAX_PLACES }, found);
    const same = symbols.filter((symbol) => symbol.name === name);
    const [first] = same;
    if (first === undefined) return undefined;
    return {
      label: name,
      detail:
        same.length === 1
          ? `${first.kind}, ${first.path}:${first.startLine}`
          : `${same.length} definitions`,
      how: 'The value lists its definitions with path and lines; readFile() reads them.',
      value: same.map((symbol) => ({ ...symbol })),
      path: first.path,
      line: first.startLine,
    };
  },
};
