// Go, Rust, C and C++.
import type { Language } from './types.js';

export const go: Language = {
  name: 'go',
  grammar: 'go',
  extensions: ['.go'],
  definitions: {
    function_declaration: 'function',
    method_declaration: 'method',
    type_spec: 'type',
    const_spec: 'constant',
  },
  comments: ['comment'],
  identifiers: ['identifier', 'type_identifier', 'field_identifier'],
};

export const rust: Language = {
  name: 'rust',
  grammar: 'rust',
  extensions: ['.rs'],
  definitions: {
    function_item: 'function',
    function_signature_item: 'function',
    struct_item: 'class',
    enum_item: 'enum',
    trait_item: 'interface',
    type_item: 'type',
    mod_item: 'module',
    const_item: 'constant',
    static_item: 'constant',
    macro_definition: 'function',
  },
  comments: ['line_comment', 'block_comment'],
  identifiers: ['identifier', 'type_identifier', 'field_identifier'],
};

/** The C++ grammar reads C as well. */
export const cpp: Language = {
  name: 'cpp',
  grammar: 'cpp',
  extensions: ['.c', '.h', '.cc', '.cpp', '.cxx', '.hh', '.hpp', '.hxx'],
  definitions: {
    function_definition: 'function',
    class_specifier: 'class',
    struct_specifier: 'class',
    enum_specifier: 'enum',
    type_definition: 'type',
    namespace_definition: 'module',
  },
  comments: ['comment'],
  identifiers: ['identifier', 'type_identifier', 'field_identifier'],
};
