// Java: definitions and imports.
import type { Language } from './language.js';

export const java: Language = {
  name: 'java',
  extensions: ['java'],
  grammar: 'tree-sitter-java.wasm',
  tags: `
(class_declaration name: (identifier) @name) @definition.class
(record_declaration name: (identifier) @name) @definition.class
(interface_declaration name: (identifier) @name) @definition.interface
(annotation_type_declaration name: (identifier) @name) @definition.interface
(enum_declaration name: (identifier) @name) @definition.enum
(method_declaration name: (identifier) @name) @definition.method
(constructor_declaration name: (identifier) @name) @definition.constructor
(import_declaration (_) @import)
`,
};
