// Workers that are killed and stopped over one SQLite file.
import path from 'node:path';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { workersSpec } from './workers.spec.js';

const folder = testFolder();
let count = 0;

workersSpec('sqlite', () => ({
  kind: 'sqlite',
  file: path.join(folder, `workers-${++count}`, 'tier.db'),
  assetsDir: ASSETS,
}));
