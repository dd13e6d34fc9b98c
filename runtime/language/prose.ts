// Translates what was composed of several texts: line by line, sentence by sentence, cell by cell of a table.
import type { Lookup } from './catalogue.js';

/** What stands before the words of a line: marks of Markdown, and then a name in code. */
const LEADS = [
  /^(\s*(?:(?:[-*>]|\d+\.|#{1,6})\s+)?`[^`]*`:?\s+)(\S.*)$/s,
  /^(\s*(?:[-*>]|\d+\.|#{1,6})\s+)(\S.*)$/s,
] as const;
const INDENTED = /^(\s+)(\S.*)$/s;
/** What somebody else wrote, after the same marks: `asWritten` makes it. */
const OTHERS =
  /^\s*(?:(?:[-*>]|\d+\.|#{1,6})\s+)?(?:`[^`]*`\s+)?“.*”(?: \([^()`]*\)| [\d:. -]+)?$/s;
const FENCE = /^\s*(`{3,}|~{3,})/;
/** After a sentence, before the next one. */
const BETWEEN = /(?<=[.!?:]) (?=\S)/;
/** No entry has more sentences of its own. */
const MOST_SENTENCES = 8;
/** More than any text of the host needs: what a server or a file has put into one cannot keep the editor busy. */
const MOST_LOOKUPS = 10_000;

/**
 * Words of a model, of a person or of a server in a reply of ours, which is translated line by line. They begin a line,
 * or stand after its marks; a time, or a remark in brackets, may follow. They stay as they are even where they equal a
 * text of ours. One line.
 */
export const asWritten = (text: string): string => `“${text}”`;

/** A notice or another short text; what has no entry stays in English. */
export function translateProse(text: string, lookup: Lookup): string {
  let left = MOST_LOOKUPS;
  const bounded: Lookup = (one) => (left-- > 0 ? lookup(one) : undefined);
  return text.includes('\n') ? translateLines(text, bounded) : translateLine(text, bounded);
}

/** Markdown of the host: what stands in fences is left alone. */
function translateLines(text: string, lookup: Lookup): string {
  let fence: string | undefined;
  return text
    .split('\n')
    .map((line) => {
      const mark = FENCE.exec(line)?.[1];
      if (mark !== undefined && (fence === undefined || line.trim() === fence)) {
        fence = fence === undefined ? mark : undefined;
        return line;
      }
      return fence === undefined ? translateLine(line, lookup) : line;
    })
    .join('\n');
}

function translateLine(line: string, lookup: Lookup): string {
  if (OTHERS.test(line)) return line;
  if (line.startsWith('| ') && line.endsWith(' |')) return translateCells(line, lookup);
  for (const [, lead = '', words = ''] of LEADS.map((form) => form.exec(line) ?? [])) {
    const found = words === '' ? undefined : lookup(words);
    if (found !== undefined) return `${lead}${found}`;
  }
  const [, lead = '', words = line] = LEADS[1].exec(line) ?? INDENTED.exec(line) ?? [];
  return lookup(line) ?? `${lead}${lookup(words) ?? translateSentences(words, lookup)}`;
}

function translateCells(line: string, lookup: Lookup): string {
  return line.replaceAll(/(?<=\| )[^|]+(?= \|)/g, (cell) => lookup(cell) ?? cell);
}

/** The longest runs of sentences that have an entry, from the first on. */
function translateSentences(text: string, lookup: Lookup): string {
  const sentences = text.split(BETWEEN);
  const told: string[] = [];
  for (let from = 0; from < sentences.length; ) {
    let to = Math.min(from + MOST_SENTENCES, sentences.length - (from === 0 ? 1 : 0));
    let found: string | undefined;
    for (; to > from; to--) {
      found = lookup(sentences.slice(from, to).join(' '));
      if (found !== undefined) break;
    }
    told.push(found ?? sentences[from] ?? '');
    from = found === undefined ? from + 1 : to;
  }
  return told.join(' ');
}
