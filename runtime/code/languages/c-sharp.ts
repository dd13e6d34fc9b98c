// C#: definitions and usings.
import type { Language } from './language.js';

export const cSharp: Language = {
  name: 'csharp',
  extensions: ['cs'],
  grammar: 'tree-sitter-c-sharp.wasm',
  tags: `
(namespace_declaration name: (_) @name) @definition.namespace
(class_declaration name: (identifier) @name) @definition.class
(record_declaration name: (identifier) @name) @definition.class
(struct_declaration name: (identifier) @name) @definition.struct
(interface_declaration name: (identifier) @name) @definition.interface
(enum_declaration name: (identifier) @name) @definition.enum
(delegate_declaration name: (identifier) @name) @definition.type
(method_declaration name: (identifier) @name) @definition.method
(constructor_declaration name: (identifier) @name) @definition.constructor
(property_declaration name: (identifier) @name) @definition.property
(using_directive (_) @import)
`,
};
