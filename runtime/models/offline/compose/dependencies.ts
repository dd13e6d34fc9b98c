// Lists what a project depends on, by manifest and by what it is needed for.
import { at } from '../text/markdown.js';
import type { Prose } from './prose.js';

interface Dependency {
  readonly kind: string;
  readonly line: number;
  readonly name: string;
  readonly version: string;
}

/** In the order in which they are told. */
const KINDS: Readonly<Record<string, string>> = {
  main: ':',
  optional: ', optional:',
  dev: ', for development only:',
  indirect: ', needed by these:',
};

export function composeDependencies(seen: string): Prose {
  const manifests = [...seen.matchAll(/^manifest (.+)((?:\ndep .+)*)/gm)].map(
    ([, path = '', rows = '']) => ({ path, found: dependenciesIn(rows) }),
  );
  const unread = [...seen.matchAll(/^unread (.+)$/gm)].map(([, path = '']) => path);
  const left = /^left (\d+)$/m.exec(seen)?.[1];
  const unseen = /^unseen (\d+)$/m.exec(seen)?.[1];
  const naming = manifests.filter(({ found }) => found.length > 0);
  const parts = [
    manifests.length + unread.length === 0
      ? 'I found no manifest that names dependencies, such as package.json, pyproject.toml, requirements.txt, go.mod, Cargo.toml, pom.xml, build.gradle, Gemfile or composer.json.'
      : '',
    ...naming.flatMap(({ path, found }) => listOf(path, found)),
    left === undefined ? '' : `… and ${left} more.`,
    manifests
      .filter(({ found }) => found.length === 0)
      .map(({ path }) => `- \`${path}\` names no dependencies.`)
      .join('\n'),
    unread.map((path) => `- \`${path}\` could not be read.`).join('\n'),
    unseen === undefined ? '' : `Manifests that I did not read, because there are many: ${unseen}.`,
  ];
  return {
    answer: parts.filter((part) => part !== '').join('\n\n'),
    citations: naming.flatMap(({ path, found }) => found.map(({ line }) => ({ path, line }))),
  };
}

function dependenciesIn(rows: string): readonly Dependency[] {
  return [...rows.matchAll(/^dep (\w+) (\d+) (\S+) ?(.*)$/gm)].map(
    ([, kind = '', line, name = '', version = '']) => ({ kind, line: Number(line), name, version }),
  );
}

function listOf(path: string, found: readonly Dependency[]): readonly string[] {
  return Object.entries(KINDS).flatMap(([kind, words]) => {
    const rows = found
      .filter((one) => one.kind === kind)
      .map(
        ({ name, version, line }) =>
          `- \`${[name, version].filter((part) => part !== '').join(' ')}\` (${at(path, line)})`,
      );
    return rows.length === 0 ? [] : [`**\`${path}\`**${words}\n${rows.join('\n')}`];
  });
}
