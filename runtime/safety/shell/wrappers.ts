// The programs that run other programs: how to find the inner command, one row each.
import type { FlagText } from './flags.js';
import { readArguments } from './flags.js';
import type { Assignment, Word } from './types.js';
import { literal } from './words.js';

export type Unwrapped =
  /** A command whose words stand in the wrapper's own, from `offset` on. */
  | {
      readonly kind: 'command';
      readonly words: readonly Word[];
      readonly offset: number;
      readonly assignments?: readonly Assignment[];
    }
  /** Text that a shell will read. */
  | { readonly kind: 'script'; readonly text: string }
  /** Runs something that cannot be seen here. */
  | { readonly kind: 'opaque'; readonly reason: string };

export type Unwrap = (words: readonly Word[], input: Word | undefined) => readonly Unwrapped[];

const opaque = (reason: string): readonly Unwrapped[] => [{ kind: 'opaque', reason }];

interface Prefix {
  readonly flags?: FlagText;
  /** Operands before the command, e.g. the seconds of `timeout`. */
  readonly skip?: number;
  /** `NAME=value` may stand before the command. */
  readonly assignments?: boolean;
  /** Flags with which nothing is run. */
  readonly only?: readonly string[];
  /** The inner command gets more arguments than are seen. */
  readonly appends?: boolean;
  readonly first?: number;
}

/** Wrappers that take their options, then a command with its arguments. */
function prefix(row: Prefix): Unwrap {
  const { flags = '', skip = 0, first = 1 } = row;
  return (words) => {
    const read = readArguments(words, flags, { first, stop: true });
    if (read.unknown !== undefined) return opaque(`its option ${read.unknown} is not known`);
    if (row.only?.some((flag) => read.flags.has(flag)) === true) return [];
    let rest = read.operands.slice(skip);
    const assignments: Assignment[] = [];
    while (row.assignments === true && rest[0]?.word.kind === 'literal') {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(rest[0].word.text) ?? [];
      if (name === undefined || value === undefined) break;
      assignments.push({ name, value: literal(value) });
      rest = rest.slice(1);
    }
    const [start] = rest;
    if (start === undefined) return opaque('it names no command');
    const more: readonly Word[] =
      row.appends === true ? [{ kind: 'dynamic', text: '…', why: 'input' }] : [];
    const inner = [...words.slice(start.at), ...more];
    return [{ kind: 'command', words: inner, offset: start.at, assignments }];
  };
}

/** Shells: `-c` text, text as input, or a file that is not read here. */
const shell: Unwrap = (words, input) => {
  const at = words.findIndex(
    (word, index) => index > 0 && word.kind === 'literal' && /^-[a-z]*c[a-z]*$/.test(word.text),
  );
  const before = at < 0 ? words.slice(1) : words.slice(1, at);
  const plain = before.every((word) => word.kind === 'literal' && /^-[elixus]+$/.test(word.text));
  if (!plain) return opaque('it runs a script that is not read here');
  const script = at < 0 ? input : words[at + 1];
  if (script?.kind !== 'literal') return opaque('the script it runs is known only when it runs');
  return [{ kind: 'script', text: script.text }];
};

const evaluated: Unwrap = (words) => {
  const known = words.slice(1).filter((word) => word.kind === 'literal');
  if (known.length === 0 || known.length !== words.length - 1) {
    return opaque('what it evaluates is known only when it runs');
  }
  return [{ kind: 'script', text: known.map(({ text }) => text).join(' ') }];
};

/** `find … -exec command ;`: each of them, with a file name that is not known. */
const found: Unwrap = (words) => {
  const inner: Unwrapped[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    if (word?.kind !== 'literal' || !/^-(?:exec|execdir|ok|okdir)$/.test(word.text)) continue;
    const end = words.findIndex(
      (w, i) => i > at && w.kind === 'literal' && (w.text === ';' || w.text === '+'),
    );
    const command = words.slice(at + 1, end < 0 ? undefined : end).map(fileName);
    inner.push({ kind: 'command', words: command, offset: at + 1 });
  }
  return inner;
};

function fileName(word: Word): Word {
  const placeholder = word.kind !== 'pipe' && word.text.includes('{}');
  return placeholder ? { kind: 'dynamic', text: word.text, why: 'input' } : word;
}

const remote: Unwrap = (words) => {
  const flags = '-p# -l# -4 -6 -q -v -T -t -A -C -N -f -n -i@';
  const read = readArguments(words, flags, { stop: true });
  if (read.unknown !== undefined) return opaque(`its option ${read.unknown} is not known`);
  const command = read.operands.slice(1).map(({ word }) => word);
  if (command.length === 0) return opaque('it opens a shell on another machine');
  const script = command.map(({ text }) => text).join(' ');
  return command.every(({ kind }) => kind === 'literal')
    ? [{ kind: 'script', text: script }]
    : opaque('what runs on the other machine is known only when it runs');
};

