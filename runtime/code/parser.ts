// Parses source text with tree-sitter: symbols, identifiers, imports and the captures of a query.
import type { Node, Parser, Query, QueryMatch, Language as TreeGrammar } from 'web-tree-sitter';
import { MemfunError } from '../core/index.js';
import { createGrammarLoader } from './grammars.js';
import type { Language } from './languages/index.js';
import type { Capture, CodeSymbol, ParsedFile } from './types.js';

const MAX_SIGNATURE = 200;
const MAX_DOC = 300;
const MAX_CAPTURES = 500;
const MAX_CAPTURE_TEXT = 400;

/** A tree-sitter query that the grammar does not understand. */
export class CodeQueryError extends MemfunError {
  readonly code = 'code.query';
  constructor(language: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The query does not fit the ${language} grammar: ${why}.`, {
      remedy: 'Use node types of that grammar; parseAst(path) without a query shows them.',
      cause,
    });
  }
}

export interface CodeParser {
  /** Symbols, imports and identifiers of a text. Parts the grammar cannot read are passed over. */
  parse(text: string, language: Language): Promise<ParsedFile>;
  /** Nested definitions of a text. */
  outlineOf(text: string, language: Language): Promise<readonly CodeSymbol[]>;
  /**
   * What a query captures, in order of the text, at most 500; without a query the named nodes of the top levels.
   * @throws CodeQueryError
   */
  query(text: string, language: Language, query: string | undefined): Promise<readonly Capture[]>;
}

interface Loaded {
  readonly parser: Parser;
  readonly grammar: TreeGrammar;
  readonly tags: Query;
}

/** A parser over the `tree-sitter.wasm` and `grammars/` of a folder. Grammars load on first use. */
export function createParser(assetsDir: string): CodeParser {
  const grammars = createGrammarLoader(assetsDir);
  const loaded = new Map<string, Promise<Loaded>>();

  async function load(language: Language): Promise<Loaded> {
    const module = await grammars.runtime();
    const grammar = await grammars.load(language.grammar);
    const parser = new module.Parser();
    parser.setLanguage(grammar);
    return { parser, grammar, tags: new module.Query(grammar, language.tags) };
  }

  async function withTree<T>(
    text: string,
    language: Language,
    use: (root: Node, loaded: Loaded) => T,
  ): Promise<T> {
    const ready = loaded.get(language.name) ?? load(language);
    loaded.set(language.name, ready);
    const parts = await ready;
    const tree = parts.parser.parse(text);
    if (tree === null) throw new Error(`The ${language.name} parser gave no tree.`);
    try {
      return use(tree.rootNode, parts);
    } finally {
      tree.delete();
    }
  }

  function parse(text: string, language: Language): Promise<ParsedFile> {
    return withTree(text, language, (root, { tags }) => {
      const matches = tags.matches(root);
      return {
        symbols: symbolsOf(matches, text),
        imports: importsOf(matches),
        references: [...referencesOf(root, language)],
        hasErrors: root.hasError,
      };
    });
  }

  return {
    parse,
    outlineOf: async (text, language) => (await parse(text, language)).symbols,
    async query(text, language, query) {
      const { Query } = await grammars.runtime();
      return withTree(text, language, (root, { grammar }) => {
        if (query === undefined) return topLevels(root);
        let compiled: Query;
        try {
          compiled = new Query(grammar, query);
        } catch (error) {
          throw new CodeQueryError(language.name, error);
        }
        try {
          const found = compiled.captures(root).slice(0, MAX_CAPTURES);
          return found.map(({ name, node }) => captureOf(name, node));
        } finally {
          compiled.delete();
        }
      });
    },
  };
}

interface Definition {
  readonly node: Node;
  readonly name: string;
  readonly kind: string;
}

/** Of several patterns that match one node the first in the query wins. */
function definitionsOf(matches: readonly QueryMatch[]): Definition[] {
  const byName = new Map<number, Definition & { readonly pattern: number }>();
  for (const { captures, patternIndex } of matches) {
    const name = captures.find((c) => c.name === 'name')?.node;
    const marked = captures.find((c) => c.name.startsWith('definition.'));
    if (name === undefined || marked === undefined) continue;
    const known = byName.get(name.startIndex);
    if (known !== undefined && known.pattern <= patternIndex) continue;
    const kind = marked.name.slice('definition.'.length);
    byName.set(name.startIndex, {
      node: marked.node,
      name: name.text,
      kind,
      pattern: patternIndex,
    });
  }
  return [...byName.values()].sort(
    (a, b) => a.node.startIndex - b.node.startIndex || b.node.endIndex - a.node.endIndex,
  );
}

/** Nests definitions by where they stand: one inside another is its child. */
function symbolsOf(matches: readonly QueryMatch[], text: string): CodeSymbol[] {
  const top: CodeSymbol[] = [];
  const open: { readonly end: number; readonly children: CodeSymbol[] }[] = [];
  const lines = text.split('\n');
  for (const { node, name, kind } of definitionsOf(matches)) {
    while ((open.at(-1)?.end ?? Infinity) <= node.startIndex) open.pop();
    const children: CodeSymbol[] = [];
    const doc = docOf(node);
    const symbol: CodeSymbol = {
      name,
      kind,
      startLine: node.startPosition.row + 1,
      endLine: node.endPosition.row + (node.endPosition.column === 0 ? 0 : 1),
      signature: signatureOf(lines[node.startPosition.row] ?? ''),
      ...(doc === undefined ? {} : { doc }),
      children,
    };
    (open.at(-1)?.children ?? top).push(symbol);
    open.push({ end: node.endIndex, children });
  }
  return top.map(withoutEmptyChildren);
}

function withoutEmptyChildren({ children, ...symbol }: CodeSymbol): CodeSymbol {
  if (children === undefined || children.length === 0) return symbol;
  return { ...symbol, children: children.map(withoutEmptyChildren) };
}

function signatureOf(line: string): string {
  return line
    .trim()
    .replace(/\s*\{$/, '')
    .slice(0, MAX_SIGNATURE);
}

/** The comment right above a definition, or the string that opens its body. */
function docOf(node: Node): string | undefined {
  let outer = node;
  while (
    outer.parent !== null &&
    /export|decorated|lexical|variable_declaration|assignment|expression_statement/.test(
      outer.parent.type,
    )
  ) {
    outer = outer.parent;
  }
  const comments: string[] = [];
  let row = outer.startPosition.row;
  for (let above = outer.previousSibling; above !== null; above = above.previousSibling) {
    if (!above.type.includes('comment') || above.startPosition.row === row) break;
    const gap = row - above.endPosition.row - 1;
    if (gap > 0 && (gap > 1 || comments.length > 0 || !isDocApart(above.text))) break;
    comments.unshift(above.text);
    row = above.startPosition.row;
  }
  const first = node.childForFieldName('body')?.namedChild(0);
  const opening = first?.type === 'expression_statement' ? first.namedChild(0) : null;
  if (comments.length === 0 && opening?.type === 'string') comments.push(opening.text);
  const plain = comments
    .join('\n')
    .replaceAll(/^\s*(\/\/[/!]?|\/?\*+\/?|#+|""")\s?|\s*(\*\/|""")\s*$/gm, '')
    .trim();
  return plain === '' ? undefined : plain.slice(0, MAX_DOC);
}

/** Some leave a line free below such a comment. One about the file as a whole is none of its first definition. */
function isDocApart(comment: string): boolean {
  return (
    /^\/\*\*\s/.test(comment) &&
    !/@(?:file|fileoverview|license|module|packageDocumentation)\b|copyright/i.test(comment)
  );
}

function importsOf(matches: readonly QueryMatch[]): string[] {
  const captures = matches.flatMap((match) => match.captures);
  const found = captures.filter((c) => c.name === 'import').map((c) => c.node.text);
  return [...new Set(found.map((text) => text.replaceAll(/^["'`<]|["'`>]$/g, '')))];
}

function referencesOf(root: Node, language: Language): Map<string, number> {
  const counts = new Map<string, number>();
  const cursor = root.walk();
  const count = (): void => {
    const type = cursor.nodeType;
    if (!type.endsWith('identifier') && language.identifiers?.includes(type) !== true) return;
    if (cursor.currentNode.namedChildCount > 0) return;
    counts.set(cursor.nodeText, (counts.get(cursor.nodeText) ?? 0) + 1);
  };
  try {
    for (;;) {
      count();
      if (cursor.gotoFirstChild() || cursor.gotoNextSibling()) continue;
      do {
        if (!cursor.gotoParent()) return counts;
      } while (!cursor.gotoNextSibling());
    }
  } finally {
    cursor.delete();
  }
}

function topLevels(root: Node): Capture[] {
  const inner = root.namedChildren.flatMap((node) => [
    captureOf('top', node),
    ...node.namedChildren.map((child) => captureOf('child', child)),
  ]);
  return inner.slice(0, MAX_CAPTURES);
}

function captureOf(name: string, node: Node): Capture {
  return {
    name,
    type: node.type,
    text: node.text.slice(0, MAX_CAPTURE_TEXT),
    startLine: node.startPosition.row + 1,
    endLine: node.endPosition.row + 1,
  };
}
