// Python.
import type { Language } from './types.js';

export const python: Language = {
  name: 'python',
  grammar: 'python',
  extensions: ['.py', '.pyi'],
  definitions: { function_definition: 'function', class_definition: 'class' },
  comments: ['comment'],
  identifiers: ['identifier'],
  docstrings: true,
};
