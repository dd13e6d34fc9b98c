// The tree-sitter runtime in a bundle of its own: only who parses loads it.
export { Language, Parser, Query } from 'web-tree-sitter';
