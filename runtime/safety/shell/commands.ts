// What well-known commands do, one row each: harmless reading with which flags, and where the paths stand.
import type { FlagText } from './flags.js';

export type Effect = 'read' | 'write' | 'network' | 'execute' | 'destructive' | 'privilege';

export interface CommandRow {
  readonly effect: Effect;
  /** The flags with which the effect holds; any other one makes the command unknown. */
  readonly flags: FlagText;
  /**
   * What the operands are: `paths`; `text` that goes nowhere but the output; `pattern`: the first one is a
   * pattern unless a flag gave it, the rest are paths; `revisions` of git, perhaps with `:path`; `none`.
   */
  readonly operands: 'paths' | 'text' | 'pattern' | 'revisions' | 'none';
  /** Flags that give the pattern, so that every operand is a path. */
  readonly patternFlags?: readonly string[];
  /** Flags that go through whole folders. */
  readonly recursive?: readonly string[];
}

const read = (flags: FlagText, operands: CommandRow['operands'] = 'paths'): CommandRow => ({
  effect: 'read',
  flags,
  operands,
});
const write = (flags: FlagText): CommandRow => ({ effect: 'write', flags, operands: 'paths' });

const GREP: CommandRow = {
  effect: 'read',
  flags: `-E -F -G -P -i -v -w -x -c -l -L -o -q -s -n -H -h -r -R -a -z -b -I -T -0 -e# -f@ -m# -A# -B# -C#
    --include# --exclude# --exclude-dir# --color? --ignore-case --line-number --recursive --count
    --files-with-matches --only-matching --invert-match --word-regexp --fixed-strings --extended-regexp
    --max-count# --context# --after-context# --before-context# --regexp# --version --help --no-messages`,
  operands: 'pattern',
  patternFlags: ['-e', '-f', '--regexp'],
  recursive: ['-r', '-R', '--recursive'],
};

/** Without --hidden, -u and -g, which reach the files that are passed over otherwise. */
const RIPGREP: CommandRow = {
  effect: 'read',
  flags: `-i -v -w -x -c -l -o -q -s -S -n -N -H -I -F -P -U -a -p -e# -m# -A# -B# -C# -t# -T# -d# -M# -j#
    --files --ignore-case --line-number --no-heading --heading --count --files-with-matches
    --files-without-match --only-matching --fixed-strings --word-regexp --multiline --json --stats --color#
    --type# --type-not# --max-count# --context# --after-context# --before-context# --max-depth#
    --sort# --version --help --type-list --regexp# --vimgrep --smart-case --column --trim`,
  operands: 'pattern',
  patternFlags: ['-e', '--regexp', '--files', '--type-list'],
};

const FIND: CommandRow = {
  effect: 'read',
  flags: `-name# -iname# -path# -ipath# -regex# -iregex# -type# -maxdepth# -mindepth# -size# -mtime# -mmin#
    -atime# -ctime# -newer@ -empty -not -a -o -and -or -print -print0 -prune -ls -perm# -user# -group# -depth
    -true -false -readable -writable -executable -L -P -H -xdev -mount -printf# -quit`,
  operands: 'paths',
};

