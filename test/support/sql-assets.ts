// Where sql-wasm.wasm is without a build; apart from what needs a test runner, which benchmarks have not.
import path from 'node:path';

export const SQL_ASSETS = path.resolve(import.meta.dirname, '../../node_modules/sql.js/dist');
