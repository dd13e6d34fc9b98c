// The clock of the machine is set while processes share a SQLite file, or one has everything in memory.
import path from 'node:path';
import { createInProcessTier, openSqliteTier } from '../../../runtime/tiers/index.js';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { clockSpec } from './clock.spec.js';

const folder = testFolder();
let count = 0;

clockSpec(
  'sqlite',
  () => {
    const file = path.join(folder, `clock-${++count}`, 'tier.db');
    return () => openSqliteTier({ file, assetsDir: ASSETS });
  },
  false,
);
clockSpec(
  'in-process',
  () => {
    const tier = createInProcessTier();
    return () => Promise.resolve(tier);
  },
  false,
);
