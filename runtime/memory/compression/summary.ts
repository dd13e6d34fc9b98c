// A summary of older turns: bounded, without code, and as the text that stands in their place.
import type { HistorySummary } from '../../core/index.js';

const MOST_LINES = 12;
const LINE_CHARS = 300;

/** At most so many lines of so many characters, without code blocks. */
export function boundSummary({
  topics,
  decisions,
  progress,
  open,
}: HistorySummary): HistorySummary {
  const bound = (lines: readonly string[]): string[] =>
    lines
      .map(withoutCode)
      .filter((line) => line !== '')
      .slice(0, MOST_LINES)
      .map((line) => (line.length <= LINE_CHARS ? line : `${line.slice(0, LINE_CHARS - 1)}…`));
  return {
    topics: bound(topics),
    decisions: bound(decisions),
    progress: bound(progress),
    open: bound(open),
  };
}

/** Markdown; empty lists are left out. */
export function summaryText(
  { topics, decisions, progress, open }: HistorySummary,
  written: (line: string) => string = (line) => line,
): string {
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `- ${written(line)}`)];
  return [
    ...part('Topics', topics),
    ...part('Decisions', decisions),
    ...part('Done and found', progress),
    ...part('Open', open),
  ].join('\n');
}

/** One line of prose: code blocks are only counted. */
export function withoutCode(text: string): string {
  return text
    .replaceAll(/```[\s\S]*?(?:```|$)/g, (code) => ` (${code.split('\n').length} lines of code) `)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
