// `npm start [-- folder]`: opens VS Code with Memfun on a folder. The desktop editor when there is one, else the web one.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { root } from './paths.mjs';

try {
  await main();
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function main() {
  const folder = path.resolve(
    process.env.INIT_CWD ?? process.cwd(),
    process.argv.slice(2).find((a) => !a.startsWith('-')) ?? root,
  );
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Error(
      `There is no folder ${folder}. Give an existing one: npm start -- path/to/repository`,
    );
  }
  const { setUpProject } = await import('./set-up.mjs');
  setUpProject();

  step('Building Memfun…');
  const { packageExtension } = await import('./package.mjs');
  const vsix = packageExtension();

  if (!process.argv.includes('--web') && startDesktop(vsix, folder)) return;
  await startWeb(vsix, folder);
}

/** @returns {boolean} whether there is a desktop editor */
function startDesktop(vsix, folder) {
  const shell = process.platform === 'win32';
  const code = ['code', 'codium', 'code-insiders'].find(
    (name) => spawnSync(name, ['--version'], { stdio: 'ignore', shell }).status === 0,
  );
  if (code === undefined) return false;
  step(`Installing Memfun into ${code}…`);
  const installed = spawnSync(code, ['--install-extension', vsix, '--force'], {
    stdio: 'inherit',
    shell,
  });
  if (installed.status !== 0)
    throw new Error(
      `${code} could not install ${vsix}. Install it by hand with "Extensions: Install from VSIX…", or run: npm start -- --web`,
    );
  spawn(code, [folder], { stdio: 'ignore', detached: true, shell }).unref();
  step(`Opened ${folder} in ${code}. Memfun is in the activity bar.`);
  return true;
}

async function startWeb(vsix, folder) {
  const { installHost } = await import('./install.mjs');
  step(
    'No desktop VS Code on PATH: preparing the web one (the first time takes about half a minute)…',
  );
  installHost();
  const { startEditorServer } = await import('./editor-server.mjs');
  const dataDir = path.join(root, 'test/host/.host-data');
  mkdirSync(dataDir, { recursive: true });
  const server = await startEditorServer({
    vsix: [vsix],
    dataDir,
    port: await portFor(Number(process.env.PORT ?? 4127)),
    settings: { 'workbench.startupEditor': 'readme' },
  });
  step(
    `\n  Memfun is ready:  ${server.url(folder)}\n\n  Open the address in a browser, then click Memfun in the activity bar.\n  Press Ctrl+C to stop.\n`,
  );
  const stop = async () => {
    await server.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stop());
  const code = await server.exited;
  throw new Error(`The editor ended by itself (${code}):\n${server.log()}`);
}

/** The wanted port, or any free one: keys and window state belong to the address, so it should stay the same. */
function portFor(wanted) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function step(text) {
  process.stdout.write(`${text}\n`);
}
