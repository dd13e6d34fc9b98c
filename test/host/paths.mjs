// Where the parts of the editor host lie on this machine.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const hostFolder = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(hostFolder, '../..');

/** The installed host: VS Code's web build and, on Linux, a Node 24. Made by install.mjs. */
export const host = process.env.MEMFUN_HOST_DIR ?? path.join(hostFolder, '.host');
export const codeServer = path.join(host, 'node_modules/code-server');
export const codeServerEntry = path.join(codeServer, 'out/node/entry.js');

/** The Node that runs the editor: the one installed beside it, or this one when it is new enough. */
export function node24() {
  const names = [`node-${process.platform}-${process.arch}`, 'node'];
  const beside = names
    .map((name) => path.join(host, 'node_modules', name, 'bin/node'))
    .find((file) => existsSync(file));
  if (beside !== undefined) return beside;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return undefined;
}

const CHROMIUM_PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium of this machine, if there is one. */
export function chromium() {
  return CHROMIUM_PLACES.find((file) => file !== undefined && existsSync(file));
}

/** Flags that keep a test browser quiet and off the network. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
