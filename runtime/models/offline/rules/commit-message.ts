// Rule for commit messages: names what the diff declares or removes, in the manner of the earlier subjects.
import type * as z from 'zod';
import { commitMessage } from '../../signatures/index.js';
import { defineRule } from '../rule.js';

type Change = z.infer<(typeof commitMessage)['input']>;
type File = Change['files'][number];

const MAX_SUBJECT = 72;
const MAX_POINTS = 12;

export const commitMessageRule = defineRule({
  signature: commitMessage,
  answer: (change) => {
    const plain = subjectOf(change);
    const prefix = prefixOf(change);
    const subject = prefix === '' ? plain : `${prefix}${plain[0]?.toLowerCase()}${plain.slice(1)}`;
    return { subject: shorten(subject), body: bodyOf(change) };
  },
});

function subjectOf({ files, diff }: Change): string {
  const [only] = files;
  if (only !== undefined && files.length === 1) {
    const { added, removed } = declarationsIn(diff);
    const [newcomer, ...more] = added.filter((name) => !removed.includes(name));
    const gone = removed.filter((name) => !added.includes(name));
    if (only.state === 'modified' && newcomer !== undefined && more.length === 0) {
      const [old, ...rest] = gone;
      return old !== undefined && rest.length === 0
        ? `Rename ${old} to ${newcomer}`
        : `Add ${newcomer} to ${nameOf(only.path)}`;
    }
    if (only.state === 'modified' && gone.length === 1 && added.length === 0) {
      return `Remove ${gone[0]} from ${nameOf(only.path)}`;
    }
    return `${VERBS[only.state] ?? 'Change'} ${nameOf(only.path)}`;
  }
  const states = new Set(files.map(({ state }) => state));
  const verb = states.size === 1 ? (VERBS[[...states][0] ?? ''] ?? 'Change') : 'Change';
  const folder = commonFolder(files.map(({ path }) => path));
  return `${verb} ${files.length} files${folder === '' ? '' : ` in ${folder}`}`;
}

const VERBS: Readonly<Record<string, string>> = {
  added: 'Add',
  untracked: 'Add',
  deleted: 'Remove',
  renamed: 'Move',
  modified: 'Change',
};

function bodyOf({ files }: Change): string {
  if (files.length < 2) return '';
  const points = files
    .slice(0, MAX_POINTS)
    .map(({ path, state, added, removed }) => `- ${path}: ${state}, +${added} −${removed}`);
  const left = files.length - points.length;
  return [...points, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n');
}

/** `fix: ` and so on, where most of the earlier subjects have such a prefix. */
function prefixOf({ earlier, files }: Change): string {
  const conventional = earlier.filter((subject) => /^[a-z]+(?:\([^)]*\))?!?: /.test(subject));
  if (conventional.length * 2 <= earlier.length) return '';
  const all = (test: (file: File) => boolean): boolean => files.every(test);
  if (all(({ path }) => /(?:^|\/)docs?\/|\.(?:md|rst|adoc)$/i.test(path))) return 'docs: ';
  if (all(({ path }) => /(?:^|\/)(?:tests?|spec|__tests__)\/|[._](?:test|spec)\./i.test(path)))
    return 'test: ';
  if (
    all(({ path }) => /(?:^|\/)(?:\.github|package(?:-lock)?\.json|.*\.lock|.*\.toml)/.test(path))
  )
    return 'chore: ';
  return all(({ state }) => state === 'added' || state === 'untracked') ? 'feat: ' : 'refactor: ';
}

const DECLARATION =
  /^([+-])\s*(?:export\s+)?(?:default\s+)?(?:public\s+|private\s+|static\s+|async\s+|pub\s+)*(?:function\*?|class|interface|type|enum|def|func|fn|struct|trait|const(?=\s+\w+\s*=\s*(?:async\s*)?\())\s+(?:\([^)]*\)\s*)?([A-Za-z_$][\w$]*)/;

/** Names that lines of the diff declare, added and removed. */
function declarationsIn(diff: string): {
  readonly added: readonly string[];
  readonly removed: readonly string[];
} {
  const found = { '+': new Set<string>(), '-': new Set<string>() };
  for (const line of diff.split('\n')) {
    const [, sign, name] = DECLARATION.exec(line) ?? [];
    if ((sign === '+' || sign === '-') && name !== undefined) found[sign].add(name);
  }
  return { added: [...found['+']], removed: [...found['-']] };
}

function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const [first = []] = folders;
  const differs = first.findIndex((name, at) => folders.some((folder) => folder[at] !== name));
  return first.slice(0, differs < 0 ? first.length : differs).join('/');
}

function nameOf(path: string): string {
  return path.length <= 40 ? path : (path.split('/').at(-1) ?? path);
}

function shorten(subject: string): string {
  return subject.length <= MAX_SUBJECT ? subject : `${subject.slice(0, MAX_SUBJECT - 1)}…`;
}
