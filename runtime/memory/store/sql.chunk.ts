// SQLite in WebAssembly, loaded when memory is opened.
export { default as initSqlJs } from 'sql.js';
