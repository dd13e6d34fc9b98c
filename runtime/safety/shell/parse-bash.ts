// Takes a bash command line apart into everything it would run. What is not understood becomes a problem.
import type { Node, Parser } from 'web-tree-sitter';
import { createGrammarLoader } from '../../code/index.js';
import { suspicionOf } from './suspicious.js';
import type { Assignment, CommandPart, Problem, Reach, Redirection, Word } from './types.js';
import { literal, wordOf } from './words.js';

export interface Collected {
  readonly parts: CommandPart[];
  readonly problems: Problem[];
}

/** Parses one script; synchronous once the grammar is loaded. */
export type ParseBash = (text: string, via?: Reach) => Collected;

/** Loads the grammar of bash from the folder of assets. */
export async function createBashParser(assetsDir: string): Promise<ParseBash> {
  const grammars = createGrammarLoader(assetsDir);
  const { Parser: TreeParser } = await grammars.runtime();
  const parser = new TreeParser();
  parser.setLanguage(await grammars.load('tree-sitter-bash.wasm'));
  return (text, via = 'line') => parseWith(parser, text, via);
}

function parseWith(parser: Parser, text: string, via: Reach): Collected {
  const collected: Collected = { parts: [], problems: [] };
  const suspicion = suspicionOf(text);
  if (suspicion !== undefined) collected.problems.push({ text, reason: suspicion });
  const tree = parser.parse(text);
  if (tree === null) {
    collected.problems.push({ text, reason: 'it could not be parsed' });
    return collected;
  }
  try {
    if (tree.rootNode.hasError) {
      collected.problems.push({ text, reason: 'it is not correct bash, or uses rare syntax' });
    }
    visit(tree.rootNode, via, collected);
  } finally {
    tree.delete();
  }
  return collected;
}

/** Structures that only hold commands, and how those are reached. */
const STRUCTURES: Readonly<Record<string, Reach | 'same'>> = {
  program: 'same',
  list: 'list',
  pipeline: 'pipeline',
  subshell: 'subshell',
  compound_statement: 'list',
  negated_command: 'same',
  if_statement: 'list',
  elif_clause: 'list',
  else_clause: 'list',
};

const LEAVES: Readonly<Record<string, (node: Node, via: Reach, into: Collected) => void>> = {
  comment: () => {},
  command: visitCommand,
  redirected_statement: visitRedirected,
  variable_assignment: visitAssignment,
  declaration_command: visitDeclaration,
  unset_command: visitDeclaration,
  command_substitution: (node, _via, into) => visitAll(node, 'substitution', into),
  process_substitution: (node, _via, into) => visitAll(node, 'process substitution', into),
};

function visit(node: Node, via: Reach, into: Collected): void {
  const structure = Object.hasOwn(STRUCTURES, node.type) ? STRUCTURES[node.type] : undefined;
  if (structure !== undefined) return visitAll(node, structure === 'same' ? via : structure, into);
  const leaf = Object.hasOwn(LEAVES, node.type) ? LEAVES[node.type] : undefined;
  if (leaf !== undefined) return leaf(node, via, into);
  const what = node.isError ? 'a part that does not parse' : node.type.replaceAll('_', ' ');
  into.problems.push({ text: node.text, reason: `${what} is not judged` });
  visitAll(node, via, into);
}

function visitAll(node: Node, via: Reach, into: Collected): void {
  for (const child of node.namedChildren) visit(child, via, into);
}

/** Commands inside of words run before the command that gets the words. */
function visitSubstitutions(node: Node, into: Collected): void {
  for (const inner of node.namedChildren) {
    if (inner.type === 'command_substitution' || inner.type === 'process_substitution') {
      visit(inner, 'substitution', into);
    } else visitSubstitutions(inner, into);
  }
}

function visitCommand(node: Node, via: Reach, into: Collected): void {
  addCommand(node, [], node.text, via, into);
}

/** Where the grammar takes one of these for a command, it has lost the structure of the line. */
const RESERVED: ReadonlySet<string> = new Set(
  [
    'if',
    'then',
    'elif',
    'else',
    'fi',
    'for',
    'while',
    'until',
    'do',
    'done',
    'case',
    'esac',
    'in',
    '{',
    '}',
  ].concat(['select', 'function', 'coproc', '[[', ']]']),
);

function addCommand(
  node: Node,
  outer: readonly Redirection[],
  text: string,
  via: Reach,
  into: Collected,
): void {
  checkGaps(node, into);
  const name = node.childForFieldName('name')?.text ?? '';
  if (RESERVED.has(name))
    into.problems.push({ text, reason: `"${name}" stands where a command should` });
  const words: Word[] = [];
  const assignments: Assignment[] = [];
  const redirections: Redirection[] = [...outer];
  for (const child of node.namedChildren) {
    if (child.type === 'variable_assignment') assignments.push(assignmentOf(child, into));
    else if (child.type.endsWith('_redirect')) redirections.push(...redirected(child, via, into));
    else
      words.push(child.text.includes('\n') && !isQuoted(child) ? odd(child, into) : wordOf(child));
  }
  into.parts.push({ text, words, assignments, redirections, via });
  visitSubstitutions(node, into);
}