/** By program. A program without a row is not known, and asks. */
export const COMMANDS: ReadonlyMap<string, CommandRow> = new Map<string, CommandRow>([
  [
    'ls',
    read(
      '-a -A -l -h -1 -R -r -t -S -d -F -i -s -n -o -g -p -u -c -x -C -m -X -U --all --color? --help --version --almost-all --human-readable --recursive --reverse --time-style#',
    ),
  ],
  ['cat', read('-n -b -s -A -e -t -v -E -T -u --number --show-all --help --version')],
  ['head', read('-0 -n# -c# -q -v --lines# --bytes# --help --version')],
  ['tail', read('-0 -n# -c# -q -v --lines# --bytes# --help --version')],
  ['wc', read('-l -w -c -m -L --lines --words --bytes --chars --help --version')],
  ['nl', read('-b# -w# -s# -n# -v# --help')],
  ['tac', read('')],
  ['rev', read('')],
  ['cut', read('-d# -f# -c# -b# -s --delimiter# --fields# --complement --output-delimiter#')],
  ['tr', read('-d -s -c -C -t', 'text')],
  ['paste', read('-d# -s')],
  ['comm', read('-1 -2 -3')],
  ['cmp', read('-s -l -b')],
  [
    'diff',
    {
      ...read(
        '-u -r -q -N -w -b -B -i -y -a -s -c -0 -U# -C# -W# --brief --color? --unified? --side-by-side --recursive --ignore-all-space --help',
      ),
      recursive: ['-r', '--recursive'],
    },
  ],
  ['fold', read('-w# -s')],
  ['expand', read('-t#')],
  ['column', read('-t -s# -x')],
  // No -o, -T, --compress-program, --files0-from: they write, or run something.
  [
    'sort',
    read(
      '-n -r -u -f -b -d -g -h -M -V -c -C -s -z -R -k# -t# --numeric-sort --reverse --unique --version-sort --human-numeric-sort --key#',
    ),
  ],
  ['md5sum', read('-b -t')],
  ['sha1sum', read('-b -t')],
  ['sha256sum', read('-b -t')],
  ['cksum', read('')],
  ['stat', read('-c# -f -L -t --format#')],
  ['file', read('-b -i -L --mime-type --brief')],
  ['du', read('-s -h -a -c -k -m -b -d# --max-depth# --summarize --human-readable')],
  ['df', read('-h -k -T -i')],
  ['tree', read('-a -d -L# -I# -P# -f -h -s --gitignore --dirsfirst --noreport')],
  ['basename', read('-a -s# -z', 'text')],
  ['dirname', read('-z', 'text')],
  ['realpath', read('-e -m -s -q')],
  ['readlink', read('-f -e -m -n')],
  ['grep', GREP],
  ['egrep', GREP],
  ['fgrep', GREP],
  ['rg', RIPGREP],
  ['find', FIND],
  ['echo', read('-n -e -E', 'text')],
  ['printf', read('', 'text')],
  ['pwd', read('-P -L', 'none')],
  ['true', read('', 'none')],
  ['false', read('', 'none')],
  [':', read('', 'none')],
  ['date', read('-u -I? -R --utc --iso-8601?', 'none')],
  ['whoami', read('', 'none')],
  ['id', read('-u -g -n -G', 'none')],
  ['uname', read('-a -s -r -m -n -p -o', 'none')],
  ['nproc', read('', 'none')],
  ['uptime', read('', 'none')],
  ['sleep', read('', 'text')],
  ['seq', read('-w -s#', 'text')],
  ['which', read('-a', 'text')],
  ['type', read('-a -t -p -P', 'text')],
  ['cd', read('')],
  [
    'rm',
    {
      ...write('-r -R -f -v -i -I -d --recursive --force --verbose'),
      recursive: ['-r', '-R', '--recursive'],
    },
  ],
  ['rmdir', write('-p -v')],
  ['unlink', write('')],
  ['mv', write('-f -n -v -i -u')],
  [
    'cp',
    {
      ...write('-r -R -a -f -n -v -p -i -u --recursive'),
      recursive: ['-r', '-R', '-a', '--recursive'],
    },
  ],
  ['ln', write('-s -f -n -v')],
  ['mkdir', write('-p -v --parents')],
  ['touch', write('-a -c -m')],
  ['tee', write('-a --append')],
  ['nohup', { effect: 'execute', flags: '', operands: 'text' }],
  ['curl', { effect: 'network', flags: '', operands: 'text' }],
  ...outward(
    'wget',
    'nc',
    'ncat',
    'netcat',
    'telnet',
    'ftp',
    'sftp',
    'scp',
    'rsync',
    'ssh',
    'socat',
    'dig',
    'nslookup',
    'ping',
    'gh',
    'aws',
    'gcloud',
    'az',
    'kubectl',
    'npx',
    'bunx',
  ),
  ...raising('sudo', 'doas', 'su', 'chroot', 'pkexec'),
]);

function outward(...names: string[]): [string, CommandRow][] {
  return names.map((name) => [name, { effect: 'network', flags: '', operands: 'text' }]);
}

function raising(...names: string[]): [string, CommandRow][] {
  return names.map((name) => [name, { effect: 'privilege', flags: '', operands: 'text' }]);
}
