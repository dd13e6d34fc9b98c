// Lists what nothing seems to use, with what a search for words cannot know.
import { at } from '../text/markdown.js';
import type { Prose } from './prose.js';

const LIMITS =
  'Only words were compared: what is called by a name put together at run time, by a framework or by users of the package looks unused here, and what shares its name with something else looks used.';

export function composeUnused(seen: string): Prose {
  const [, names, files] = /^looked (\d+) (\d+)$/m.exec(seen) ?? [];
  if (names === undefined || Number(names) === 0)
    return { answer: 'I found no functions or classes that I can read.', citations: [] };
  const places = [...seen.matchAll(/^(unused|tested) (.+?):(\d+) (\w+) (\S+)$/gm)].map(
    ([, word = '', path = '', line, kind = '', name = '']) => ({
      word,
      path,
      line: Number(line),
      kind,
      name,
    }),
  );
  const section = (word: string, title: string): string => {
    const shown = places.filter((one) => one.word === word);
    const all = Number(new RegExp(`^count ${word} (\\d+)$`, 'm').exec(seen)?.[1] ?? 0);
    if (all === 0) return '';
    const rows = shown.map(
      ({ kind, name, path, line }) => `- ${kind} \`${name}\`: ${at(path, line)}`,
    );
    if (all > shown.length) rows.push(`- … and ${all - shown.length} more.`);
    return `${title}\n${rows.join('\n')}`;
  };
  const sections = [
    section('unused', '**Named nowhere else:**'),
    section('tested', '**Named only in tests:**'),
  ].filter((part) => part !== '');
  const [, first, of] = /^first (\d+) of (\d+)$/m.exec(seen) ?? [];
  const open = /^open (\d+)$/m.exec(seen)?.[1];
  const parts = [
    sections.length === 0
      ? 'Every function and every class that I looked at is named somewhere else.'
      : '',
    ...sections,
    `I looked at ${names} functions and classes in ${files ?? '0'} files.`,
    first === undefined ? '' : `Only the first ${first} of the ${of ?? ''} files were read.`,
    open === undefined ? '' : `Names that I did not search for, because there are many: ${open}.`,
    LIMITS,
  ];
  return {
    answer: parts.filter((part) => part !== '').join('\n\n'),
    citations: places.map(({ path, line }) => ({ path, line })),
  };
}
