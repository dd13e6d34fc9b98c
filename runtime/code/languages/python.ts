// Python: definitions and imports.
import type { Language } from './language.js';

export const python: Language = {
  name: 'python',
  extensions: ['py', 'pyi'],
  grammar: 'tree-sitter-python.wasm',
  tags: `
(class_definition name: (identifier) @name) @definition.class
(class_definition body: (block (function_definition name: (identifier) @name) @definition.method))
(class_definition body: (block
  (decorated_definition definition: (function_definition name: (identifier) @name) @definition.method)))
(function_definition name: (identifier) @name) @definition.function
(module (expression_statement (assignment left: (identifier) @name) @definition.constant))
(import_statement name: (_) @import)
(import_from_statement module_name: (_) @import)
`,
};
