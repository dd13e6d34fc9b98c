// PHP: definitions and uses.
import type { Language } from './language.js';

export const php: Language = {
  name: 'php',
  extensions: ['php'],
  grammar: 'tree-sitter-php.wasm',
  identifiers: ['name'],
  tags: `
(class_declaration name: (name) @name) @definition.class
(interface_declaration name: (name) @name) @definition.interface
(trait_declaration name: (name) @name) @definition.class
(enum_declaration name: (name) @name) @definition.enum
(function_definition name: (name) @name) @definition.function
(method_declaration name: (name) @name) @definition.method
(const_declaration (const_element (name) @name)) @definition.constant
(namespace_use_clause (_) @import)
`,
};
