// Crashes of processes that share one SQLite file.
import path from 'node:path';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { faultSpec } from './faults.spec.js';

const folder = testFolder();
let count = 0;

faultSpec('sqlite', () => ({
  kind: 'sqlite',
  file: path.join(folder, `faults-${++count}`, 'tier.db'),
  assetsDir: ASSETS,
}));
