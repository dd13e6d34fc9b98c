// Translates what was composed of several texts: line by line, sentence by sentence, cell by cell of a table.
import type { Lookup } from './catalogue.js';

/** What stands before the words of a line: marks of Markdown, and then a name in code. */
const LEADS = [
  /^(\s*(?:(?:[-*>]|\d+\.|#{1,6})\s+)?`[^`]*`:?\s+)(\S.*)$/s,
  /^(\s*(?:[-*>]|\d+\.|#{1,6})\s+)(\S.*)$/s,
] as const;
const FENCE = /^\s*(`{3,}|~{3,})/;
/** After a sentence, before the next one. */
const BETWEEN = /(?<=[.!?:]) (?=\S)/;
/** Sentences that one entry is looked for in, so that the time grows with the text alone. */
const MOST_SENTENCES = 8;
/** Characters of a line of ours; a longer one is what a server or a file says. */
const LONGEST_LINE = 4000;

/** A notice or another short text; what has no entry stays in English. */
export function translateProse(text: string, lookup: Lookup): string {
  return text.includes('\n') ? translateLines(text, lookup) : translateLine(text, lookup);
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
  if (line.length > LONGEST_LINE) return line;
  if (line.startsWith('| ') && line.endsWith(' |')) return translateCells(line, lookup);
  for (const [, lead = '', words = ''] of LEADS.map((form) => form.exec(line) ?? [])) {
    const found = words === '' ? undefined : lookup(words);
    if (found !== undefined) return `${lead}${found}`;
  }
  const [, lead = '', words = line] = LEADS[1].exec(line) ?? [];
  return lookup(line) ?? `${lead}${translateSentences(words, lookup)}`;
}

function translateCells(line: string, lookup: Lookup): string {
  return line.replaceAll(/(?<=\| )[^|]+(?= \|)/g, (cell) => lookup(cell) ?? cell);
}

/** The longest runs of sentences that have an entry, from the first on. */
function translateSentences(text: string, lookup: Lookup): string {
  const sentences = text.split(BETWEEN);
  const told: string[] = [];
  for (let from = 0; from < sentences.length; ) {
    let to = Math.min(sentences.length - (from === 0 ? 1 : 0), from + MOST_SENTENCES);
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
