// What the code index must know about a language: its files, its grammar and the patterns of its definitions.

export interface Language {
  /** Lower-case name, as shown to people and models. */
  readonly name: string;
  /** File name endings without the dot, lower case. */
  readonly extensions: readonly string[];
  /** File of the grammar below `grammars/` of the assets. */
  readonly grammar: string;
  /**
   * A tree-sitter query. `@definition.<kind>` marks a definition and `@name` its name, in the same pattern;
   * `@import` marks what another file is imported by.
   */
  readonly tags: string;
  /** Node types that name things, besides those that end in `identifier`. */
  readonly identifiers?: readonly string[];
}
