// Parses source text with tree-sitter: outlines with signatures and doc comments, names used, syntax trees.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Language as Grammar, Node, Parser, Tree } from 'web-tree-sitter';
import * as z from 'zod';
import type { Language } from './languages/index.js';

const symbolKindSchema = z.enum([
  'function',
  'method',
  'class',
  'interface',
  'type',
  'enum',
  'module',
  'constant',
]);

export interface CodeSymbol {
  readonly name: string;
  readonly kind: z.infer<typeof symbolKindSchema>;
  /** Lines count from 1; the end is included. */
  readonly startLine: number;
  readonly endLine: number;
  /** The first line of the definition. */
  readonly signature: string;
  readonly doc?: string | undefined;
  readonly children: readonly CodeSymbol[];
}

export const codeSymbolSchema: z.ZodType<CodeSymbol> = z.lazy(() =>
  z.object({
    name: z.string(),
    kind: symbolKindSchema,
    startLine: z.number(),
    endLine: z.number(),
    signature: z.string(),
    doc: z.string().optional(),
    children: z.array(codeSymbolSchema),
  }),
);

export const outlineSchema = z.object({
  symbols: z.array(codeSymbolSchema),
  /** How often each identifier occurs. */
  references: z.record(z.string(), z.number()),
  /** True when the text has syntax errors; the outline is then of what could be read. */
  damaged: z.boolean(),
});
export type Outline = z.infer<typeof outlineSchema>;

const SIGNATURE_CHARS = 200;
const DOC_CHARS = 600;
const MAX_DEPTH = 400;

/** Parsers of all languages over one tree-sitter; grammars load on their first use. */
export class CodeParser {
  readonly #grammars = new Map<string, Promise<Grammar>>();
  #library: Promise<typeof import('./tree-sitter.chunk.js')> | undefined;
  #parser: Parser | undefined;

  /** @param assetsDir folder with `tree-sitter.wasm` and `grammars/` */
  constructor(readonly assetsDir: string) {}

  async outline(text: string, language: Language): Promise<Outline> {
    const tree = await this.#parse(text, language);
    try {
      const references: Record<string, number> = Object.create(null);
      const symbols = collect(tree.rootNode, language, references, 0);
      return { symbols, references: { ...references }, damaged: tree.rootNode.hasError };
    } finally {
      tree.delete();
    }
  }

  /** The syntax tree as an S-expression of the smallest node that covers the lines. */
  async syntax(
    text: string,
    language: Language,
    startLine: number,
    endLine: number,
  ): Promise<string> {
    const tree = await this.#parse(text, language);
    try {
      const end = { row: Math.max(0, endLine - 1), column: 10_000 };
      const node = tree.rootNode.descendantForPosition(
        { row: Math.max(0, startLine - 1), column: 0 },
        end,
      );
      return (node ?? tree.rootNode).toString();
    } finally {
      tree.delete();
    }
  }

  /** Captures of a tree-sitter query. @throws Error with tree-sitter's message for a wrong query */
  async query(
    text: string,
    language: Language,
    query: string,
  ): Promise<{ name: string; startLine: number; endLine: number; text: string }[]> {
    const tree = await this.#parse(text, language);
    const { Query } = await this.#load();
    const compiled = new Query(await this.#grammar(language), query);
    try {
      return compiled.captures(tree.rootNode).map(({ name, node }) => ({
        name,
        startLine: node.startPosition.row + 1,
        endLine: node.endPosition.row + 1,
        text: node.text.slice(0, 2_000),
      }));
    } finally {
      compiled.delete();
      tree.delete();
    }
  }

  async #parse(text: string, language: Language): Promise<Tree> {
    const { Parser } = await this.#load();
    this.#parser ??= new Parser();
    this.#parser.setLanguage(await this.#grammar(language));
    const tree = this.#parser.parse(text);
    if (tree === null) throw new Error(`The ${language.name} text could not be parsed.`);
    return tree;
  }

  async #load(): Promise<typeof import('./tree-sitter.chunk.js')> {
    this.#library ??= import('./tree-sitter.chunk.js').then(async (library) => {
      await library.Parser.init({
        locateFile: () => path.join(this.assetsDir, 'tree-sitter.wasm'),
      });
      return library;
    });
    return this.#library;
  }

  #grammar({ grammar }: Language): Promise<Grammar> {
    const known = this.#grammars.get(grammar);
    if (known !== undefined) return known;
    const loading = (async () => {
      const { Language: Loader } = await this.#load();
      return Loader.load(
        await readFile(path.join(this.assetsDir, 'grammars', `tree-sitter-${grammar}.wasm`)),
      );
    })();
    this.#grammars.set(grammar, loading);
    return loading;
  }
}

