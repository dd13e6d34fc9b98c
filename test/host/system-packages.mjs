// Programs that come from the operating system: found on PATH, or installed from Debian's packages when allowed.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { chromium } from './paths.mjs';

/** What the tests want from the system, and how each is found and called by Debian. */
const WANTED = [
  { name: 'Chromium', packages: ['chromium', 'fonts-dejavu-core'], find: chromium },
  { name: 'Redis', packages: ['redis-server'], find: () => onPath('redis-server') },
  { name: 'NATS', packages: ['nats-server'], find: () => onPath('nats-server') },
];

/**
 * Makes the wanted programs available.
 * @param {readonly string[]} names which of them; default all
 * @returns {{ name: string, path: string | undefined, remedy: string }[]}
 */
export function ensureSystemPackages(names = WANTED.map((w) => w.name)) {
  const wanted = WANTED.filter((w) => names.includes(w.name));
  const missing = wanted.filter((w) => w.find() === undefined);
  if (missing.length > 0 && mayInstall()) install(missing.flatMap((w) => w.packages));
  return wanted.map((w) => ({
    name: w.name,
    path: w.find(),
    remedy: `install it (on Debian: apt-get install ${w.packages.join(' ')}) and run again`,
  }));
}

function onPath(program) {
  for (const folder of `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin`.split(':')) {
    const result = spawnSync('test', ['-x', `${folder}/${program}`]);
    if (result.status === 0) return `${folder}/${program}`;
  }
  return undefined;
}

function mayInstall() {
  return (
    process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined
  );
}

function install(packages) {
  process.stdout.write(`Installing ${packages.join(', ')} from Debian's packages…\n`);
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update', '-qq');
  const startAgain = keepServicesStopped();
  try {
    // One by one: a package that this release lacks must not keep the others away.
    for (const name of packages) apt('install', '-y', '-qq', '--no-install-recommends', name);
  } finally {
    startAgain();
  }
}

/** While packages are installed, Debian asks this file whether a service may start. The tests start their own. */
function keepServicesStopped() {
  const file = '/usr/sbin/policy-rc.d';
  if (existsSync(file)) return () => undefined; // the machine has a policy of its own
  writeFileSync(file, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(file, { force: true });
}