/** Interpreters: harmless only when asked for their version. */
const interpreter: Unwrap = (words) => {
  const [, first] = words;
  const version = first?.kind === 'literal' && /^(?:--version|-V|-v)$/.test(first.text);
  return version && words.length === 2 ? [] : opaque('it runs a program that is not judged here');
};

const readsFile: Unwrap = () => opaque('it runs the commands of a file');

const xargs = '-0 -r -t -p -x -n# -L# -P# -I# -d# -s# -E# --null --no-run-if-empty';
const sudo = '-n -E -H -S -k -K -b -i -s -u# -g# -h# -p# -C# -D# -T# -U#';
const runner = '-y -q --yes --no --quiet --silent --prefer-offline';

function rows(unwrap: Unwrap, ...names: string[]): [string, Unwrap][] {
  return names.map((name) => [name, unwrap]);
}

/** By the name of the program. */
export const WRAPPERS: ReadonlyMap<string, Unwrap> = new Map<string, Unwrap>([
  ['env', prefix({ flags: '-i -0 -u# --ignore-environment', assignments: true })],
  ['sudo', prefix({ flags: sudo, assignments: true })],
  ['doas', prefix({ flags: '-n -L -u# -C#' })],
  ['nice', prefix({ flags: '-n# -0 --adjustment#' })],
  ['ionice', prefix({ flags: '-c# -n# -t' })],
  ['nohup', prefix({})],
  ['setsid', prefix({ flags: '-c -f -w' })],
  ['time', prefix({ flags: '-p -v' })],
  [
    'timeout',
    prefix({ flags: '-k# -s# -v --foreground --preserve-status --signal# --kill-after#', skip: 1 }),
  ],
  ['stdbuf', prefix({ flags: '-i# -o# -e#' })],
  ['command', prefix({ flags: '-p -v -V', only: ['-v', '-V'] })],
  ['builtin', prefix({})],
  ['exec', prefix({ flags: '-c -l -a#' })],
  ['chroot', prefix({ skip: 1 })],
  ['busybox', prefix({})],
  ['toybox', prefix({})],
  ['watch', (words, input) => watched(words, input)],
  ['xargs', prefix({ flags: xargs, appends: true })],
  ['parallel', prefix({ flags: '-0 -j# -k', appends: true })],
  ['npx', prefix({ flags: `${runner} -p# --package#` })],
  ['bunx', prefix({ flags: runner })],
  ['find', found],
  ['ssh', remote],
  ['eval', evaluated],
  ...rows(shell, 'sh', 'bash', 'zsh', 'dash', 'ksh', 'ash', 'rbash'),
  ...rows(readsFile, 'source', '.'),
  ...rows(interpreter, 'python', 'python2', 'python3', 'node', 'nodejs', 'deno', 'bun'),
  ...rows(interpreter, 'perl', 'ruby', 'php', 'lua', 'osascript', 'tclsh', 'Rscript', 'pwsh'),
  ...rows(interpreter, 'awk', 'gawk', 'mawk', 'nawk', 'expect', 'gdb', 'fish', 'csh', 'tcsh'),
]);

const watched: Unwrap = (words) => {
  const read = readArguments(words, '-d -t -g -n#', { stop: true });
  const command = read.operands.map(({ word }) => word);
  if (read.unknown !== undefined || !command.every(({ kind }) => kind === 'literal')) {
    return opaque('what it repeats is known only when it runs');
  }
  return evaluated([literal('watch'), ...command], undefined);
};

/** Package managers whose subcommand runs a program: words that must come first, and the row for the rest. */
const SUBCOMMAND_WRAPPERS: readonly {
  readonly words: readonly string[];
  readonly unwrap: Unwrap;
}[] = [
  ['npm', 'exec'],
  ['npm', 'x'],
  ['pnpm', 'dlx'],
  ['pnpm', 'exec'],
  ['yarn', 'dlx'],
  ['yarn', 'exec'],
  ['bun', 'x'],
  ['uv', 'run'],
  ['poetry', 'run'],
  ['bundle', 'exec'],
].map((words) => ({ words, unwrap: prefix({ flags: `${runner} -p# --package#`, first: 2 }) }));

/** The row for these words, if they are a wrapper. */
export function wrapperOf(words: readonly Word[]): Unwrap | undefined {
  const [name] = words;
  if (name?.kind !== 'literal') return undefined;
  const program = programName(name.text);
  const longer = SUBCOMMAND_WRAPPERS.find((row) =>
    row.words.every((wanted, at) => {
      const word = words[at];
      return word?.kind === 'literal' && (at === 0 ? program : word.text) === wanted;
    }),
  );
  return longer?.unwrap ?? WRAPPERS.get(program) ?? WRAPPERS.get(program.replace(/[\d.]+$/, ''));
}

/** `/usr/bin/rm` and `rm` are the same program to a rule that forbids it. */
export function programName(text: string): string {
  return text.split('/').at(-1) ?? text;
}
