// TypeScript: the patterns of JavaScript, and types.
import { FUNCTION, SHARED_TAGS } from './javascript.js';
import type { Language } from './language.js';

export const TYPESCRIPT_TAGS = `${SHARED_TAGS}
(class_declaration name: (type_identifier) @name) @definition.class
(abstract_class_declaration name: (type_identifier) @name) @definition.class
(public_field_definition name: (property_identifier) @name value: ${FUNCTION}) @definition.method
(abstract_method_signature name: (_) @name) @definition.method
(function_signature name: (identifier) @name) @definition.function
(interface_declaration name: (type_identifier) @name) @definition.interface
(interface_body (method_signature name: (_) @name) @definition.method)
(type_alias_declaration name: (type_identifier) @name) @definition.type
(enum_declaration name: (identifier) @name) @definition.enum
(internal_module name: (_) @name) @definition.namespace
`;

export const typescript: Language = {
  name: 'typescript',
  extensions: ['ts', 'mts', 'cts'],
  grammar: 'tree-sitter-typescript.wasm',
  tags: TYPESCRIPT_TAGS,
};
