// Ruby: definitions and requires.
import type { Language } from './language.js';

export const ruby: Language = {
  name: 'ruby',
  extensions: ['rb', 'rake'],
  grammar: 'tree-sitter-ruby.wasm',
  identifiers: ['constant'],
  tags: `
(module name: (_) @name) @definition.module
(class name: (_) @name) @definition.class
(method name: (_) @name) @definition.method
(singleton_method name: (_) @name) @definition.method
(assignment left: (constant) @name) @definition.constant
((call method: (identifier) @_call arguments: (argument_list (string) @import))
  (#match? @_call "^require(_relative)?$"))
`,
};
