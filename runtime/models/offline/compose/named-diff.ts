// Tells what was changed: the files, the places in them, and what static rules object to in the changed lines.
import type { Citation } from '../../../core/index.js';
import { at, fence, listed } from '../text/markdown.js';
import type { Question } from '../text/question.js';
import { troubleOf } from './named.js';
import type { Prose } from './prose.js';

interface Asked {
  readonly question: Question;
  /** Not one matter in the changes is meant, but all. */
  readonly whole: boolean;
  /** Whether the static rules have looked at it. */
  readonly review: boolean;
}

interface Hunk {
  readonly path: string;
  /** The first changed line; 0 when the file is gone. */
  readonly line: number;
  /** The definition in which it stands; empty outside of all. */
  readonly inside: string;
  readonly rows: string[];
  cut: boolean;
}

export function tellDiff(name: string, asked: Asked, seen: string): Prose {
  const lines = seen.split('\n');
  const [, count, cut] = /^diff (\d+)( cut)?$/m.exec(seen) ?? [];
  if (count === undefined) return troubleOf(name, seen);
  if (count === '0')
    return {
      answer: `${name} is empty: git sees no change there. Files that git does not know yet are not part of it.`,
      citations: [],
    };
  const hunks = hunksOf(lines);
  const more = /^hunks (\d+)$/m.exec(seen)?.[1];
  const ideas = asked.question.ideas.map(({ label }) => `“${label}”`);
  return {
    answer: [
      changedFiles(lines, Number(count)),
      asked.whole || hunks.length > 0
        ? ''
        : `No changed line in ${name} speaks of ${listed(ideas)}.`,
      ...hunks.map(tellHunk),
      more === undefined ? '' : `There are ${more} more places of change in it.`,
      cut === undefined ? '' : 'The changes are very large; only their beginning was read.',
      asked.review ? objections(lines) : '',
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    citations: hunks.flatMap(({ path, line }): Citation[] => (line === 0 ? [] : [{ path, line }])),
  };
}

function changedFiles(lines: readonly string[], count: number): string {
  const rows = lines.flatMap((line) => {
    const [, added, removed, path] = /^changed (\d+) (\d+) (.+)$/.exec(line) ?? [];
    return path === undefined ? [] : [`- \`${path}\`: +${added} −${removed}`];
  });
  const left = count - rows.length;
  if (left > 0) rows.push(`- … and ${left} more.`);
  return `${count === 1 ? 'One file is changed:' : `${count} files are changed:`}\n${rows.join('\n')}`;
}

function hunksOf(lines: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const line of lines) {
    const [, place, path, inside = ''] = /^hunk (\d+) (.+?) :: (.*)$/.exec(line) ?? [];
    const last = hunks.at(-1);
    const [, sign, text = ''] = /^([+-])\| (.*)$/.exec(line) ?? [];
    if (path !== undefined) hunks.push({ path, line: Number(place), inside, rows: [], cut: false });
    else if (sign !== undefined) last?.rows.push(`${sign}${text}`);
    else if (line === 'more' && last !== undefined) last.cut = true;
  }
  return hunks;
}

function tellHunk({ path, line, inside, rows, cut }: Hunk): string {
  const place = line === 0 ? `\`${path}\`` : at(path, line);
  const shown = cut ? [...rows, '…'] : rows;
  return `${place}${inside === '' ? '' : `, in \`${inside}\``}:\n\n${fence(shown.join('\n'), 'diff')}`;
}

function objections(lines: readonly string[]): string {
  const rows = lines.flatMap((line) => {
    const [, path, row, severity, title] =
      /^finding (.+?):(\d+) (error|warning|info) (.*)$/.exec(line) ?? [];
    if (path === undefined) return [];
    const word = severity === 'error' ? '**Error**' : severity === 'info' ? 'Remark' : 'Warning';
    return [`- ${word}: ${title ?? ''} (${at(path, Number(row))})`];
  });
  const limits =
    'Static rules see patterns, not intent: wrong logic, missing cases and unclear design need a reader or a model.';
  return rows.length === 0
    ? `No static rule objects to the changed lines. ${limits}`
    : `To the changed lines the static rules object:\n${rows.join('\n')}\n\n${limits}`;
}
