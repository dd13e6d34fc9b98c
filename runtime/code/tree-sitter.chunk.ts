// Tree-sitter in WebAssembly, loaded on the first parse.
export { Language, Parser, Query } from 'web-tree-sitter';
