// Before the end-to-end tests: the production package, once for all projects of the run.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export default function setup(): void {
  if (process.env['MEMFUN_SKIP_BUILD'] === '1') return;
  execFileSync(process.execPath, ['test/host/package.mjs'], { cwd: root, stdio: 'inherit' });
  process.env['MEMFUN_SKIP_BUILD'] = '1';
}
