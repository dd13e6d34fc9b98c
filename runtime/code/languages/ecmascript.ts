// TypeScript, TSX and JavaScript.
import type { Language } from './types.js';

const definitions = {
  function_declaration: 'function',
  generator_function_declaration: 'function',
  class_declaration: 'class',
  abstract_class_declaration: 'class',
  method_definition: 'method',
  abstract_method_signature: 'method',
  interface_declaration: 'interface',
  type_alias_declaration: 'type',
  enum_declaration: 'enum',
  internal_module: 'module',
  variable_declarator: 'constant',
} as const;
const shared = {
  definitions,
  comments: ['comment'],
  identifiers: ['identifier', 'type_identifier', 'property_identifier'],
};

export const typescript: Language = {
  ...shared,
  name: 'typescript',
  grammar: 'typescript',
  extensions: ['.ts', '.mts', '.cts'],
};
export const tsx: Language = {
  ...shared,
  name: 'typescriptreact',
  grammar: 'tsx',
  extensions: ['.tsx'],
};
export const javascript: Language = {
  ...shared,
  name: 'javascript',
  grammar: 'javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx'],
};