function collect(
  node: Node,
  language: Language,
  references: Record<string, number>,
  depth: number,
): CodeSymbol[] {
  if (depth > MAX_DEPTH) return [];
  const found: CodeSymbol[] = [];
  for (const child of node.namedChildren) {
    if (language.identifiers.includes(child.type))
      references[child.text] = (references[child.text] ?? 0) + 1;
    const kind = language.definitions[child.type];
    const name = kind === undefined ? undefined : nameOf(child);
    const inner = collect(child, language, references, depth + 1);
    if (kind === undefined || name === undefined) found.push(...inner);
    else if (kind === 'constant' && !isOuterConstant(child))
      found.push(...inner.filter(isNotLocal));
    else found.push(symbolOf(child, name, kindOf(child, kind), language, inner));
  }
  return found;
}

function symbolOf(
  node: Node,
  name: string,
  kind: CodeSymbol['kind'],
  language: Language,
  children: CodeSymbol[],
): CodeSymbol {
  const whole = wholeStatement(node);
  const doc = docOf(whole, node, language);
  return {
    name,
    kind,
    startLine: whole.startPosition.row + 1,
    endLine: whole.endPosition.row + 1,
    signature: (whole.text.split('\n', 1)[0] ?? '').trim().slice(0, SIGNATURE_CHARS),
    ...(doc === undefined ? {} : { doc }),
    children:
      kind === 'class' || kind === 'interface' || kind === 'module'
        ? children
        : children.filter(isNotLocal),
  };
}

/** Inside functions only functions and types matter, not every local constant. */
function isNotLocal(symbol: CodeSymbol): boolean {
  return symbol.kind !== 'constant';
}

/** Constants count at the top of a file or class, not inside functions. */
function isOuterConstant(node: Node): boolean {
  if (functionValue(node) !== undefined) return true;
  const holder = wholeStatement(node).parent;
  return (
    holder === null || holder.parent === null || /class_body|declaration_list/.test(holder.type)
  );
}

/** `const f = () => …` is a function; a function in a class is a method. */
function kindOf(node: Node, kind: CodeSymbol['kind']): CodeSymbol['kind'] {
  if (kind === 'constant' && functionValue(node) !== undefined) return 'function';
  if (kind !== 'function') return kind;
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (
      /^(class_definition|class_declaration|impl_item|trait_item|class_specifier)$/.test(outer.type)
    )
      return 'method';
    if (/function/.test(outer.type)) return kind;
  }
  return kind;
}

function functionValue(node: Node): Node | undefined {
  const value = node.childForFieldName('value');
  return value !== null && /^(arrow_function|function_expression|function)$/.test(value.type)
    ? value
    : undefined;
}

function nameOf(node: Node): string | undefined {
  const direct = node.childForFieldName('name');
  if (direct !== null) return /pattern/.test(direct.type) ? undefined : direct.text;
  // C and C++ hide the name in nested declarators.
  let declarator = node.childForFieldName('declarator');
  while (declarator !== null) {
    const inner = declarator.childForFieldName('declarator');
    if (inner === null)
      return /identifier|destructor|operator/.test(declarator.type) ? declarator.text : undefined;
    declarator = inner;
  }
  return undefined;
}

/** The statement around a definition: `export`, decorators and `const` belong to it. */
function wholeStatement(node: Node): Node {
  let whole = node;
  while (
    whole.parent !== null &&
    /^(export_statement|decorated_definition|lexical_declaration|variable_declaration|type_declaration|const_declaration|ambient_declaration)$/.test(
      whole.parent.type,
    )
  ) {
    if (whole.parent.namedChildren.filter((c) => c.type === whole.type).length > 1) break;
    whole = whole.parent;
  }
  return whole;
}

function docOf(whole: Node, node: Node, language: Language): string | undefined {
  if (language.docstrings === true) {
    const first = node.childForFieldName('body')?.namedChildren[0];
    const text = first?.type === 'expression_statement' ? first.namedChildren[0] : first;
    if (text?.type === 'string')
      return tidy(text.text.replace(/^[rubf]*("""|'''|"|')|("""|'''|"|')$/gi, ''));
  }
  const lines: string[] = [];
  let above = whole.previousNamedSibling;
  let next = whole;
  while (
    above !== null &&
    language.comments.includes(above.type) &&
    next.startPosition.row - above.endPosition.row <= 1
  ) {
    lines.unshift(above.text);
    next = above;
    above = above.previousNamedSibling;
  }
  return lines.length === 0 ? undefined : tidy(lines.join('\n'));
}

function tidy(comment: string): string | undefined {
  const text = comment
    .split('\n')
    .map((line) => line.replace(/^\s*(\/\*\*?|\*\/|\*|\/\/\/?!?|#+)\s?|\*\/\s*$/g, '').trim())
    .join('\n')
    .trim()
    .slice(0, DOC_CHARS);
  return text === '' ? undefined : text;
}
