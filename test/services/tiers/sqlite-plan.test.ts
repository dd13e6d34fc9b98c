// Plans on workers of this machine that share one SQLite file.
import { planSpec } from './plan.spec.js';

planSpec({ kind: 'sqlite' }, true);
