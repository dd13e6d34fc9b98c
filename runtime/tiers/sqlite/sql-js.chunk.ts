// SQLite in WebAssembly, loaded where the host has no SQLite of its own.
export { default as initSqlJs } from 'sql.js';
