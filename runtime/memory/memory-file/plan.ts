// What edits of MEMORY.md mean: a merge of three, of what was generated, what stands there now, and what is remembered.
import type { Memory, MemoryCategory } from '../types.js';
import { contentOf, type FileItem } from './format.js';

interface Words {
  readonly content: string;
  readonly category?: MemoryCategory;
}

/** One thing that the file asks of memory. */
export type Edit =
  | ({ readonly kind: 'update'; readonly id: string; readonly raw: string } & Words)
  | { readonly kind: 'forget'; readonly id: string }
  | ({ readonly kind: 'save'; readonly raw: string; readonly foreign: boolean } & Words)
  /** The memory was changed as well: both stay. */
  | ({ readonly kind: 'both'; readonly id: string; readonly raw: string } & Words)
  /** Its line was removed, but the memory was changed meanwhile: it stays. */
  | { readonly kind: 'stays'; readonly id: string };

/** A memory that an id of the file means. */
export interface Known {
  readonly memory: Memory;
  /** Whether it has a line in the file. */
  readonly shown: boolean;
  /** Of its line as it would be now. */
  readonly print: string;
  /** Texts of its lines as they were, and is. */
  readonly texts: ReadonlySet<string>;
}

/**
 * Pure; the prints of `items` come in the same order. Every line that somebody wrote becomes an edit, unless it says
 * what is remembered already. Prints are hashes of lines and not numbers of versions, since a version of another
 * window that arrives late shifts those.
 */
export function planEdits(
  items: readonly FileItem[],
  prints: readonly string[],
  base: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, Known>,
): readonly Edit[] {
  const seen = new Set<string>();
  const edits = items.flatMap((item, index): readonly Edit[] => {
    const print = prints[index] ?? '';
    const { id } = item;
    const isCopy = id !== undefined && seen.has(id);
    if (id === undefined || isCopy) {
      return isCopy && print === base.get(id) ? [] : [save(item, false)];
    }
    seen.add(id);
    return editOf(item, id, print, base.get(id), known.get(id));
  });
  const removed = [...base].flatMap(([id, print]): readonly Edit[] => {
    const one = known.get(id);
    if (seen.has(id) || one === undefined || !one.shown) return [];
    return [{ kind: one.print === print ? 'forget' : 'stays', id }];
  });
  return [...edits, ...removed];
}

function editOf(
  item: FileItem,
  id: string,
  print: string,
  base: string | undefined,
  known: Known | undefined,
): readonly Edit[] {
  // Of another clone of the project, or from before memory was lost.
  if (known === undefined) return [save(item, true)];
  const isUntouched = base === undefined ? known.texts.has(item.text) : print === base;
  if (isUntouched || (known.shown && print === known.print)) return [];
  if (!known.shown) return [save(item, false)];
  const kind = known.print === base ? 'update' : 'both';
  return [{ kind, id, raw: item.raw, ...wordsOf(item) }];
}

function save(item: FileItem, foreign: boolean): Edit {
  return { kind: 'save', raw: item.raw, foreign, ...wordsOf(item) };
}

function wordsOf({ text, category }: FileItem): Words {
  return { content: contentOf(text), ...(category === undefined ? {} : { category }) };
}
