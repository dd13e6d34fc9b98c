#!/usr/bin/env node
// Takes the command line that @vscode/test-electron gives a desktop VS Code and runs it on the web build with a
// real extension host. Exit code: the suite's (0 or 1); 3 the host could not run; 4 out of time.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as util from 'node:util';
import { chromium as playwright } from 'playwright-core';
import { startEditorServer } from '../editor-server.mjs';
import { CHROMIUM_FLAGS, chromium } from '../paths.mjs';

const TIMEOUT_MS = Number(process.env.MEMFUN_SUITE_TIMEOUT_MS ?? 300_000);
const here = path.dirname(fileURLToPath(import.meta.url));

const options = parse(process.argv.slice(2));
const temp = mkdtempSync(path.join(os.tmpdir(), 'shim-')); // short: socket paths are limited to 107 bytes
const socketPath = path.join(temp, 's');
let server;
let browser;
let result;
let finished = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => void finish(130, `stopped by ${signal}`));
setTimeout(
  () => void finish(4, `the suite did not end within ${TIMEOUT_MS / 1000} s`),
  TIMEOUT_MS,
).unref();
listenToHost();
try {
  await openWindow();
} catch (error) {
  await finish(3, String(error?.stack ?? error));
}

function parse(argv) {
  const parsed = { development: [], tests: undefined, folder: undefined, disableExtensions: false };
  for (const argument of argv) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === 'extensionDevelopmentPath') parsed.development.push(value);
    else if (name === 'extensionTestsPath') parsed.tests = value;
    else if (name === 'disable-extensions') parsed.disableExtensions = true;
    else if (name === undefined && existsSync(argument) && statSync(argument).isDirectory())
      parsed.folder = path.resolve(argument);
  }
  return parsed;
}

/** Output and result of the suite come over a socket: the workbench mixes its own chatter into its log. */
function listenToHost() {
  net
    .createServer((connection) => {
      let buffer = '';
      connection.setEncoding('utf8').on('data', (chunk) => {
        buffer += chunk;
        const lines = buffer.split('\n');
        buffer = lines.pop();
        for (const line of lines) {
          const message = JSON.parse(line);
          if (message.text !== undefined)
            (message.fd === 2 ? process.stderr : process.stdout).write(message.text);
          if (message.result !== undefined) {
            result = message.result;
            setTimeout(() => void finish(result), 2000); // the workbench normally says so first
          }
        }
      });
      connection.on('error', () => undefined);
      connection.on('close', () => {
        if (result === undefined)
          void finish(1, 'the extension host went away before the suite ended');
      });
    })
    .listen(socketPath)
    .unref();
}

async function openWindow() {
  server = await startEditorServer({
    settings: JSON.parse(process.env.MEMFUN_SUITE_SETTINGS ?? '{}'),
    // Without the smoke-test driver a built workbench ignores a test payload.
    args: ['--ignore-last-opened', '--vscode-option', 'enable-smoke-test-driver'],
    env: {
      VSCODE_TEST_SHIM_SOCKET: socketPath,
      VSCODE_TEST_SHIM_TARGET: path.resolve(options.tests),
    },
  });
  void server.exited.then(() => finish(3, `the editor ended early\n${server.log()}`));
  browser = await playwright.launch({
    executablePath: chromium(),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: CHROMIUM_FLAGS,
  });
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 800 } })
  ).newPage();
  page.on('crash', () => void finish(3, 'the page crashed'));
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    if (process.env.MEMFUN_SUITE_VERBOSE)
      process.stderr.write(`[workbench ${type}] ${util.format(...args)}\n`);
  });
  await page.exposeFunction('codeAutomationExit', (code) => finish(result ?? code));

  const authority = new URL(server.base).host;
  const remote = (file) =>
    `vscode-remote://${authority}${pathToFileURL(path.resolve(file)).pathname}`;
  const payload = [
    ...options.development.map((file) => ['extensionDevelopmentPath', remote(file)]),
    ['extensionTestsPath', remote(path.join(here, 'in-host.cjs'))],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(options.disableExtensions ? [['disableExtensions', 'true']] : []),
  ];
  const query = new URLSearchParams({
    payload: JSON.stringify(payload),
    ...(options.folder === undefined ? { ew: 'true' } : { folder: options.folder }),
  });
  await page.goto(`${server.base}/?${query}`);
}

async function finish(code, message) {
  if (finished) return;
  finished = true;
  if (message !== undefined) process.stderr.write(`editor shim: ${message}\n`);
  await Promise.race([
    browser?.close().catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, 3000)),
  ]);
  await server?.stop();
  rmSync(temp, { recursive: true, force: true });
  process.exit(code);
}
