// What the parser must know about a language.

export type SymbolKind =
  | 'function'
  | 'method'
  | 'class'
  | 'interface'
  | 'type'
  | 'enum'
  | 'module'
  | 'constant';

export interface Language {
  readonly name: string;
  /** `tree-sitter-<grammar>.wasm` */
  readonly grammar: string;
  /** File name endings, with the dot. */
  readonly extensions: readonly string[];
  /** Node types that define a symbol. */
  readonly definitions: Readonly<Record<string, SymbolKind>>;
  /** Node types of comments. */
  readonly comments: readonly string[];
  /** Node types of names that refer to something. */
  readonly identifiers: readonly string[];
  /** True where the first string of a body documents it (Python). */
  readonly docstrings?: boolean;
}
