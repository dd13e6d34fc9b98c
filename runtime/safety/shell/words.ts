// Works out what the shell makes of one argument: quotes, backslashes, patterns, expansions.
import type { Node } from 'web-tree-sitter';
import { hasLookAlikes } from './suspicious.js';
import type { Word } from './types.js';

type Piece =
  | { readonly known: true; readonly text: string; readonly quoted: boolean }
  | { readonly known: false; readonly word: Word };

type Why = Extract<Word, { kind: 'dynamic' }>['why'];

/** The word a node stands for. Whatever is not understood comes back as dynamic. */
export function wordOf(node: Node): Word {
  const pieces = piecesOf(node);
  const unknown = pieces.find((piece) => !piece.known);
  if (unknown?.known === false) {
    return pieces.length === 1 ? unknown.word : { ...asDynamic(node, 'variable'), ...why(unknown) };
  }
  const known = pieces.filter((piece) => piece.known);
  const bare = known.map(({ text, quoted }) => (quoted ? '' : text)).join('');
  if (/\{(?!\})/.test(bare) || bare.startsWith('=')) return asDynamic(node, 'braces');
  // In an interactive shell this is replaced by an earlier command.
  if (/!(?=[^\s=(])/.test(bare)) return asDynamic(node, 'escape');
  if (hasLookAlikes(bare)) return asDynamic(node, 'escape');
  const text = known.map(({ text: raw, quoted }) => (quoted ? raw : unescaped(raw))).join('');
  const pattern = /(?<!\\)[*?[]/.test(bare.replaceAll('\\\\', ''));
  return { kind: pattern ? 'glob' : 'literal', text };
}

function why(piece: Piece): { readonly why: Why } {
  return { why: !piece.known && piece.word.kind === 'dynamic' ? piece.word.why : 'variable' };
}

/** A word that is known by its text alone. */
export function literal(text: string): Word {
  return { kind: 'literal', text };
}

const PIECES: Readonly<Record<string, (node: Node) => readonly Piece[]>> = {
  word: (node) => [{ known: true, text: node.text, quoted: false }],
  number: (node) =>
    node.namedChildCount === 0
      ? [{ known: true, text: node.text, quoted: false }]
      : unknown(node, 'variable'),
  raw_string: (node) => [{ known: true, text: node.text.slice(1, -1), quoted: true }],
  string: stringPieces,
  command_name: (node) => node.children.flatMap(piecesOf),
  concatenation: concatenated,
  command_substitution: (node) => unknown(node, 'substitution'),
  arithmetic_expansion: (node) =>
    unknown(node, /^\$\(\([\d\s+*/%()-]*\)\)$/.test(node.text) ? 'arithmetic' : 'variable'),
  simple_expansion: (node) => unknown(node, /^\$[?#]$/.test(node.text) ? 'arithmetic' : 'variable'),
  process_substitution: (node) => [{ known: false, word: { kind: 'pipe', text: node.text } }],
  ansi_c_string: (node) => unknown(node, 'escape'),
};

function piecesOf(node: Node): readonly Piece[] {
  if (node.isMissing || node.isError) return unknown(node, 'escape');
  const read = Object.hasOwn(PIECES, node.type) ? PIECES[node.type] : undefined;
  return read === undefined ? unknown(node, 'variable') : read(node);
}

function unknown(node: Node, reason: Why): readonly Piece[] {
  return [{ known: false, word: asDynamic(node, reason) }];
}

function asDynamic(node: Node, reason: Why) {
  return { kind: 'dynamic', text: node.text, why: reason } as const;
}

function concatenated(node: Node): readonly Piece[] {
  const covered = node.children.reduce((sum, child) => sum + child.text.length, 0);
  // `a$` and the like leave characters that belong to no child.
  if (covered !== node.text.length) return unknown(node, 'escape');
  return node.children.flatMap(piecesOf);
}

function stringPieces(node: Node): readonly Piece[] {
  const { text } = node;
  if (!text.startsWith('"') || !text.endsWith('"') || text.length < 2) {
    return unknown(node, 'escape');
  }
  const inner = node.namedChildren.filter((child) => child.type !== 'string_content');
  if (inner.length > 0) return inner.flatMap(piecesOf);
  const body = text.slice(1, -1);
  if (/(?<!\\)(?:\\\\)*[$`](?=[\w({`'"?#@*!$-])/.test(body)) return unknown(node, 'variable');
  if (/!(?=[^\s="'.,)])/.test(body)) return unknown(node, 'escape');
  return [{ known: true, text: body.replaceAll(/\\([\\"$`])/g, '$1'), quoted: true }];
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, '$1');
}
