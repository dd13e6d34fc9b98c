// Java, C#, Ruby, PHP and Bash.
import type { Language } from './types.js';

export const java: Language = {
  name: 'java',
  grammar: 'java',
  extensions: ['.java'],
  definitions: {
    class_declaration: 'class',
    record_declaration: 'class',
    interface_declaration: 'interface',
    enum_declaration: 'enum',
    method_declaration: 'method',
    constructor_declaration: 'method',
  },
  comments: ['line_comment', 'block_comment'],
  identifiers: ['identifier', 'type_identifier'],
};

export const csharp: Language = {
  name: 'csharp',
  grammar: 'c-sharp',
  extensions: ['.cs'],
  definitions: {
    class_declaration: 'class',
    record_declaration: 'class',
    struct_declaration: 'class',
    interface_declaration: 'interface',
    enum_declaration: 'enum',
    method_declaration: 'method',
    constructor_declaration: 'method',
    property_declaration: 'constant',
    namespace_declaration: 'module',
  },
  comments: ['comment'],
  identifiers: ['identifier'],
};

export const ruby: Language = {
  name: 'ruby',
  grammar: 'ruby',
  extensions: ['.rb', '.rake'],
  definitions: { method: 'method', singleton_method: 'method', class: 'class', module: 'module' },
  comments: ['comment'],
  identifiers: ['identifier', 'constant'],
};

export const php: Language = {
  name: 'php',
  grammar: 'php',
  extensions: ['.php'],
  definitions: {
    function_definition: 'function',
    method_declaration: 'method',
    class_declaration: 'class',
    interface_declaration: 'interface',
    trait_declaration: 'class',
    enum_declaration: 'enum',
  },
  comments: ['comment'],
  identifiers: ['name', 'variable_name'],
};

export const bash: Language = {
  name: 'bash',
  grammar: 'bash',
  extensions: ['.sh', '.bash'],
  definitions: { function_definition: 'function' },
  comments: ['comment'],
  identifiers: ['word', 'variable_name'],
};
