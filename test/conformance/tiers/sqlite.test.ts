// The SQLite tier keeps every promise of the tier ports, with the host's own SQLite and with WebAssembly.
import { sqliteHarness } from './sqlite-harness.js';
import { tierSpec } from './tier.spec.js';

tierSpec(sqliteHarness('node:sqlite'));
tierSpec(sqliteHarness('sql.js'));
