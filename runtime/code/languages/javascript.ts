// JavaScript: definitions and imports; TypeScript builds on its patterns.
import type { Language } from './language.js';

/** Patterns that hold in JavaScript and TypeScript alike. */
export const SHARED_TAGS = `
(function_declaration name: (identifier) @name) @definition.function
(generator_function_declaration name: (identifier) @name) @definition.function
(method_definition name: (_) @name) @definition.method
(program (lexical_declaration (variable_declarator
  name: (identifier) @name value: [(arrow_function) (function_expression)]) @definition.function))
(program (export_statement (lexical_declaration (variable_declarator
  name: (identifier) @name value: [(arrow_function) (function_expression)]) @definition.function)))
(program (lexical_declaration (variable_declarator name: (identifier) @name) @definition.constant))
(program (export_statement
  (lexical_declaration (variable_declarator name: (identifier) @name) @definition.constant)))
(import_statement source: (string) @import)
(export_statement source: (string) @import)
`;

export const javascript: Language = {
  name: 'javascript',
  extensions: ['js', 'mjs', 'cjs', 'jsx'],
  grammar: 'tree-sitter-javascript.wasm',
  tags: `${SHARED_TAGS}
(class_declaration name: (identifier) @name) @definition.class
`,
};
