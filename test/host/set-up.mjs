// What `npm start` and `npm test` do first: check Node, and install the project's packages when they are not those of the lock file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

const OLDEST_NODE = 20;

/** @throws Error that says what to do */
export function setUpProject() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE)
    throw new Error(
      `Memfun needs Node ${OLDEST_NODE} or newer; this is ${process.version}. Install a newer Node.js, then run this again.`,
    );
  const stampFile = path.join(root, 'node_modules/.memfun-stamp');
  const stamp = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  process.stdout.write('Installing packages…\n');
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms. On those platforms the lock
  // is left out; package.json pins every version.
  const lock = process.platform === 'linux' ? [] : ['--no-package-lock'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync('npm', ['install', '--no-save', ...lock, ...quiet], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0)
    throw new Error(
      '"npm install" failed. Check that the npm registry can be reached and that the disk has 1 GB free, then run this again.',
    );
  writeFileSync(stampFile, stamp);
}
