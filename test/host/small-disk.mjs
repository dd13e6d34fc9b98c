// A disk of a few thousand kilobytes, for tests of what happens when there is no room left.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MOUNT = 'mount -t tmpfs -o "size=$1k" tmpfs "$2" && echo mounted && exec sleep 100000';
const PIECE = Buffer.alloc(1024);
/** As root, or as root of a namespace of our own. */
const WAYS = [
  { unshare: '-m', enter: ['-m'] },
  { unshare: '-rm', enter: ['-U', '--preserve-credentials', '-m'] },
];

/** How this system lets us mount; `undefined` when it does not. */
const WAY = WAYS.find(({ unshare }) => {
  const args = [unshare, 'mount', '-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', os.tmpdir()];
  return process.platform === 'linux' && spawnSync('unshare', args).status === 0;
});

/** Whether this system has small disks. */
export const hasSmallDisks = WAY !== undefined;

/**
 * Mounts one that nobody else sees; the process that holds it is ended by `remove`.
 * @param {number} kilobytes
 */
export async function smallDisk(kilobytes) {
  const inside = mkdtempSync(path.join(os.tmpdir(), 'memfun-disk-'));
  const { unshare, enter } = WAY ?? WAYS[0];
  const args = [unshare, 'sh', '-c', MOUNT, 'sh', `${kilobytes}`, inside];
  const holder = spawn('unshare', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    holder.stdout.once('data', resolve);
    holder.once('error', reject);
    holder.once('exit', () => reject(new Error('the disk cannot be mounted')));
  });
  return {
    /** The way in from outside; SQLite, which follows links by itself, does not find it. */
    folder: `/proc/${holder.pid}/root${inside}`,
    /** The arguments of `nsenter` for a program that sees the disk at `inside`. */
    entering: ['-t', `${holder.pid}`, ...enter],
    inside,
    remove() {
      holder.kill('SIGKILL');
      rmSync(inside, { recursive: true, force: true });
    },
  };
}

/**
 * Leaves no room.
 * @param {string} folder
 */
export function fillDisk(folder) {
  const file = openSync(path.join(folder, 'ballast'), 'a');
  try {
    for (;;) writeSync(file, PIECE);
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

/** @param {string} folder */
export function freeDisk(folder) {
  rmSync(path.join(folder, 'ballast'), { force: true });
}
