// Runs inside the extension host in place of a test suite: streams its console to the shim over a socket, then
// runs the real suite and reports the result.
'use strict';
const net = require('node:net');
const { Console } = require('node:console');
const { Writable } = require('node:stream');
const { pathToFileURL } = require('node:url');

exports.run = async function run() {
  const socket = net.connect(process.env.VSCODE_TEST_SHIM_SOCKET);
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  const send = (message) =>
    new Promise((resolve) => socket.write(`${JSON.stringify(message)}\n`, resolve));

  // The editor locks the methods of console and of process.stdout, but whole objects can be replaced.
  const stream = (fd) =>
    Object.assign(
      new Writable({
        decodeStrings: false,
        write(chunk, _encoding, done) {
          void send({ fd, text: String(chunk) });
          done();
        },
      }),
      { isTTY: false, columns: 120, fd },
    );
  const out = stream(1);
  const err = stream(2);
  globalThis.console = new Console({ stdout: out, stderr: err, colorMode: false });
  Object.defineProperty(process, 'stdout', { configurable: true, get: () => out });
  Object.defineProperty(process, 'stderr', { configurable: true, get: () => err });

  try {
    const suite = await load(process.env.VSCODE_TEST_SHIM_TARGET);
    if (typeof suite.run !== 'function') throw new Error('The test suite exports no run()');
    await suite.run();
    await send({ result: 0 });
  } catch (error) {
    await send({ fd: 2, text: `${error?.stack ?? error}\n` });
    await send({ result: 1 });
    throw error;
  } finally {
    socket.end();
  }
};

async function load(file) {
  try {
    return require(file);
  } catch (error) {
    if (error.code !== 'ERR_REQUIRE_ESM' && error.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return import(pathToFileURL(file).href);
  }
}
