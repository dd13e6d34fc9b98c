// What a part does, as far as the tables know: its effect and the paths it touches.
import type { CommandRow, Effect } from './commands.js';
import { COMMANDS } from './commands.js';
import { readArguments } from './flags.js';
import type { Where } from './paths.js';
import { isWholeWorkspace, readProblem } from './paths.js';
import { SUBCOMMANDS } from './subcommands.js';
import type { CommandPart, Word } from './types.js';
import { innerOf } from './unwrap.js';
import { wrapperOf } from './wrappers.js';

export type PartEffect =
  | { readonly known: true; readonly effect: 'read' }
  | { readonly known: true; readonly effect: 'write'; readonly targets: readonly Word[] }
  | {
      readonly known: true;
      readonly effect: Exclude<Effect, 'read' | 'write'>;
      readonly reason: string;
    }
  /** Not in the tables, or used in a way they do not cover. */
  | { readonly known: false; readonly reason: string };

const REASONS: Readonly<Record<Exclude<Effect, 'read' | 'write'>, string>> = {
  network: 'it uses the network',
  execute: 'it runs a program of the project, or one that is loaded first',
  destructive: 'it cannot be undone',
  privilege: 'it runs with the rights of another user',
};

/** The effect of a part's own words; assignments and redirections are judged beside it. */
export function effectOf(part: CommandPart, where: Where): PartEffect {
  const [program] = part.words;
  if (program === undefined) return { known: true, effect: 'read' };
  if (program.kind !== 'literal') {
    return {
      known: false,
      reason: `which program "${program.text}" is, is known only when it runs`,
    };
  }
  const { row, first, reason } = rowOf(program.text, part.words, where);
  if (row !== undefined) return byRow(part.words, row, first, where);
  if (reason === undefined && wrapperOf(part.words) !== undefined) return wrapperEffect(part);
  return {
    known: false,
    reason: reason ?? `"${program.text}" is not a command that is known to be harmless`,
  };
}

/** A wrapper does nothing itself: all it runs is in the list, unless it is opaque. */
function wrapperEffect(part: CommandPart): PartEffect {
  const hidden = innerOf(part).find((inner) => inner.kind === 'opaque');
  if (hidden === undefined) return { known: true, effect: 'read' };
  return { known: false, reason: hidden.reason };
}

interface FoundRow {
  readonly row?: CommandRow;
  readonly first: number;
  readonly reason?: string;
}

function rowOf(program: string, words: readonly Word[], where: Where): FoundRow {
  const subcommands = SUBCOMMANDS.get(program);
  if (subcommands === undefined) {
    const row = COMMANDS.get(program);
    return row === undefined ? { first: 1 } : { row, first: 1 };
  }
  const [, word] = words;
  if (word?.kind === 'literal' && words.length === 2 && /^(?:--version|--help)$/.test(word.text)) {
    return { row: { effect: 'read', flags: word.text, operands: 'none' }, first: 1 };
  }
  const row = word?.kind === 'literal' ? subcommands.get(word.text) : undefined;
  if (row === undefined) {
    return {
      first: 2,
      reason: `"${program} ${word?.text ?? ''}" is not a command that is known to be harmless`,
    };
  }
  if (program === 'git' && where.folders.length > 1) {
    // A folder that looks like a repository brings its own settings, and they name programs.
    return { first: 2, reason: 'git runs in another folder, whose own settings may name programs' };
  }
  return { row, first: 2 };
}

function byRow(words: readonly Word[], row: CommandRow, first: number, where: Where): PartEffect {
  const { effect } = row;
  if (effect !== 'read' && effect !== 'write')
    return { known: true, effect, reason: REASONS[effect] };
  const read = readArguments(words, row.flags, { first });
  if (read.unknown !== undefined) {
    return { known: false, reason: `the option ${read.unknown} is not known to be harmless` };
  }
  const operands = read.operands.map(({ word }) => word);
  if (effect === 'write') return { known: true, effect, targets: operands };
  const pathValues = read.values.filter(({ path }) => path).map(({ word }) => word);
  const loose = read.values.find(({ word }) => word.kind !== 'literal' && word.kind !== 'glob');
  const reason =
    operandProblem(words, operands, row, read.flags, where) ??
    firstProblem(pathValues, where) ??
    (loose && `the value of ${loose.flag} is known only when it runs`);
  return reason === undefined ? { known: true, effect } : { known: false, reason };
}

function operandProblem(
  words: readonly Word[],
  operands: readonly Word[],
  row: CommandRow,
  flags: ReadonlySet<string>,
  where: Where,
): string | undefined {
  if (row.operands === 'none')
    return operands.length === 0 ? undefined : 'with arguments it is not known to be harmless';
  if (row.operands === 'text') return textProblem(words[0]?.text ?? '', operands);
  if (row.operands === 'revisions') return revisionProblem(operands, where);
  const given = row.patternFlags?.some((flag) => flags.has(flag)) === true;
  const [pattern] = operands;
  if (row.operands === 'pattern' && !given && pattern !== undefined && pattern.kind !== 'literal') {
    return 'what it looks for is known only when it runs';
  }
  const paths = row.operands === 'pattern' && !given ? operands.slice(1) : operands;
  if (words[0]?.text === 'cd' && (paths.length !== 1 || paths[0]?.text === '-'))
    return 'it leaves the workspace folder';
  const whole = row.recursive?.some((flag) => flags.has(flag)) === true;
  if (whole && (paths.length === 0 || paths.some((path) => isWholeWorkspace(path, where)))) {
    return 'it reads every file, protected ones too; name folders, or use rg';
  }
  return firstProblem(paths, where);
}

/** `echo` may print what a command in the line says; names of variables could be secrets. */
function textProblem(program: string, operands: readonly Word[]): string | undefined {
  const odd = operands.find((word) => {
    if (word.kind !== 'dynamic') return word.kind !== 'literal';
    return program !== 'echo' || !(word.why === 'substitution' || word.why === 'arithmetic');
  });
  return odd && `what "${odd.text}" is, is known only when it runs`;
}

function revisionProblem(operands: readonly Word[], where: Where): string | undefined {
  for (const word of operands) {
    const path = word.text.slice(word.text.indexOf(':') + 1);
    const problem = firstProblem(
      [word, word.kind === 'literal' ? { ...word, text: path } : word],
      where,
    );
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function firstProblem(words: readonly Word[], where: Where): string | undefined {
  for (const word of words) {
    const problem = readProblem(word, where);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
