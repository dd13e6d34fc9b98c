// Before the unit tests: build dist/ once for all projects of the run; workers, wasm files and the sandbox child live there.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

export default function setup(): void {
  if (process.env['MEMFUN_SKIP_BUILD'] === '1') return;
  const root = path.resolve(import.meta.dirname, '../..');
  execFileSync(process.execPath, ['esbuild.config.mjs', '--without-maps'], {
    cwd: root,
    stdio: 'inherit',
  });
  process.env['MEMFUN_SKIP_BUILD'] = '1';
}
