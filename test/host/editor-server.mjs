// Starts a throw-away VS Code server on a free port, with its own settings, extensions and temporary folder.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeServerEntry, node24 } from './paths.mjs';

/** Settings that keep a window quiet: no tips, no updates, no talk of ports, no telemetry, no second side bar. */
export const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'remote.autoForwardPorts': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.simpleDialog.enable': true,
};

/**
 * @param {object} options
 * @param {readonly string[]} [options.vsix] packages to install first
 * @param {Record<string, unknown>} [options.settings] user settings on top of the quiet ones
 * @param {string} [options.dataDir] keep user data here instead of in a throw-away folder
 * @param {readonly string[]} [options.args] further arguments of the server
 * @param {number} [options.port] default: a free one
 * @param {string} [options.language] of the editor, for example `de` (default: English)
 * @param {boolean} [options.trust] ask for workspace trust as a desktop would (default: every folder is trusted)
 * @param {Record<string, string>} [options.env]
 */
export async function startEditorServer({
  vsix = [],
  settings = {},
  dataDir,
  args = [],
  port,
  language,
  trust = false,
  env = {},
} = {}) {
  const node = node24();
  if (node === undefined)
    throw new Error(
      'The editor host needs Node 24. Run "node test/host/install.mjs", or use Node 24.',
    );
  const temp = mkdtempSync(path.join(tmpdir(), 'memfun-'));
  const home = dataDir ?? temp;
  const data = path.join(home, 'data');
  const extensions = path.join(home, 'extensions');
  mkdirSync(path.join(data, 'User'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  const settingsFile = path.join(data, 'User/settings.json');
  // Kept user data keeps what its owner has changed since.
  if (!existsSync(settingsFile))
    writeFileSync(settingsFile, JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2));

  if (language !== undefined) addLanguage(data, language);
  const environment = cleanEnvironment(node, temp, env);
  const folders = ['--user-data-dir', data, '--extensions-dir', extensions];
  for (const file of vsix) {
    execFileSync(node, [codeServerEntry, ...folders, '--install-extension', file, '--force'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  const address = `127.0.0.1:${port ?? (await freePort())}`;
  const quiet = [
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--disable-proxy',
  ];
  const server = spawn(
    node,
    [
      codeServerEntry,
      '--auth',
      'none',
      '--bind-addr',
      address,
      ...quiet,
      ...(trust ? [] : ['--disable-workspace-trust']),
      ...folders,
      ...(language === undefined ? [] : ['--locale', language]),
      ...args,
    ],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let log = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (chunk) => (log = (log + chunk).slice(-20_000)));
  const signalGroup = (signal) => {
    try {
      if (server.pid !== undefined) process.kill(-server.pid, signal);
    } catch {
      // already gone
    }
  };
  const killAtExit = () => signalGroup('SIGKILL');
  process.once('exit', killAtExit);

  const base = `http://${address}`;
  for (let attempt = 0; (await status(`${base}/healthz`)) !== 200; attempt++) {
    if (server.exitCode !== null || attempt > 600)
      throw new Error(`The editor did not start:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  return {
    base,
    data,
    pid: server.pid,
    log: () => log,
    exited: new Promise((resolve) => server.once('exit', resolve)),
    /** Address that opens a folder. */
    url: (folder) =>
      `${base}/?${new URLSearchParams(folder === undefined ? { ew: 'true' } : { folder })}`,
    /** Ends everything at once, as a crash of the machine would. */
    async kill() {
      const over = new Promise((resolve) => server.once('exit', resolve));
      signalGroup('SIGKILL');
      await over;
      process.off('exit', killAtExit);
      await removeFolder(temp);
    },
    async stop() {
      signalGroup('SIGTERM');
      await Promise.race([
        new Promise((resolve) => server.once('exit', resolve)),
        new Promise((resolve) => setTimeout(resolve, 3000)),
      ]);
      signalGroup('SIGKILL');
      process.off('exit', killAtExit);
      await removeFolder(temp);
    },
  };
}

/**
 * Makes a language one that the editor has, as an installed language pack does: extensions are then asked for their
 * texts in it. The editor's own texts stay English.
 */
function addLanguage(data, language) {
  const texts = path.join(data, `${language}.i18n.json`);
  writeFileSync(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: 'none',
    label: language,
    extensions: [{ extensionIdentifier: { id: `language-pack.${language}` }, version: '1.0.0' }],
    translations: { vscode: texts },
  };
  writeFileSync(path.join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/** The environment of this process without what an outer editor set, with sockets and caches in `temp`. */
function cleanEnvironment(node, temp, extra) {
  const environment = { ...process.env };
  // PORT would outrank the address that the server is given.
  for (const key of Object.keys(environment))
    if (/^(VSCODE_|ELECTRON_|CODE_SERVER_|PORT$)/.test(key)) delete environment[key];
  return {
    ...environment,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
    TMPDIR: temp,
    XDG_RUNTIME_DIR: temp,
    XDG_CONFIG_HOME: path.join(temp, 'config'),
    XDG_DATA_HOME: path.join(temp, 'share'),
    ...extra,
  };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function status(url) {
  return new Promise((resolve) => {
    http
      .get(url, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', () => resolve(0));
  });
}

/** A server that is just ending may still write into its folder. */
async function removeFolder(folder) {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
