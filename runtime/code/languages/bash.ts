// Bash: functions, top-level variables and sourced files.
import type { Language } from './language.js';

export const bash: Language = {
  name: 'bash',
  extensions: ['sh', 'bash'],
  grammar: 'tree-sitter-bash.wasm',
  identifiers: ['variable_name', 'command_name'],
  tags: `
(function_definition name: (word) @name) @definition.function
(program (variable_assignment name: (variable_name) @name) @definition.variable)
((command name: (command_name) @_call argument: (_) @import) (#match? @_call "^(source|[.])$"))
`,
};
