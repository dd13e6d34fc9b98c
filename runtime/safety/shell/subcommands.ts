// What the subcommands of git and of package managers do.
import type { CommandRow } from './commands.js';
import type { FlagText } from './flags.js';

const LOOK: FlagText = `-0 -n# -p -u -s -q -v -w -b -z -M -C -U# -S# -G# -i -E -F --oneline --stat --numstat --shortstat
  --name-only --name-status --patch --no-patch --graph --decorate? --all --format# --pretty? --abbrev-commit
  --since# --until# --after# --before# --author# --grep# --max-count# --follow --reverse --merges --no-merges
  --first-parent --cached --staged --no-color --color? --word-diff? --summary --date# --no-ext-diff
  --no-textconv --diff-filter# --unified# --find-renames? --ignore-all-space --no-index --branches --tags`;

const read = (flags: FlagText, operands: CommandRow['operands'] = 'revisions'): CommandRow => ({
  effect: 'read',
  flags,
  operands,
});
const network: CommandRow = { effect: 'network', flags: '', operands: 'text' };
const execute: CommandRow = { effect: 'execute', flags: '', operands: 'text' };

/** By program, then by the first word that is no flag. Flags before it are never harmless. */
export const SUBCOMMANDS: ReadonlyMap<string, ReadonlyMap<string, CommandRow>> = new Map([
  [
    'git',
    new Map<string, CommandRow>([
      [
        'status',
        read('-s -b -v -u? -z --short --branch --porcelain? --long --ignored? --untracked-files?'),
      ],
      ['log', read(LOOK)],
      ['show', read(LOOK)],
      ['diff', read(LOOK)],
      ['shortlog', read('-s -n -e --all')],
      ['blame', read('-L# -w -M -C -e -s --porcelain --date#')],
      [
        'rev-parse',
        read('--short? --abbrev-ref --show-toplevel --verify --is-inside-work-tree --git-dir -q'),
      ],
      [
        'ls-files',
        read('-c -d -m -o -s -z --others --cached --modified --deleted --exclude-standard'),
      ],
      ['ls-tree', read('-r -t -l -z --name-only')],
      ['describe', read('--tags --all --always --long --abbrev# --dirty?')],
      ['merge-base', read('--all --is-ancestor')],
      ['rev-list', read('--count --all -n# --max-count# --no-merges')],
      ['cat-file', read('-t -s -p -e')],
      // With an operand these make something.
      ['branch', read('-a -r -v --list --show-current --all --remotes', 'none')],
      ['tag', read('-n -l --list', 'none')],
      ['remote', read('-v', 'none')],
      ['clone', network],
      ['fetch', network],
      ['pull', network],
      ['push', network],
      ['ls-remote', network],
    ]),
  ],
  ...['npm', 'pnpm', 'yarn', 'bun'].map(
    (name) =>
      [
        name,
        new Map<string, CommandRow>([
          ...['install', 'i', 'ci', 'add', 'publish', 'update', 'audit'].map(
            (word) => [word, network] as const,
          ),
          ...['test', 't', 'run', 'start', 'exec', 'dlx', 'x'].map(
            (word) => [word, execute] as const,
          ),
        ]),
      ] as const,
  ),
  ['pip', new Map([['install', network]])],
  ['pip3', new Map([['install', network]])],
  [
    'cargo',
    new Map([
      ['publish', network],
      ['install', network],
      ['test', execute],
      ['build', execute],
    ]),
  ],
  [
    'docker',
    new Map([
      ['push', network],
      ['pull', network],
      ['run', execute],
    ]),
  ],
]);