/** Between the pieces of one command there are blanks only: the grammar sometimes reads over a line's end. */
function checkGaps(node: Node, into: Collected): void {
  let end = node.startIndex;
  for (const child of node.children) {
    const gap = node.text.slice(end - node.startIndex, child.startIndex - node.startIndex);
    if (!/^(?:[ \t]|\\\n)*$/.test(gap)) {
      into.problems.push({ text: node.text, reason: 'where the command ends is not certain' });
      return;
    }
    end = child.endIndex;
  }
}

function isQuoted(node: Node): boolean {
  return ['string', 'raw_string', 'concatenation', 'command_substitution'].includes(node.type);
}

function odd(node: Node, into: Collected): Word {
  into.problems.push({ text: node.text, reason: 'a word goes over the end of its line' });
  return { kind: 'dynamic', text: node.text, why: 'escape' };
}

function visitRedirected(node: Node, via: Reach, into: Collected): void {
  checkGaps(node, into);
  const body = node.childForFieldName('body');
  const redirects = node.namedChildren.filter((child) => child.type.endsWith('_redirect'));
  const redirections = redirects.flatMap((child) => redirected(child, via, into));
  if (body?.type === 'command') addCommand(body, redirections, node.text, via, into);
  else {
    into.parts.push({ text: node.text, words: [], assignments: [], redirections, via });
    if (body !== null) visit(body, via, into);
  }
  for (const redirect of redirects) visitSubstitutions(redirect, into);
}

function visitAssignment(node: Node, via: Reach, into: Collected): void {
  const assignments = [assignmentOf(node, into)];
  into.parts.push({ text: node.text, words: [], assignments, redirections: [], via });
  visitSubstitutions(node, into);
}

/** `export`, `declare`, `unset` and their kin, as a command whose words are its pieces. */
function visitDeclaration(node: Node, via: Reach, into: Collected): void {
  const [name] = node.text.split(/\s/, 1);
  const rest = node.namedChildren.map((child) =>
    child.type === 'variable_assignment' || child.type === 'variable_name'
      ? literal(child.text)
      : wordOf(child),
  );
  const words = [literal(name ?? node.text), ...rest];
  into.parts.push({ text: node.text, words, assignments: [], redirections: [], via });
  visitSubstitutions(node, into);
}

function assignmentOf(node: Node, into: Collected): Assignment {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  if (name?.type !== 'variable_name' || node.text.includes('+=')) {
    into.problems.push({ text: node.text, reason: 'an assignment to an element is not judged' });
  }
  return { name: name?.text ?? node.text, value: value === null ? literal('') : wordOf(value) };
}

const FILE_MODES: Readonly<Record<string, Redirection['mode']>> = {
  '<': 'read',
  '>': 'write',
  '>|': 'write',
  '&>': 'write',
  '>>': 'append',
  '&>>': 'append',
  '>&': 'duplicate',
  '<&': 'duplicate',
};

function redirected(node: Node, via: Reach, into: Collected): readonly Redirection[] {
  if (node.type === 'heredoc_redirect') return heredoc(node, via, into);
  if (node.type === 'herestring_redirect') {
    const [text] = node.namedChildren.slice(-1);
    return text === undefined ? [] : [{ mode: 'text', target: wordOf(text) }];
  }
  const operator = node.children.find((child) => !child.isNamed)?.type ?? '';
  const mode = Object.hasOwn(FILE_MODES, operator) ? FILE_MODES[operator] : undefined;
  const targets = node.childrenForFieldName('destination');
  const [target] = targets;
  if (mode === undefined || target === undefined || node.hasError) {
    into.problems.push({ text: node.text, reason: 'this redirection is not judged' });
    return [];
  }
  // The grammar takes words after the target as more targets; the shell takes them as arguments.
  if (targets.length > 1) {
    into.problems.push({ text: node.text, reason: 'arguments stand after a redirection' });
  }
  const word = wordOf(target);
  const toFile =
    mode === 'duplicate' && !(word.kind === 'literal' && /^(?:\d+|-)$/.test(word.text));
  return [{ mode: toFile ? 'write' : mode, target: word }];
}

/** A text given as input. Only plain delimiters are taken, which every shell reads alike. */
function heredoc(node: Node, via: Reach, into: Collected): readonly Redirection[] {
  const start = node.namedChildren.find((child) => child.type === 'heredoc_start')?.text ?? '';
  const body = node.namedChildren.find((child) => child.type === 'heredoc_body');
  const [, quote, name] = /^(['"]?)([A-Za-z_]\w*)\1$/.exec(start) ?? [];
  const text = body?.text ?? '';
  if (name === undefined || node.text.startsWith('<<-')) {
    into.problems.push({ text: start, reason: 'this kind of heredoc is not judged' });
  } else if (text.split('\n').some((line) => line.trim() === name)) {
    into.problems.push({ text: start, reason: 'the heredoc may end earlier than it seems' });
  }
  if (quote === '' && text.includes('`')) {
    into.problems.push({
      text,
      reason: 'commands in backquotes inside of a heredoc are not judged',
    });
  }
  const known = quote !== '' || !/[$`\\]/.test(text);
  const target: Word = known ? literal(text) : { kind: 'dynamic', text, why: 'variable' };
  const more: Redirection[] = [];
  for (const child of node.namedChildren) {
    if (child.type.endsWith('_redirect')) more.push(...redirected(child, via, into));
    else if (!child.type.startsWith('heredoc_')) visit(child, 'pipeline', into);
  }
  return [{ mode: 'text', target }, ...more];
}
