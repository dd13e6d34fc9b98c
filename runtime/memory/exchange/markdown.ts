// Memories as a Markdown list, and lists of others (CLAUDE.md, AGENTS.md, rules of editors) as drafts of memories.
import {
  type Memory,
  type MemoryCategory,
  type MemoryLayer,
  memoryCategorySchema,
  memoryLayerSchema,
} from '../model.js';

const LAYER_TITLES: Readonly<Record<MemoryLayer, string>> = {
  core: 'The user',
  project: 'The project',
  recent: 'Recent',
  session: 'This session',
};
const CATEGORY_TITLES: Readonly<Record<MemoryCategory, string>> = {
  preference: 'Preferences',
  convention: 'Conventions',
  decision: 'Decisions',
  fact: 'Facts',
  pattern: 'Patterns',
  task: 'Tasks',
};

/** A list by layer and kind, for people and for other tools. */
export function toMarkdown(memories: readonly Memory[]): string {
  const sections = memoryLayerSchema.options.flatMap((layer) => {
    const kinds = memoryCategorySchema.options.flatMap((category) => {
      const rows = memories
        .filter((one) => one.layer === layer && one.category === category)
        .sort((a, b) => a.createdAt - b.createdAt)
        .map(({ content }) => `- ${content.replaceAll(/\s+/g, ' ')}`);
      return rows.length === 0 ? [] : [`### ${CATEGORY_TITLES[category]}\n\n${rows.join('\n')}\n`];
    });
    return kinds.length === 0 ? [] : [`## ${LAYER_TITLES[layer]}\n\n${kinds.join('\n')}`];
  });
  return ['# What is remembered\n', ...sections].join('\n');
}

export interface ListItem {
  readonly line: number;
  readonly content: string;
  readonly category?: MemoryCategory;
  readonly layer?: MemoryLayer;
  /** The heading that it stands under, when that is no kind of ours. */
  readonly heading?: string;
}

export interface SkippedLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

const ITEM = /^(\s*)(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$/;
const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
const FENCE = /^\s*(?:```|~~~)/;

/** The items of all lists; in a text without any list, its lines. What is neither is told. */
export function readList(text: string): {
  readonly items: readonly ListItem[];
  readonly skipped: readonly SkippedLine[];
} {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const hasList = lines.some((line) => ITEM.test(line));
  const items: ListItem[] = [];
  const skipped: SkippedLine[] = [];
  let place: Pick<ListItem, 'category' | 'layer' | 'heading'> = {};
  let closing: RegExp | undefined = lines[0] === '---' ? /^---$/ : undefined;
  let open = false;
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    const skip = (reason: string): void => {
      skipped.push({ line: number, text: line.trim(), reason });
    };
    if (closing !== undefined) {
      if (index > 0 && closing.test(line)) closing = undefined;
      if (line.trim() !== '') skip('not a sentence: settings, code or a comment');
      continue;
    }
    const heading = HEADING.exec(line)?.[1];
    const item = ITEM.exec(line);
    const last = items.at(-1);
    if (line.trim() === '') open = false;
    else if (FENCE.test(line)) {
      closing = FENCE;
      skip('not a sentence: settings, code or a comment');
    } else if (/^\s*<!--/.test(line)) {
      if (!line.includes('-->')) closing = /-->/;
      skip('not a sentence: settings, code or a comment');
    } else if (heading !== undefined) {
      place = placeOf(heading, place);
      open = false;
    } else if (item !== null) {
      items.push({ line: number, content: withoutMark(item[2] ?? ''), ...place });
      open = true;
    } else if (open && last !== undefined && /^\s/.test(line)) {
      items[items.length - 1] = { ...last, content: `${last.content} ${line.trim()}` };
    } else if (hasList) skip('not an item of a list');
    else items.push({ line: number, content: withoutMark(line.trim()), ...place });
  }
  return { items, skipped };
}

function placeOf(
  heading: string,
  { layer }: Pick<ListItem, 'layer'>,
): Pick<ListItem, 'category' | 'layer' | 'heading'> {
  const wanted = heading.toLowerCase();
  const isTitle = (name: string, titles: Readonly<Record<string, string>>): boolean =>
    name === wanted || titles[name]?.toLowerCase() === wanted;
  const newLayer = memoryLayerSchema.options.find((name) => isTitle(name, LAYER_TITLES));
  if (newLayer !== undefined) return { layer: newLayer };
  const category = memoryCategorySchema.options.find((name) => isTitle(name, CATEGORY_TITLES));
  const kept = layer === undefined ? {} : { layer };
  return category === undefined ? { heading } : { category, ...kept };
}

/** Without the id that MEMORY.md puts behind a line. */
function withoutMark(text: string): string {
  return text.replace(/\s*<!-- mem_[\w.-]+ -->\s*$/, '').trim();
}
