// JavaScript: definitions and imports; TypeScript builds on its patterns.
import type { Language } from './language.js';

const FUNCTIONS = '(arrow_function) (function_expression) (generator_function)';
/** What can be given to a name and runs. */
export const FUNCTION = `[${FUNCTIONS}]`;
/** Functions of an object that a file defines or gives away; those of other objects are mostly options of a call. */
const METHODS = `(object (pair key: (property_identifier) @name value: ${FUNCTION}) @definition.method)`;
/** `a.b = …`, also the first of `a.b = c.d = …`. */
const GIVEN = `(assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @name)
  right: [${FUNCTIONS} (assignment_expression right: ${FUNCTION})])`;

/** At the top of a file, exported or not. */
function declared(declarator: string, condition = ''): string {
  return `
((program (_ ${declarator})) ${condition})
((program (export_statement (_ ${declarator}))) ${condition})`;
}

/** Patterns that hold in JavaScript and TypeScript alike. */
export const SHARED_TAGS = `
(function_declaration name: (identifier) @name) @definition.function
(generator_function_declaration name: (identifier) @name) @definition.function
(method_definition name: (_) @name) @definition.method
(${GIVEN} @definition.function (#match? @_object "^(module[.])?exports$"))
(${GIVEN} @definition.method (#not-eq? @name "exports"))
${declared(`(variable_declarator value: ${METHODS})`)}
(program (_ (assignment_expression right: ${METHODS})))
(program (export_statement value: ${METHODS}))
${declared(`(variable_declarator name: (identifier) @name value: ${FUNCTION}) @definition.function`)}
${declared('(variable_declarator name: (identifier) @name value: (class)) @definition.class')}
${declared(
  '(variable_declarator name: (identifier) @name value: (_) @_value) @definition.constant',
  // What another module gives is defined there.
  '(#not-match? @_value "^(await )?(require|import)[(]")',
)}
${declared('(variable_declarator name: (identifier) @name !value) @definition.constant')}
(import_statement source: (string) @import)
(export_statement source: (string) @import)
((call_expression function: (identifier) @_call arguments: (arguments . (string) @import .))
  (#eq? @_call "require"))
(call_expression function: (import) arguments: (arguments . (string) @import))
`;

export const javascript: Language = {
  name: 'javascript',
  extensions: ['js', 'mjs', 'cjs', 'jsx'],
  grammar: 'tree-sitter-javascript.wasm',
  tags: `${SHARED_TAGS}
(class_declaration name: (identifier) @name) @definition.class
(field_definition property: (property_identifier) @name value: ${FUNCTION}) @definition.method
`,
};
