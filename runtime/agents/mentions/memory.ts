// @memory:id or @memory:words: something that is remembered.
import type { Memory } from '../../memory/index.js';
import type { MentionProvider, MentionSite } from './provider.js';
import { held } from './provider.js';

const LABEL_CHARS = 60;

export const memoryMention: MentionProvider = {
  kind: 'memory',
  prefixed: true,
  hint: 'something that is remembered',
  async suggest(query, limit, { memory }) {
    const found =
      query === ''
        ? await memory.list()
        : (await memory.search({ text: query, limit })).map((hit) => hit.memory);
    return found.slice(0, limit).map(({ id, content, layer, category }) => ({
      insert: `@memory:${id}`,
      label: content.slice(0, LABEL_CHARS),
      detail: `${layer}, ${category}`,
    }));
  },
  async resolve(name, site) {
    const memory = await named(name, site);
    if (memory === undefined) return undefined;
    const { id, content, layer, category } = memory;
    return {
      label: content.slice(0, LABEL_CHARS),
      detail: `${layer}, ${category}`,
      how: 'The value has its words.',
      value: { id, content: held(content), layer, category },
    };
  },
};

/** By its id, else the one that fits the words best. */
async function named(name: string, { memory }: MentionSite): Promise<Memory | undefined> {
  const known = await memory.get(name);
  if (known !== undefined) return known.status === 'deleted' ? undefined : known;
  const [best] = await memory.search({ text: name.replaceAll(/[-_]/g, ' '), limit: 1 });
  return best?.memory;
}
