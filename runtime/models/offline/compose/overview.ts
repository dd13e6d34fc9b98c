// Composes the overview of a project from what the survey printed.
import { RULE_BASED } from '../label.js';
import { at, listed } from '../text/markdown.js';
import type { Prose } from './prose.js';

export function composeOverview(survey: string): Prose {
  const rows = (key: string): string[] =>
    survey
      .split('\n')
      .flatMap((line) => (line.startsWith(`${key} `) ? [line.slice(key.length + 1)] : []));
  if (rows('files').length === 0) {
    return {
      answer: `I could not list the files of this project, so there is nothing to tell about it.\n\n${RULE_BASED}`,
      citations: [],
    };
  }
  const readme = rows('readme').flatMap((row) => located(row));
  const entries = rows('entry').flatMap((row) => named(row));
  const central = rows('central')
    .flatMap((row) => named(row))
    .filter((c) => !entries.some((e) => e.path === c.path));
  const parts = [
    about(rows('about')[0], readme),
    size(rows),
    section('Where it starts', entries.map(fileRow)),
    section('Central files, by how much the rest refers to them', central.map(fileRow)),
    scripts(rows('script'), rows('manifest')[0]),
    dependencies(rows('uses')[0]),
    section(
      'Latest changes',
      rows('commit')
        .slice(0, 5)
        .map((row) => `- ${row.replace(/^(\d{4}-\d\d-\d\d) /, '$1: ')}`),
    ),
    readFirst(readme, entries, central),
    RULE_BASED,
  ];
  const manifest = rows('manifest')[0];
  return {
    answer: parts.filter((part) => part !== '').join('\n\n'),
    citations: [
      ...readme.slice(0, 1).map(({ path, line }) => ({ path, line })),
      ...(manifest === undefined ? [] : [{ path: manifest, line: 1 }]),
      ...[...entries, ...central].map(({ path }) => ({ path, line: 1 })),
    ],
  };
}

interface Said {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

function located(row: string): Said[] {
  const m = /^(.+?):(\d+) (.*)$/.exec(row);
  return m === null ? [] : [{ path: m[1] ?? '', line: Number(m[2]), text: m[3] ?? '' }];
}

interface NamedFile {
  readonly path: string;
  readonly says: string;
}

function named(row: string): NamedFile[] {
  const m = /^(\S+) ?(.*)$/.exec(row);
  return m === null ? [] : [{ path: m[1] ?? '', says: (m[2] ?? '').trim() }];
}

function about(description: string | undefined, readme: readonly Said[]): string {
  const first = readme[0];
  if (first === undefined)
    return description ?? 'The project has no read-me; this is what its files show.';
  const paragraph: string[] = [];
  for (const [i, said] of readme.entries()) {
    if (i > 0 && said.line !== (readme[i - 1]?.line ?? 0) + 1) break;
    paragraph.push(said.text);
  }
  return `${paragraph.join(' ').slice(0, 700)} (${at(first.path, first.line)})`;
}

function size(rows: (key: string) => string[]): string {
  const languages = rows('language').map((row) => row.replace(/^(\d+) (.+)$/, '$2 ($1)'));
  const folders = rows('folder').map((row) => row.replace(/^(\d+) (.+)$/, '`$2/` ($1)'));
  const tests = Number(rows('tests')[0] ?? 0);
  const parts = [
    `**Size:** ${rows('files')[0] ?? '?'} files${languages.length === 0 ? '' : `; sources by language: ${listed(languages)}`}.`,
    folders.length === 0 ? '' : `**Folders with sources:** ${listed(folders)}.`,
    tests === 0
      ? 'I found no tests by their names.'
      : `**Tests:** ${tests} ${tests === 1 ? 'file' : 'files'}.`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function section(title: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : `**${title}:**\n${rows.join('\n')}`;
}

function fileRow({ path, says }: NamedFile): string {
  return `- ${at(path, 1)}${says === '' ? '' : `: ${says}`}`;
}

function scripts(rows: readonly string[], manifest: string | undefined): string {
  const list = rows.map((row) =>
    row.replace(
      /^(\S+) (.+)$/,
      (_, name: string, run: string) => `- \`${name}\`: \`${run.replace(/`/g, "'")}\``,
    ),
  );
  return section(manifest === undefined ? 'Scripts' : `Commands declared in \`${manifest}\``, list);
}

function dependencies(row: string | undefined): string {
  const list = (row ?? '').split(', ').filter((name) => name !== '');
  return list.length === 0 ? '' : `**Builds on:** ${listed(list.map((name) => `\`${name}\``))}.`;
}

function readFirst(
  readme: readonly Said[],
  entries: readonly NamedFile[],
  central: readonly NamedFile[],
): string {
  const order = [...readme.slice(0, 1), ...entries.slice(0, 1), ...central.slice(0, 2)].map(
    ({ path }) => at(path, 1),
  );
  const places = [...new Set(order)];
  return places.length === 0 ? '' : `**What to read first:** ${places.join(', then ')}.`;
}
