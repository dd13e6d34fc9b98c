// Lists who uses a name, by file and function, with what a search for words cannot know.
import { at, listed } from '../text/markdown.js';
import type { Prose } from './prose.js';

interface Use {
  readonly path: string;
  readonly line: number;
  /** What it stands in; `-` outside of everything. */
  readonly inside: string;
  readonly text: string;
}

const LIMITS =
  'Only words were compared: another thing of the same name is among them, and what is called by a name put together at run time is not.';

/** Nothing where nothing has that name. */
export function composeUses(name: string, seen: string): Prose | undefined {
  const defined = [...seen.matchAll(/^defined (.+?):(\d+) (\w+)$/gm)].map(
    ([, path = '', line]) => ({ path, line: Number(line) }),
  );
  const own = usesOf('use', seen);
  const tests = usesOf('test', seen);
  const [uses, files] = countOf('use', seen);
  const [inTests, testFiles] = countOf('test', seen);
  const otherwise = Number(/^otherwise (\d+)$/m.exec(seen)?.[1] ?? 0);
  const last = name.split('.').pop() ?? name;
  if (uses + inTests === 0 && defined.length === 0) return undefined;
  const parts = [
    defined.length === 0
      ? ''
      : `\`${name}\` is defined in ${listed(defined.map(({ path, line }) => at(path, line)))}.`,
    uses === 0
      ? inTests === 0
        ? `No other place names \`${name}\`.`
        : `Outside of tests no other place names \`${name}\`.`
      : section(
          uses === 1 ? '**Used in one place:**' : `**Used in ${uses} places, in files: ${files}**`,
          own,
          uses,
        ),
    inTests === 0
      ? ''
      : section(`**In tests: ${inTests} places, in files: ${testFiles}**`, tests, inTests),
    otherwise === 0
      ? ''
      : `Places that name \`${last}\` otherwise, so that it may be another one: ${otherwise}.`,
    uses + inTests === 0 ? '' : LIMITS,
  ];
  return {
    answer: parts.filter((part) => part !== '').join('\n\n'),
    citations: [...own, ...defined].map(({ path, line }) => ({ path, line })),
  };
}

function section(title: string, uses: readonly Use[], all: number): string {
  const rows = uses.map(({ path, line, inside, text }) => {
    const code = text.includes('`') ? '' : `: \`${text}\``;
    return inside === '-'
      ? `- ${at(path, line)}${code}`
      : `- ${at(path, line)} in \`${inside}\`${code}`;
  });
  if (all > uses.length) rows.push(`- … and ${all - uses.length} more.`);
  return `${title}\n${rows.join('\n')}`;
}

function usesOf(word: string, seen: string): readonly Use[] {
  const rows = new RegExp(`^${word} (.+?):(\\d+) (\\S+) (.*)$`, 'gm');
  return [...seen.matchAll(rows)].map(([, path = '', line, inside = '', text = '']) => ({
    path,
    line: Number(line),
    inside,
    text,
  }));
}

function countOf(word: string, seen: string): readonly [number, number] {
  const [, places, files] = new RegExp(`^count ${word} (\\d+) (\\d+)$`, 'm').exec(seen) ?? [];
  return [Number(places ?? 0), Number(files ?? 0)];
}
