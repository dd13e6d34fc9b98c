// TSX: TypeScript with elements has a grammar of its own.
import type { Language } from './language.js';
import { TYPESCRIPT_TAGS } from './typescript.js';

export const tsx: Language = {
  name: 'tsx',
  extensions: ['tsx'],
  grammar: 'tree-sitter-tsx.wasm',
  tags: TYPESCRIPT_TAGS,
};
